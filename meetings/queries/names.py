"""From a name as it is written to the person, organisation or clause it can only mean."""

import re
from collections import defaultdict

from agreements.models import Agreement, Provision
from organisations.models import Organisation, Side, User

_PROVISION = re.compile(r"§\s?(\d+(?:\.\d+)*)(?![\d.]*\d)")
_SPLIT = re.compile(r"\s*(?:,|;|/|&|\s+och\s+|\s+samt\s+|\s+and\s+)\s*")


class Names:
    """People, organisations and clauses by name; what could mean several means none. Four statements to make."""

    def __init__(self):
        self.people = list(
            User.objects.filter(is_active=True).prefetch_related("memberships__organisation").alphabetical()
        )
        self.organisations = list(Organisation.objects.alphabetical())
        self._people = self._by_label()
        self._organisations = _once(
            (_key(name), organisation)
            for organisation in self.organisations
            for name in {_key(organisation.name), _key(organisation.short_name)}
        )
        current = Provision.objects.filter(agreement__in=Agreement.objects.current())
        self._provisions = _once((provision.number, provision) for provision in current)

    def _by_label(self):
        plain = [(_key(person.get_full_name()), person) for person in self.people]
        labelled = [(_key(self.label(person)), person) for person in self.people]
        return _once(dict.fromkeys(plain + labelled))

    def label(self, person) -> str:
        """A person as a list offers them: the name, and the organisation where the name is not enough."""
        return person.get_full_name() if self._namesakes(person) == 1 else f"{person.get_full_name()} ({place(person)})"

    def _namesakes(self, person):
        if not hasattr(self, "_counts"):
            self._counts = defaultdict(int)
            for one in self.people:
                self._counts[_key(one.get_full_name())] += 1
        return self._counts[_key(person.get_full_name())]

    def person(self, written):
        """The user a whole name can only mean, or None."""
        return self._people.get(_key(written or ""))

    def people_in(self, written):
        """([users], [names of nobody here]) of one or several names written together."""
        if not (written or "").strip():
            return [], []
        if whole := self.person(written):
            return [whole], []
        names = [name for name in _SPLIT.split(written.strip()) if name]
        found = [(name, self.person(name)) for name in names]
        return [person for _, person in found if person], [name for name, person in found if not person]

    def organisation(self, written):
        """The organisation a name can only mean, or None."""
        return self._organisations.get(_key(written or ""))

    def provision(self, text):
        """The clause that is named with its § in a text, when it is one."""
        numbers = set(_PROVISION.findall(text or ""))
        return self._provisions.get(numbers.pop()) if len(numbers) == 1 else None

    @property
    def known_people(self) -> tuple:
        """Whole names, for the reader of notes."""
        return tuple(person.get_full_name() for person in self.people)


def place(person) -> str:
    """The short name of the organisation a person of `Names.people` belongs to first."""
    return next((membership.organisation.short_name for membership in person.memberships.all()), "")


def side_of(organisation) -> str:
    return organisation.side if organisation and organisation.side in Side.values else ""


def _once(pairs):
    """A dict of the keys that have one value only."""
    found = defaultdict(dict)
    for name, thing in pairs:
        found[name][thing.pk] = thing
    return {name: next(iter(things.values())) for name, things in found.items() if len(things) == 1}


def _key(text):
    return " ".join(text.replace(".", " ").casefold().split())
