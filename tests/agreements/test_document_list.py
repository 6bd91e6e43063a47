"""The register as a tree, its filters, and who sees what in it."""

import pytest

from agreements import queries
from agreements.models import AgreementState, DocumentState, RelatedDocument
from portal.audit import entries_about

DRAFT, SHARED, FINALISED, ARCHIVED = DocumentState


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/dokument/"


@pytest.fixture
def tree(make_document, region, lead):
    """A sub-agreement with an annex that has a report below it, and a guide beside them."""
    sub = make_document("Överenskommelse", kind="sub_agreement", state=SHARED, organisation=region, by=lead)
    annex = make_document("Bilaga 1", kind="annex", state=FINALISED, organisation=region, parent=sub, by=lead)
    make_document("Underlag", kind="official_report", state=ARCHIVED, organisation=region, parent=annex, by=lead)
    make_document("Vägledning", kind="guide", state=SHARED, summary="Om vårdkontakt.", by=lead)
    return sub


def _shown(register):
    return [(name, [(row.document.title, row.depth, row.matches) for row in rows]) for name, rows in register.groups]


def test_a_stranger_cannot_tell_it_exists(client, stranger, url):
    client.force_login(stranger)
    assert client.get(url).status_code == 404


def test_a_draft_agreement_hides_its_register_from_members(client, member, agreement, make_document, url):
    document = make_document("Eget utkast")
    agreement.state = AgreementState.DRAFT
    agreement.save()
    client.force_login(member)
    assert client.get(url).status_code == 404
    assert client.get(document.get_absolute_url()).status_code == 404


def test_documents_stand_below_what_they_belong_to(agreement, lead, tree):
    assert _shown(queries.register_of(agreement, user=lead)) == [
        ("Avtalets delar", [("Överenskommelse", 0, True), ("Bilaga 1", 1, True), ("Underlag", 2, True)]),
        ("Dokument runt avtalet", [("Vägledning", 0, True)]),
    ]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ({"kind": "annex"}, ["Bilaga 1"]),
        ({"state": "archived"}, ["Underlag"]),
        ({"search": "VÅRDKONTAKT"}, ["Vägledning"]),
        ({"search": "region nordlunda", "state": "shared"}, ["Överenskommelse"]),
        ({"search": "finns inte"}, []),
    ],
)
def test_a_filter_cuts_the_tree_and_keeps_what_is_above(agreement, lead, tree, wish, found):
    register = queries.register_of(agreement, user=lead, **wish)
    rows = [row for _name, rows in register.groups for row in rows]
    assert [row.document.title for row in rows if row.matches] == found
    assert (register.shown, register.total) == (len(found), 4)
    if found == ["Underlag"]:
        assert [row.document.title for row in rows] == ["Överenskommelse", "Bilaga 1", "Underlag"]


def test_filters_come_from_the_address_and_nonsense_is_left_aside(client, member, tree, url):
    client.force_login(member)
    text = client.get(f"{url}?slag=guide&sok=").content.decode()
    assert "1 dokument stämmer." in text
    assert "Bilaga 1" not in text
    assert "Inget dokument stämmer" in client.get(f"{url}?sok=xyzzy").content.decode()
    assert client.get(f"{url}?slag=bus&status=bus").context["register"].shown == 4


def test_a_draft_is_listed_only_for_its_own_organisation(client, request, url, make_document):
    make_document("Hemligt utkast")
    seen = {}
    for who in ("member", "respondent", "neighbour", "coach", "auditor", "lead", "administrator"):
        client.force_login(request.getfixturevalue(who))
        seen[who] = "Hemligt utkast" in client.get(f"{url}?sok=hemligt").content.decode()
    assert [who for who, saw in seen.items() if saw] == ["member", "respondent"]


def test_own_drafts_are_marked_and_counted(client, member, url, make_document):
    make_document("Utkastet")
    client.force_login(member)
    text = " ".join(client.get(url).content.decode().split())
    assert "1 är ett utkast som bara din egen organisation ser." in text
    assert "ses av din egen organisation" in text


def test_what_hangs_under_an_unseen_draft_stands_at_the_top(agreement, neighbour, make_document):
    parent = make_document("Utkast som ingen annan ser", kind="sub_agreement")
    make_document("Bilaga", kind="annex", state=SHARED, parent=parent)
    assert _shown(queries.register_of(agreement, user=neighbour)) == [("Avtalets delar", [("Bilaga", 0, True)])]


def test_an_empty_register_offers_the_first_to_those_who_may(client, member, coach, url):
    client.force_login(member)
    assert "Lägg det första dokumentet i registret" in client.get(url).content.decode()
    client.force_login(coach)
    text = client.get(url).content.decode()
    assert "Inga dokument ännu" in text
    assert "Nytt dokument" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(
    client, member, lead, agreement, url, make_document, count, django_assert_num_queries
):
    parent = None
    for number in range(count):
        parent = make_document(f"D{number}", state=SHARED, parent=parent, link="https://example.org/", by=lead)
        RelatedDocument.objects.create(agreement=agreement, kind="considers", title=f"R{number}", document=parent)
    client.force_login(member)
    with django_assert_num_queries(6):  # session, user, memberships, agreement, register, related
        assert client.get(url).status_code == 200


# Related documents


def _related(**changes):
    return {"kind": "replaces", "title": "Rutin för utskrivning", "link": "", "note": "Står nu i § 3.2."} | changes


def test_those_who_lead_say_how_the_agreement_stands_to_others(client, lead, agreement, url):
    client.force_login(lead)
    response = client.post(f"{url}relaterade/", _related(link="example.org/rutin"))
    assert response.url == f"{url}?lagg-till=1#relaterade"
    assert '<details class="disclosure section-more" open>' in client.get(response.url).content.decode()  # for the next
    related = RelatedDocument.objects.get()
    assert related.link == "https://example.org/rutin"
    text = client.get(url).content.decode()
    assert "Avtalet ersätter" in text
    assert "Rutin för utskrivning" in text
    assert client.post(f"/avtal/dokument/relaterat/{related.pk}/ta-bort/").url == f"{url}#relaterade"
    assert not RelatedDocument.objects.exists()
    assert {entry.verb for entry in entries_about(agreement)} == {"added related document", "removed related document"}


def test_a_related_document_is_changed_and_two_people_never_overwrite(client, lead, agreement, url):
    related = RelatedDocument.objects.create(agreement=agreement, kind="depends_on", title="Läkemedelslistan")
    client.force_login(lead)
    address = f"/avtal/dokument/relaterat/{related.pk}/andra/"
    assert f'href="{address}"' in client.get(url).content.decode()
    assert 'name="revision" value="1"' in client.get(address).content.decode()
    assert client.post(address, _related(revision=1)).url == f"{url}#relaterade"
    late = client.post(address, _related(title="Sent skrivet", revision=1))
    assert late.status_code == 422
    page = late.content.decode()
    assert "Någon ändrade det här medan du skrev." in page
    assert "Sent skrivet" in page
    assert "Rutin för utskrivning" in page
    empty = client.post(address, _related(title="", revision=2))
    assert empty.status_code == 422
    related.refresh_from_db()
    assert (related.title, related.kind, related.revision) == ("Rutin för utskrivning", "replaces", 2)
    assert [entry.verb for entry in entries_about(agreement)] == ["changed related document"]


@pytest.mark.parametrize("who", ["member", "coach", "auditor"])
def test_others_read_relations_and_change_nothing(client, request, agreement, url, who):
    related = RelatedDocument.objects.create(agreement=agreement, kind="depends_on", title="Läkemedelslistan")
    client.force_login(request.getfixturevalue(who))
    text = client.get(url).content.decode()
    assert "Avtalet beror av" in text
    assert "relaterade/" not in text
    assert client.post(f"{url}relaterade/", _related()).status_code == 403
    assert client.post(f"/avtal/dokument/relaterat/{related.pk}/ta-bort/").status_code == 403
    assert client.get(f"/avtal/dokument/relaterat/{related.pk}/andra/").status_code == 403
    assert RelatedDocument.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Skriv vad det heter."),
        ({"kind": ""}, "Välj hur avtalet förhåller sig till det."),
        ({"title": "Finns redan"}, "Dokumentet finns redan med på det sättet."),
        ({"link": "javascript:alert(1)"}, "Fyll i en giltig URL."),
    ],
)
def test_what_is_wrong_with_a_relation_is_said_and_kept(client, lead, agreement, url, changes, said):
    RelatedDocument.objects.create(agreement=agreement, kind="replaces", title="Finns redan")
    client.force_login(lead)
    response = client.post(f"{url}relaterade/", _related(**changes))
    text = response.content.decode()
    assert response.status_code == 422
    assert said in text
    assert "Står nu i § 3.2." in text
    assert RelatedDocument.objects.count() == 1


def test_a_relation_never_points_at_a_draft(client, lead, member, agreement, region, url, make_document):
    draft = make_document("Regionens utkast", organisation=region)
    client.force_login(lead)
    assert client.post(f"{url}relaterade/", _related(document=draft.pk)).status_code == 422
    RelatedDocument.objects.create(agreement=agreement, kind="replaces", title="Något", document=draft)
    client.force_login(member)
    text = client.get(url).content.decode()
    assert draft.get_absolute_url() not in text
    assert "Regionens utkast" not in text


def test_what_is_replaced_stands_first(agreement, lead):
    for kind in ("considers", "depends_on", "replaces"):
        RelatedDocument.objects.create(agreement=agreement, kind=kind, title="Rutin")
    groups = queries.related_documents(agreement, queries.register_of(agreement, user=lead))
    assert [rows[0].kind for _name, rows in groups] == ["replaces", "considers", "depends_on"]
