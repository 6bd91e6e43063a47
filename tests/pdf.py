"""What stands in a PDF."""

import re
import zlib


def unpacked(pdf: bytes) -> bytes:
    """The file, followed by what its compressed parts hold."""
    found = pdf
    for stream in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found += zlib.decompress(stream[1])
        except zlib.error:
            continue
    return found
