"""What an address or a hidden field asks for, where anybody can write anything."""


def number_in(text: str) -> int | None:
    """The number that stands there; None for anything that is no number of a row."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def words_in(text: str, *, most=100) -> str:
    """The words to search or filter by: cut where nobody means more, without the sign that no database takes."""
    return text.replace("\0", "").strip()[:most]
