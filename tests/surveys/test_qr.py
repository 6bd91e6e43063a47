"""The square on a poster is a QR code: the same modules as two other encoders draw with the same mask."""

import hashlib

import pytest

from surveys import qr


@pytest.mark.parametrize(
    ("text", "version", "fingerprint"),
    [
        ("https://fardplan.example/svara/oppen/abc/", 3, "40ad1f2615de7bcd"),
        ("https://fardplan.example/" + "a1" * 70, 9, "a52788d0a9c69000"),  # versions from 7 tell which they are
    ],
)
def test_the_modules_are_those_of_the_standard(text, version, fingerprint):
    found = qr.rows(text)
    assert len(found) == 17 + 4 * version
    bits = "".join(str(module) for row in found for module in row)
    assert hashlib.sha256(bits.encode()).hexdigest()[:16] == fingerprint


def test_an_address_too_long_for_a_code_has_none():
    assert qr.drawn("a" * 213)[0] == 17 + 4 * 10 + 8
    assert qr.drawn("a" * 214) is None
