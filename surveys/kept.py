"""What one has chosen on the result page, which stands in the address: each link and form keeps the other choices."""

from urllib.parse import urlencode

NAMES = ("organisation", "jamfor", "vy", "sok", "fraga", "tema")
DOTS, TABLE, RADAR = "punkter", "tabell", "radar"


class Kept:
    """The choices of one request."""

    def __init__(self, query):
        self.chosen = {name: query[name] for name in NAMES if query.get(name)}

    def get(self, name: str) -> str:
        return self.chosen.get(name, "").strip()

    def address(self, **changes) -> str:
        """The same choices with some changed; an empty one is left out."""
        chosen = {name: value for name, value in {**self.chosen, **changes}.items() if value}
        return "?" + urlencode(chosen)

    def besides(self, *mine) -> list[tuple[str, str]]:
        """What a form has to bring along, when it asks for `mine` itself."""
        return [(name, value) for name, value in self.chosen.items() if name not in mine]

    @property
    def search_brings(self):
        return self.besides("sok", "fraga", "tema")

    @property
    def for_files(self) -> str:
        """What a file needs of them: whose own answer, the group it is compared with, and the drawing."""
        return urlencode({name: value for name, value in self.chosen.items() if name in NAMES[:3]})
