"""A QR code of an address, for a poster: nobody types 43 random characters off a wall."""

import segno

QUIET = 4  # light modules round the code, as the standard asks for


def drawn(text: str) -> tuple[int, str]:
    """(modules across with the quiet zone, the dark ones as the path of an SVG)."""
    found = list(segno.make_qr(text, error="m", boost_error=False).matrix_iter(border=QUIET))
    dark = [(x, y) for y, row in enumerate(found) for x, module in enumerate(row) if module]
    return len(found), "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)
