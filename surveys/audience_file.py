"""An uploaded list of whom to ask: which columns it has, and what each row means."""

from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.personal_numbers import holds_personal_number
from portal.tables import CHOICE, Column, Fault

MOST = 20_000
COLUMNS = [
    Column("organisation", gettext_lazy("organisation"), needed=True, required=True, also=("kommun", "municipality")),
    Column("name", gettext_lazy("name"), needed=True, required=True, most=150, also=("person", "kontaktperson")),
    Column(
        "email",
        gettext_lazy("e-mail"),
        needed=True,
        required=True,
        most=254,
        also=("e-postadress", "epost", "mejl", "mail", "email", "e-mail address"),
        width=30,
    ),
    Column("language", gettext_lazy("language"), kind=CHOICE, choices=lambda: settings.LANGUAGES),
]


@dataclass
class Entry:
    """What a row would do: "new", "taken" (asked already) or "fault"."""

    number: int
    values: dict
    faults: list = field(default_factory=list)
    organisation: object = None
    kind: str = "new"


def entries_of(table, organisations, taken) -> list[Entry]:
    """Each row with the organisation it means. `taken`: (organisation id, address) of those asked already."""
    by_name, doubtful = _names(organisations)
    seen, entries = {}, []
    for row in table.rows:
        entry = Entry(row.number, row.values, list(row.faults))
        _find_organisation(entry, by_name, doubtful)
        _check_address(entry)
        if any(isinstance(value, str) and holds_personal_number(value) for value in row.values.values()):
            entry.faults.append(Fault(row.number, "", _("It looks as if a personal identity number stands here.")))
        if entry.faults:
            entry.kind = "fault"
        else:
            key = (entry.organisation.pk, entry.values["email"])
            if key in taken:
                entry.kind = "taken"
            elif key in seen:
                entry.kind = "taken"
                entry.faults = [Fault(row.number, "", _("The same as row %(row)d.") % {"row": seen[key]})]
            seen.setdefault(key, row.number)
        entries.append(entry)
    return entries


def _names(organisations):
    """(name or code -> organisation, names that more than one has)."""
    words = [
        (word.casefold().strip(), organisation)
        for organisation in organisations
        for word in {organisation.name, organisation.short_name, organisation.code}
        if word
    ]
    known = {}
    for word, organisation in words:
        known.setdefault(word, organisation)
    counts = Counter(word for word, _organisation in words)
    full = {organisation.name.casefold() for organisation in organisations}
    known.update({organisation.name.casefold(): organisation for organisation in organisations})
    return known, {word for word, number in counts.items() if number > 1 and word not in full}


def _find_organisation(entry, by_name, doubtful):
    text = entry.values.get("organisation") or ""
    if not text:
        return  # said already: something must stand there
    word = text.casefold().strip()
    if word in doubtful:
        said = _("Several organisations are called “%(name)s”. Write the whole name.") % {"name": text[:60]}
        entry.faults.append(Fault(entry.number, COLUMNS[0].name, said))
    elif word not in by_name:
        said = _("No organisation is called “%(name)s”. Write the name as it stands under Organisations.")
        entry.faults.append(Fault(entry.number, COLUMNS[0].name, said % {"name": text[:60]}))
    else:
        entry.organisation = by_name[word]


def _check_address(entry):
    address = (entry.values.get("email") or "").strip().lower().removeprefix("mailto:")
    if not address:
        return
    try:
        validate_email(address)
    except ValidationError:
        said = _("“%(address)s” is not an e-mail address. Write it as anna@example.org.") % {"address": address[:80]}
        entry.faults.append(Fault(entry.number, COLUMNS[2].name, said))
    entry.values["email"] = address
