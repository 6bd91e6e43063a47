"""The square on a poster: the modules of the address, within a quiet zone."""

import segno

from surveys import qr


def test_the_path_draws_every_dark_module_once():
    address = "https://fardplan.example/svara/oppen/" + "a1" * 22 + "/"
    across, path = qr.drawn(address)
    code = segno.make_qr(address, error="m", boost_error=False)
    assert across == code.symbol_size(border=qr.QUIET)[0]
    dark = {(x + qr.QUIET, y + qr.QUIET) for y, row in enumerate(code.matrix) for x, one in enumerate(row) if one}
    assert {tuple(map(int, part.split("h")[0].split())) for part in path.split("M")[1:]} == dark
    assert path.count("M") == len(dark)
