"""Numbers as they stand in addresses and hidden fields, where anybody can write anything."""


def number_in(text: str) -> int | None:
    """The number that stands in an address or a hidden field; None for anything that is no number of a row."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
