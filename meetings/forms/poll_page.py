"""All the forms of a date poll's page as one: what is typed is read back when a row is asked for."""

from django.utils.translation import gettext as _

from meetings.forms.polls import MORE, MOST_OTHERS, MOST_TIMES, Others, PeopleForm, PollForm, Times
from meetings.models import DatePoll

ROWS = {"tider": ("day", "starts", "ends"), "andra": ("name", "address")}


class PollPage:
    """The words, the times, the group's people and others. `is_new` polls ask people; a poll that is changed does not."""

    def __init__(self, data=None, *, poll, seats=(), times=(), known=()):
        self.is_new = poll.pk is None
        more = data.get("mer") if data is not None else None
        if more in ROWS:
            self._unbound(data, poll, seats, more, known)
            return
        self.words = PollForm(data, instance=poll)
        self.times = Times(data, prefix="tider", initial=_with_room(times, MOST_TIMES), known=known)
        self.people = PeopleForm(data, seats=seats) if self.is_new else None
        self.others = Others(data, prefix="andra", initial=[{}]) if self.is_new else None
        self.is_bound = data is not None

    def _unbound(self, data, poll, seats, more, known):
        """Another row: everything stands as it was typed, unchecked."""
        self.is_bound = False
        typed = {name: data.get(name, "") for name in PollForm.base_fields}
        self.words = PollForm(initial=typed, instance=poll)
        rows = {prefix: _typed_rows(data, prefix, names) for prefix, names in ROWS.items()}
        rows[more] += [{}] * (MORE if more == "tider" else 1)
        self.times = Times(prefix="tider", initial=rows["tider"][:MOST_TIMES], known=known)
        self.people = self.others = None
        if self.is_new:
            self.people = PeopleForm(seats=seats, initial={"people": data.getlist("people")})
            self.others = Others(prefix="andra", initial=rows["andra"][:MOST_OTHERS])

    @property
    def forms(self):
        return [form for form in (self.words, self.times, self.people, self.others) if form is not None]

    def is_valid(self) -> bool:
        sound = [form.is_valid() for form in self.forms]  # every one is asked, so that everything wrong is told at once
        if not (self.is_bound and all(sound)):
            return False
        self._check_together()
        return not self.words.errors

    def _check_together(self):
        first = min(starts for starts, _ends in self.times.times())
        if self.words.cleaned_data["answer_by"] > first.date():
            self.words.add_error(
                "answer_by", _("The last day to answer comes after the first of the times. Choose an earlier day.")
            )
        if self.is_new and self._is_asked_already():
            self.words.add_error(
                "title",
                _("The group has been asked about this already, and the question is open. Write another title."),
            )
        if self.is_new and not self.voters():
            self.words.add_error(
                None, _("Nobody is asked. Tick somebody in the group, or write a name and an address.")
            )

    def _is_asked_already(self) -> bool:
        """The Back button and a second press do not send everybody a second letter."""
        poll = self.words.instance
        return DatePoll.objects.filter(group=poll.group, title__iexact=poll.title, closed_at=None).exists()

    def voters(self) -> list:
        """(user ids of the group, [(name, address)])."""
        others = [row.cleaned_data for row in self.others if row.cleaned_data.get("address")]
        people = self.people.cleaned_data["people"]
        return (people, [(one["name"], one["address"]) for one in others]) if people or others else []

    def errors(self) -> list[tuple[str, str]]:
        """(the field's id, the sentence) of everything that is wrong, for the summary."""
        if not self.is_bound:
            return []
        found = [("", error) for error in self.words.non_field_errors()]
        found += _field_errors(self.words)
        found += [("", error) for error in self.times.non_form_errors()]
        for form in self.times:
            found += _field_errors(form)
        if self.is_new:
            found += _field_errors(self.people)
            found += [("", error) for error in self.others.non_form_errors()]
            for form in self.others:
                found += _field_errors(form)
        return found


def _field_errors(form):
    return [(field.id_for_label or f"{field.auto_id}_0", error) for field in form for error in field.errors]


def _typed_rows(data, prefix, names):
    try:
        count = min(int(data.get(f"{prefix}-TOTAL_FORMS", 0)), 50)
    except ValueError:
        count = 0
    return [{name: data.get(f"{prefix}-{place}-{name}", "") for name in names} for place in range(count)]


def _with_room(rows, most):
    """The rows and some empty ones: three to begin with, one when there are times already."""
    rows = list(rows)
    return (rows + [{}] * (1 if rows else 3))[:most]
