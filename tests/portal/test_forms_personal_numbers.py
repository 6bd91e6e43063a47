"""No form with free text takes a personal identity number, and each says what to do about it."""

import pytest
from django import forms

from portal.personal_numbers import RefusesPersonalNumbers

NUMBER = "811228-9874"  # the tax agency's own example, of nobody
SAID = "Texten är inte sparad: det ser ut som om den innehåller ett personnummer."


class Note(RefusesPersonalNumbers, forms.Form):
    text = forms.CharField()
    more = forms.CharField(required=False)
    link = forms.URLField(required=False, assume_scheme="https")
    kind = forms.ChoiceField(choices=[(NUMBER, "one")], required=False)


def test_a_number_is_refused_where_it_stands_and_the_rest_is_kept():
    form = Note({"text": f"Gäller {NUMBER} i dag", "more": "Annat"})
    assert not form.is_valid()
    assert list(form.errors) == ["text"]
    assert form.errors["text"][0].startswith(SAID)
    assert form.cleaned_data == {"more": "Annat", "link": "", "kind": ""}


def test_several_fields_are_named_each():
    assert set(Note({"text": NUMBER, "more": NUMBER}).errors) == {"text", "more"}


def test_links_choices_and_other_figures_pass():
    form = Note({"text": "Dnr 2026/0312-88", "link": "https://example.org/198112289874", "kind": NUMBER})
    assert form.is_valid(), form.errors


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("module", "names"),
    [
        ("actions.forms", ["ActionForm", "LineForm", "CommentForm"]),
        ("meetings.forms.agenda", ["ItemForm", "NewItemForm", "OutcomeLineForm", "OutcomeForm"]),
        ("meetings.forms.series", ["SeriesForm", "SeriesItemForm", "GuestForm", "ProlongForm"]),
        ("meetings.forms.moves", ["MoveForm", "ReplaceForm", "CancelForm", "CloseForm"]),
        ("meetings.forms.meeting", ["MeetingForm", "CallForm", "KeyDateForm"]),
        ("meetings.forms.preview", ["HeadForm", "PersonRow", "SectionRow", "OutcomeRow", "DateRow"]),
        ("meetings.forms.availability", ["BusyForm"]),
        ("meetings.forms.polls", ["PollForm", "OtherRow", "VoteForm"]),
        ("agreements.forms.phases", ["MoveForm", "ProgressForm"]),
        ("actions.forms.steps", ["StepForm"]),
        ("surveys.forms.followup", ["CellActionForm", "CellPointForm", "CellPhaseForm", "CellNoteForm"]),
        ("surveys.forms.dialogues", ["GuideForm", "DialogueForm", "FinishForm"]),
        ("agreements.forms.cases", ["CaseForm", "StepForm", "AnchoringForm"]),
        ("agreements.forms.documents", ["DocumentForm", "VersionForm", "RelatedForm"]),
        ("agreements.forms.homework", ["AskForm"]),
        ("agreements.forms.versions", ["VersionForm"]),
        ("agreements.forms.knowledge", ["KnowledgeForm", "QuestionForm", "AnswerForm", "LearningForm"]),
        ("agreements.forms.theory", ["TheoryStepForm"]),
        ("agreements.forms.communication", ["CommunicationForm"]),
        ("support.forms.events", ["EventForm", "OutcomeForm", "MaterialForm", "SeriesForm", "NextYearForm"]),
        ("support.forms.questions", ["NewQuestionForm", "QuestionForm", "NextStepForm"]),
        ("portal.forms", ["RevisedForm"]),
        ("support.forms.forums", ["PartForm", "ContactForm", "NewContactForm"]),
        ("support.forms.talks", ["TalkForm"]),
        ("surveys.forms.together", ["DelegationForm", "CommentForm"]),
    ],
)
def test_the_forms_of_the_portal_refuse(module, names):
    from importlib import import_module

    assert [
        name for name in names if not issubclass(getattr(import_module(module), name), RefusesPersonalNumbers)
    ] == []


def test_an_action_with_a_number_is_not_stored(client, member, municipality):
    from actions.models import ActionItem

    client.force_login(member)
    answer = client.post("/atgarder/ny/", {"title": f"Ring {NUMBER}", "organisation": municipality.pk})
    assert answer.status_code == 422
    assert SAID in answer.content.decode()
    assert not ActionItem.objects.exists()
