"""Pages that come and go: what is typed on one is kept, what is hidden does not count, and codes are not used again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.models import Membership, Organisation, OrganisationKind, Side
from overview.queries import surveys_to_answer
from portal import dates
from surveys import services
from surveys.answers import Base
from surveys.models import Origin, Question, QuestionKind
from surveys.queries.results import results_of
from surveys.queries.rounds import status_of
from surveys.writers import Writer


def questions():
    """Who says yes is asked how many, on a page between the first and the last."""
    return [
        Question(identity="f1", section="Ett", kind=QuestionKind.YES_NO, text="Har ni en coach?", is_required=True),
        Question(
            identity="f2", section="Två", kind=QuestionKind.LADDER, text="Hur långt?", is_required=True,
            shown_if="f1 = ja", options=[{"key": "a1", "text": "Början"}, {"key": "a2", "text": "Slutet"}],
        ),
        Question(identity="f3", section="Tre", kind=QuestionKind.LONG_TEXT, text="Vad mer?"),
    ]  # fmt: skip


@pytest.fixture
def make_own(lead, respondent, neighbour):
    def make(**fields):
        return services.create_written_round(
            origin=Origin.OWN,
            questions=questions(),
            contacts=Membership.objects.filter(is_contact=True).select_related("user"),
            by=lead,
            title="Coach?",
            letter="",
            opens_on=dates.today(),
            closes_on=dates.today() + timedelta(days=14),
            **fields,
        )

    return make


@pytest.fixture
def asked(make_own, lead):
    return services.send_round(make_own(), by=lead, at=timezone.now())


@pytest.fixture
def save(asked, municipality):
    def store(**values):
        given = [
            services.Given(question, {"value": values[question.identity]}, base=_now(asked, municipality, question))
            for question in asked.questionnaire.questions.all()
            if question.identity in values
        ]
        services.save_answers(asked, municipality, given, by=Writer("Någon"), at=timezone.now())

    return store


def _now(round, organisation, question):
    response = round.responses.filter(organisation=organisation).first()
    return Base((response.answers.get(question.identity, {}) if response else {}).get("revision", 0))


def test_an_answer_that_has_been_hidden_since_counts_nowhere(lead, respondent, municipality, asked, save):
    save(f1="yes", f2=2)
    assert _row(surveys_to_answer(respondent, on=dates.today())) == (2, 2)
    save(f1="no")
    assert _row(surveys_to_answer(respondent, on=dates.today())) == (1, 1)
    services.submit(asked, municipality, by=Writer("Någon"), at=timezone.now())
    status = next(row for row in status_of(asked, on=dates.today()) if row.organisation == municipality)
    assert (status.answered, status.total) == (1, 1)
    assert results_of(asked, lead, on=dates.today()).now[municipality.pk].keys() == {"f1"}
    assert asked.responses.get().answers["f2"]["value"] == 2, "kept, should the first answer be changed back"


def _row(rows):
    return next((row.done, row.total) for row in rows)


def test_what_is_typed_on_a_page_a_colleague_hides_is_kept(client, respondent, municipality, asked, save):
    save(f1="yes")
    client.force_login(respondent)
    save(f1="no")
    here = [asked.pk, municipality.pk]
    answer = client.post(reverse("survey-section", args=[*here, 2]), {"base-f2": "0.ab", "f2": "1", "page": "ab"})
    assert answer.status_code == 302
    assert asked.responses.get().answers["f2"]["value"] == 1


def test_what_is_typed_on_a_page_that_changes_its_number_is_kept(client, respondent, municipality, asked, save):
    save(f1="yes")
    client.force_login(respondent)
    save(f1="no")
    here = [asked.pk, municipality.pk]
    answer = client.post(
        reverse("survey-section", args=[*here, 3]), {"base-f3": "0.ab", "f3": "Mycket mer.", "page": "ab"}
    )
    assert answer.url.startswith(reverse("survey-check", args=here))
    assert asked.responses.get().answers["f3"]["value"] == "Mycket mer."


def test_a_new_question_never_gets_the_code_of_another_in_the_round_it_is_compared_with(client, lead, make_own, asked):
    again = make_own(previous=asked)
    again.questionnaire.questions.get(identity="f3").delete()
    client.force_login(lead)
    fields = {"section": "Fyra", "text": "Något helt annat?", "revision": 1}
    client.post(reverse("survey-question-new", args=[again.pk]) + "?slag=long_text", fields)
    assert again.questionnaire.questions.get(text="Något helt annat?").identity == "f4"


def test_one_more_person_is_asked_of_any_organisation_in_a_survey_of_ones_own(client, lead, asked):
    unit = Organisation.objects.create(
        name="Psykiatrin", short_name="Psykiatrin", kind=OrganisationKind.REGION_UNIT, side=Side.REGION
    )
    client.force_login(lead)
    fields = {"organisation": unit.pk, "name": "Petra Psyk", "email": "petra@example.org"}
    assert client.post(reverse("invitation-add", args=[asked.pk]), fields).status_code == 302
    assert asked.invitations.filter(organisation=unit).exists()


def test_who_was_asked_is_chosen_already_when_the_same_is_asked_again(client, lead, respondent, asked):
    client.force_login(lead)
    contact = Membership.objects.get(user=respondent, is_contact=True)
    form = client.get(reverse("survey-copy", args=[asked.pk])).context["form"]
    assert contact.pk in form["contacts"].value()
    assert form["sharing"].value() == asked.sharing
