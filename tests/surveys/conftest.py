"""A gap survey of the two municipalities: drafted, sent, and answered as each test needs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.models import Change
from organisations.models import Membership, Organisation, OrganisationKind, Role, Side, User
from portal import dates
from surveys import services
from surveys.answers import Base
from surveys.models import Round
from surveys.writers import Writer
from tests.surveys.asking_persons import persons_round, staff  # noqa: F401  (fixtures)
from tests.surveys.waving import make_wave, send_wave  # noqa: F401 - fixtures


@pytest.fixture
def new_provisions(provisions):
    """The three that are new or changed."""
    return [provision for provision in provisions if provision.change in (Change.NEW, Change.CHANGED)]


@pytest.fixture
def make_round(agreement, new_provisions, lead):
    """Makes a draft round to the contact persons there are."""

    def make(**fields):
        values = {
            "title": "Gap-enkät våren",
            "letter": "Vi vill veta hur långt ni har kommit.",
            "opens_on": dates.today(),
            "closes_on": dates.today() + timedelta(days=14),
        } | fields
        contacts = Membership.objects.filter(is_contact=True).select_related("user")
        return services.create_gap_round(agreement, provisions=new_provisions, contacts=contacts, by=lead, **values)

    return make


@pytest.fixture
def draft(make_round, respondent, neighbour):
    return make_round()


@pytest.fixture
def sent(draft, lead):
    """Sent to Rut of Ekby and Nils of Åsele."""
    return services.send_round(draft, by=lead, at=timezone.now())


@pytest.fixture
def invitation(sent, respondent):
    return sent.invitations.get(user=respondent)


@pytest.fixture
def other_invitation(sent, neighbour):
    return sent.invitations.get(user=neighbour)


@pytest.fixture
def link(invitation):
    return reverse("survey-link", args=[invitation.token])


@pytest.fixture
def visitor(client, link):
    """A browser that has come by the link of Rut and pressed the button."""
    client.post(link)
    return client


@pytest.fixture
def desk(sent, municipality):
    """The two numbers in every address of answering."""
    return [sent.pk, municipality.pk]


@pytest.fixture
def scale(sent):
    """The first scale question."""
    return sent.questionnaire.questions.filter(is_required=True).first()


@pytest.fixture
def text(sent, scale):
    """The text question after it."""
    return sent.questionnaire.questions.get(position=scale.position + 1)


@pytest.fixture
def answer():
    """Answers a round for an organisation: `answer(round, organisation, 2, 3, {"value": None, "missing": "unknown"})`."""

    def give(round, organisation, *values, texts=None, submit=True):
        by, at = Writer(f"Någon på {organisation.short_name}"), timezone.now()
        questions = round.questionnaire.questions.all()
        given = [
            services.Given(question, value if isinstance(value, dict) else {"value": value}, Base())
            for question, value in zip(questions.filter(is_required=True), values, strict=False)
        ]
        given += [
            services.Given(question, {"value": texts[question.identity]}, Base())
            for question in questions
            if question.identity in (texts or {})
        ]
        services.save_answers(round, organisation, given, by=by, at=at)
        return (
            services.submit(round, organisation, by=by, at=at)
            if submit
            else round.responses.get(organisation=organisation)
        )

    return give


@pytest.fixture
def many(db):
    """Makes more municipalities with a contact person each."""

    def make(count):
        made = []
        for number in range(count):
            organisation = Organisation.objects.create(
                name=f"Kommun {number}",
                short_name=f"K{number}",
                kind=OrganisationKind.MUNICIPALITY,
                side=Side.MUNICIPAL,
                code=f"88{number:02}",
            )
            user = User.objects.create_user(
                f"kontakt{number}@example.org", first_name="Kontakt", last_name=f"Nr{number}"
            )
            Membership.objects.create(user=user, organisation=organisation, role=Role.RESPONDENT, is_contact=True)
            made.append(organisation)
        return made

    return make


@pytest.fixture
def close():
    def shut(round, *, days_ago=1):
        """The last day was some days ago."""
        Round.objects.filter(pk=round.pk).update(
            opens_on=dates.today() - timedelta(days=days_ago + 10), closes_on=dates.today() - timedelta(days=days_ago)
        )
        round.invitations.update(expires_at=timezone.now() - timedelta(hours=1))
        round.refresh_from_db()
        return round

    return shut


@pytest.fixture
def county_of(draft, many, lead):
    """Sends the round to as many more municipalities as asked, and gives them back."""

    def make(count):
        organisations = many(count)
        for organisation in organisations:
            services.add_invitation(
                draft, organisation=organisation, name="K", email=f"k{organisation.pk}@example.org", by=lead
            )
        services.send_round(draft, by=lead, at=timezone.now())
        draft.refresh_from_db()
        return draft, organisations

    return make
