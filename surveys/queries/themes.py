"""What the texts of a round are about, as who leads the work has said: counts, and which texts."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from portal.collation import swedish_key
from surveys.models import StandingTheme, TextCode


@dataclass(frozen=True)
class Theme:
    key: str
    texts: int
    organisations: int

    @property
    def name(self) -> str:
        return theme_name(self.key)


def theme_name(key) -> str:
    return str(StandingTheme(key).label) if key in StandingTheme.values else key


def themes_by_text(round) -> dict[tuple[int, str], list[str]]:
    """(organisation id, question) to its themes. One statement."""
    found = defaultdict(list)
    for organisation, question, theme in TextCode.objects.filter(round=round).values_list(
        "organisation", "question", "theme"
    ):
        found[organisation, question].append(theme)
    return found


def counted(codes, texts) -> list[Theme]:
    """Each theme of the texts there are (organisation id, question), the standing ones first. No statement."""
    number, organisations = Counter(), defaultdict(set)
    for text in texts:
        for theme in codes.get(text, ()):
            number[theme] += 1
            organisations[theme].add(text[0])
    order = {key: place for place, key in enumerate(StandingTheme.values)}
    keys = sorted(number, key=lambda key: (order.get(key, len(order)), swedish_key(key)))
    return [Theme(key, number[key], len(organisations[key])) for key in keys]


def own_themes(round) -> list[str]:
    """The themes in words of one's own that the round has, in Swedish order."""
    found = TextCode.objects.filter(round=round).exclude(theme__in=StandingTheme.values)
    return sorted(set(found.values_list("theme", flat=True)), key=swedish_key)
