"""Pages that are the same for everybody: drawn once in a process, and given out with each visitor's own tokens put in.

    prepared(request, key, draw, page="...")

`key` holds all that the page depends on besides language, theme and address. `draw(markers)` gives the whole page as
text, drawn with the markers where the tokens are to stand: {"csrf_token": marker, name: marker for each further one}.
Only for visitors who are not signed in and for whom no message waits (`may_be_prepared`).
"""

import secrets
import time
from collections import OrderedDict

from django.http import HttpResponse
from django.middleware.csrf import get_token

KEPT = 60  # seconds
MOST = 200  # pages of some ten kilobytes

_kept: OrderedDict = OrderedDict()
_salt = secrets.token_hex(8)


def may_be_prepared(request, query="") -> bool:
    """Whether nothing on the page is this visitor's own: nobody signed in, no message, nothing asked for but `query`."""
    if request.META.get("QUERY_STRING", "") != query or request.user.is_authenticated:
        return False
    return not request.session.session_key or "_messages" not in request.session


def prepared(request, key, draw, **own) -> HttpResponse:
    """The page, with the token against forged forms and the visitor's `own` texts in their places."""
    names = ("csrf_token", *own)

    def pieces_drawn():
        markers = {name: f"x{_salt}{number}x" for number, name in enumerate(names)}
        return _cut(draw(markers), {marker: name for name, marker in markers.items()})

    place = (key, request.path, request.LANGUAGE_CODE, request.COOKIES.get("theme", ""))
    pieces = kept(place, pieces_drawn)
    values = {name: value.encode() for name, value in {"csrf_token": get_token(request), **own}.items()}
    return HttpResponse(b"".join(values[piece] if isinstance(piece, str) else piece for piece in pieces))


def kept(key, make):
    """What `make` gives, made at most once a minute in a process for the same `key`: that holds all it depends on."""
    place = (key, int(time.monotonic() // KEPT))
    found = _kept.get(place)
    if found is None:
        found = _kept[place] = make()
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return found


def _cut(page: str, markers: dict) -> list:
    """The page in pieces: bytes that stay, and the name of what stands between them."""
    pieces = [page]
    for marker, name in markers.items():
        pieces = [part for piece in pieces for part in _parted(piece, marker, name)]
    return [piece[0] if isinstance(piece, tuple) else piece.encode() for piece in pieces if piece]


def _parted(piece, marker, name):
    if isinstance(piece, tuple):
        return [piece]
    first, *rest = piece.split(marker)
    return [first, *(part for text in rest for part in ((name,), text))]
