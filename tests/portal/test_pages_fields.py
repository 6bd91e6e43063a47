"""How every form of the portal is written: label, help, error, then the field, tied together."""

from datetime import UTC, datetime, time

from django import forms
from django.template import Context, Template
from django.utils import translation

from organisations.forms.groups import SeatForm
from organisations.models import GroupMembership

PLANS = [("a", "Plan A"), ("b", "Plan B")]


class Sample(forms.Form):
    title = forms.CharField(label="Title", help_text="Start with a verb.")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    due_on = forms.DateField(label="Due on", required=False)
    starts_at = forms.DateTimeField(label="Starts", required=False)
    at = forms.TimeField(label="At", required=False)
    plan = forms.ChoiceField(label="Plan", choices=PLANS, widget=forms.RadioSelect)
    size = forms.ChoiceField(label="Size", choices=PLANS)
    sure = forms.BooleanField(label="I am sure", help_text="It cannot be undone.")


def html_of(form, language="sv"):
    with translation.override(language):
        text = Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(Context({"form": form}))
    return " ".join(text.split())


def test_label_then_help_then_error_then_field():
    html = html_of(Sample({}))
    order = ['for="id_title"', 'id="id_title_helptext"', 'id="id_title_error"', 'name="title"']
    places = [html.index(part) for part in order]
    assert places == sorted(places)
    field = html[html.rindex("<input", 0, places[-1] + 1) :].split(">")[0]
    assert 'aria-describedby="id_title_helptext id_title_error"' in field
    assert 'aria-invalid="true"' in field
    assert 'class="textinput form-control is-invalid"' in field


def test_a_field_that_may_be_left_empty_says_so():
    html = html_of(Sample())
    assert html.count('class="optional"') == 4
    assert "is-invalid" not in html
    assert "aria-invalid" not in html


def test_dates_and_times_use_the_browsers_own_fields():
    initial = {
        "due_on": datetime(2026, 3, 27, tzinfo=UTC).date(),
        "starts_at": datetime(2026, 3, 27, 8, 30, tzinfo=UTC),
        "at": time(9, 5),
    }
    for language in ("sv", "en"):
        html = html_of(Sample(initial=initial), language)
        assert '<input type="date" name="due_on" value="2026-03-27"' in html
        assert '<input type="datetime-local" name="starts_at" value="2026-03-27T09:30"' in html
        assert '<input type="time" name="at" value="09:05"' in html


def test_what_the_browsers_fields_send_is_understood():
    sent = {"title": "x", "plan": "a", "size": "b", "sure": "on", "starts_at": "2026-03-27T09:30", "at": "09:05"}
    form = Sample(sent)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["starts_at"] == datetime(2026, 3, 27, 8, 30, tzinfo=UTC)
    assert form.cleaned_data["at"] == time(9, 5)


def test_choices_are_a_group_with_its_question():
    html = html_of(Sample({}))
    group = html[html.index('<fieldset class="field field-error" id="div_id_plan"') :].split("</fieldset>")[0]
    assert 'aria-describedby="id_plan_error"' in group
    assert "<legend" in group
    assert group.count('type="radio"') == 2
    assert "aria-invalid" not in group  # a radio button cannot be invalid by itself


def test_the_error_summary_leads_to_each_field():
    form = Sample({})
    html = Template('{% include "components/error_summary.html" with heading="Not saved" %}').render(
        Context({"form": form})
    )
    targets = [part.split('"')[0] for part in html.split('href="#')[1:]]
    page = html_of(form)
    assert targets == ["id_title", "id_plan_0", "id_size", "id_sure"]
    assert all(f'id="{target}"' in page for target in targets)
    assert "Title</a>" in html  # what is only missing is named


def test_what_the_view_has_filled_in_is_checked_too_but_never_twice(lead, member, group):
    """ChecksWholeRow: a unique constraint over a field that is not on the form is told in words, once."""
    seat = {"user": member.pk, "role": "member", "mode": "always"}
    taken = SeatForm(seat, instance=GroupMembership(group=group), by=lead)
    assert taken.errors == {"__all__": [str(GroupMembership._meta.constraints[0].violation_error_message)]}
    empty = SeatForm(seat | {"user": ""}, instance=GroupMembership(group=group), by=lead)
    assert list(empty.errors) == ["user"]
    assert len(empty.errors["user"]) == 1
