"""What texts are about, said by hand: counted with their texts, for who leads the work and nobody else."""

import pytest
from django.urls import reverse

from surveys.models import TextCode

WRITTEN = "Vi har för få undersköterskor"


@pytest.fixture
def coded(sent, municipality, other_municipality, text, answer):
    answer(sent, municipality, 1, 2, 3, texts={text.identity: WRITTEN})
    answer(sent, other_municipality, 1, 2, 3, texts={text.identity: "Tid saknas"})
    return lambda one: reverse("text-themes", args=[sent.pk, one.pk, text.identity])


def test_themes_are_chosen_counted_and_lead_to_their_texts(
    client, lead, sent, coded, municipality, other_municipality, text
):
    client.force_login(lead)
    url = reverse("round-results", args=[sent.pk])
    assert coded(municipality) in client.get(url).content.decode()
    page = client.get(coded(municipality)).content.decode()
    assert WRITTEN in page
    assert client.post(coded(municipality), {"themes": ["hindrance"], "own": "Bemanning"}).status_code == 302
    assert client.post(coded(other_municipality), {"own": "bemanning"}).status_code == 302  # the same as before
    assert client.post(coded(other_municipality), {"own": "Hinder", "themes": ["Bemanning"], "seen": "Bemanning"})
    page = client.get(url)
    assert [(one.name, one.texts, one.organisations) for one, _address in page.context["themes"]] == [
        ("Hinder", 2, 2),
        ("Bemanning", 2, 2),
    ]
    client.post(coded(other_municipality), {"themes": [], "seen": "Bemanning\nhindrance"})
    found = client.get(url, {"tema": "Bemanning"}).context["open_answers"]
    assert [one.text for group in found for question in group.questions for one in question.answers] == [WRITTEN]


def test_two_who_code_the_same_text_do_not_overwrite_each_other(client, lead, coded, municipality):
    client.force_login(lead)
    client.post(coded(municipality), {"themes": ["hindrance"], "seen": ""})
    page = client.post(coded(municipality), {"themes": ["unchanged"], "own": "Eget", "seen": ""})
    assert page.status_code == 422
    assert "Någon annan har ändrat" in page.content.decode()
    assert "Eget" in page.content.decode()
    assert TextCode.objects.get().theme == "hindrance"
    client.post(coded(municipality), {"themes": ["unchanged"], "seen": "hindrance"})
    assert TextCode.objects.get().theme == "unchanged"


@pytest.mark.parametrize("own", ["x" * 61, "19121212-1212"])
def test_what_is_no_theme_is_refused(client, lead, coded, municipality, own):
    client.force_login(lead)
    page = client.post(coded(municipality), {"own": own})
    assert page.status_code == 422
    assert own in page.content.decode()
    assert not TextCode.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("neighbour", 403), ("coach", 403)])
def test_only_who_leads_codes(client, request, sent, coded, municipality, text, who, status):
    TextCode.objects.create(round=sent, organisation=municipality, question=text.identity, theme="Hemligt tema")
    client.force_login(request.getfixturevalue(who))
    assert client.get(coded(municipality)).status_code == status
    assert "Hemligt tema" not in client.get(reverse("round-results", args=[sent.pk])).content.decode()


def test_a_draft_and_a_figure_have_no_themes(client, lead, sent, municipality, text, scale, answer):
    client.force_login(lead)
    answer(sent, municipality, 1, texts={text.identity: WRITTEN}, submit=False)
    for identity in (text.identity, scale.identity, "finns-inte"):
        assert client.get(reverse("text-themes", args=[sent.pk, municipality.pk, identity])).status_code == 404
