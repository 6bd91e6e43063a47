"""What nobody means to send: every address of the agreements answers it with a page, never with an error of ours."""

from datetime import date
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import Resolver404, resolve

from agreements import services
from agreements.models import Provision
from portal import packed, pandoc, years
from portal.asked import number_in, words_in
from tests.portal.addresses import every_address, path_of

QUERY = [
    *("ar", "etapp", "fas", "fran", "huvudman", "kanal", "kolumn", "kvar", "lage", "lansdel", "malgrupp", "niva"),
    *("ordna", "ordning", "organisation", "part", "punkt", "punkter", "rad", "ruta", "sedan", "sida", "skala", "slag"),
    *("sok", "status", "under", "version", "visa", "vy", "ansvar"),
]
ASKED = ["9" * 30, "-1", "a\0b", "²", "2026-02-31", "9999-12-31"]
SENT = ["9" * 30, "-1", "a\0b", "²", "å" * 20_000, "0000-00-00"]
ONE = {"text": "²", "date": "9999-12-31", "hidden": str(2**31), "choice": str(2**63)}
NOTHING_SHOWN = {"revision": [("hidden", "1")], "state": [("hidden", "1")], "next": [("hidden", "/")]}


class Forms(HTMLParser):
    """The forms that a page posts, as (address, {name: [(kind of field, value), ...]})."""

    def __init__(self, page, path):
        super().__init__()
        self.found, self.path, self.values, self.kind = [], path, [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.fields = {}
            if attrs.get("method", "").lower() == "post":
                address = attrs.get("action") or attrs.get("hx-post") or self.path
                self.found.append((urlsplit(address).path, self.fields))
        elif tag == "option" and "selected" in attrs:
            self.values.append(("choice", attrs.get("value", "")))
        elif self.found and attrs.get("name") and attrs["name"] != "csrfmiddlewaretoken":
            self._add(tag, attrs)

    def _add(self, tag, attrs):
        self.values = self.fields.setdefault(attrs["name"], [])
        kind = attrs.get("type", "text")
        if tag == "select":
            self.values.append(("choice", ""))
        elif kind in ("radio", "checkbox"):
            self.values.append(("choice", attrs.get("value", "on") if "checked" in attrs else ""))
        elif tag in ("input", "textarea"):
            self.values.append((kind if kind in ("date", "hidden", "file") else "text", attrs.get("value", "Text")))


@pytest.fixture
def leader(client, lead):
    client.force_login(lead)
    client.raise_request_exception = False
    return client


@pytest.fixture(scope="module")
def read_once():
    """What `pages` read for the first test that asked: the demonstration stays the same for the whole module."""
    return {}


@pytest.fixture
def pages(leader, demonstration, read_once):
    """{name of an address: (path, the page as a leader sees it)}; a page is None where there is nothing to read."""
    found = read_once
    for address in [] if found else every_address():
        if address.route.startswith(("avtal/", "lank/kalender/")):
            path = path_of(address)
            answer = leader.get(path)
            shown = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
            found[address.name] = (path, answer.text if shown else None)
    return found


@pytest.fixture
def forms(pages):
    """{name of an address: (path, fields)} of every form on those pages; fields as they are filled in from the start."""
    found = {}
    for path, page in pages.values():
        for action, fields in Forms(page, path).found if page else []:
            try:
                name = resolve(action).url_name
            except Resolver404:
                continue
            if name in pages:
                known = found.setdefault(name, (action, {}))[1]
                found[name] = (action, fields | known)
    return found


def fault(client, method, path, data):
    """What went wrong, or None; whatever was stored is taken back."""
    with transaction.atomic():
        answer = getattr(client, method)(path, data)
        transaction.set_rollback(True)
    return repr(answer.exc_info[1])[:150] if answer.status_code >= 500 else None


def as_sent(fields, *, put=None, only=None):
    """Values to post: as the form stood, but `put` (by kind or one for all) in the fields, or in `only` one."""

    def value(name, kind, now):
        if kind == "file":
            return SimpleUploadedFile("a.docx", b"PK no file \0")
        if put is None or (only and name != only):
            return now
        return put[kind] if isinstance(put, dict) else put

    sent = {name: [value(name, *one) for one in values] for name, values in fields.items()}
    return {name: [one for one in values if one != ""] for name, values in sent.items()}


@pytest.mark.usefixtures("demonstration")
@pytest.mark.django_db
def test_whatever_an_address_asks_for(leader, pages):
    failed = [
        (name, value, said)
        for name, (path, page) in pages.items()
        for value in ASKED
        if page and (said := fault(leader, "get", path, dict.fromkeys(QUERY, value)))
    ]
    assert failed == []


@pytest.mark.usefixtures("demonstration")
@pytest.mark.django_db
@pytest.mark.parametrize("name", ["knowledge-export", "communication-export", "agreement-phases-export"])
def test_whatever_a_workbook_is_cut_by(leader, pages, name):
    for value in ASKED:
        assert fault(leader, "get", pages[name][0], dict.fromkeys(QUERY, value)) is None


@pytest.mark.usefixtures("demonstration")
@pytest.mark.django_db
def test_a_form_full_of_nonsense(leader, pages, forms):
    failed = []
    for name, (path, _page) in pages.items():
        action, fields = forms.get(name, (path, NOTHING_SHOWN))
        failed += [
            (name, value[:20], said)
            for value in SENT
            if (said := fault(leader, "post", action, as_sent(fields, put=value)))
        ]
    assert failed == []


@pytest.mark.usefixtures("demonstration")
@pytest.mark.django_db
def test_one_field_of_nonsense_in_a_form_that_is_right(leader, forms):
    assert len(forms) > 50
    failed = [
        (name, field, said)
        for name, (path, fields) in forms.items()
        for field in fields
        if (said := fault(leader, "post", path, as_sent(fields, put=ONE, only=field)))
    ]
    assert failed == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("", None),
        ("-1", None),
        ("²", None),
        ("٣", None),
        ("9" * 30, None),
        ("1" * 5000, None),
        ("1 ", None),
    ],
)
def test_a_number_is_read_or_it_is_none(text, number):
    assert number_in(text) == number


def test_words_are_cut_and_free_of_the_sign_no_database_takes():
    assert words_in(" vår\0d ") == "vård"
    assert len(words_in("å" * 500)) == 100


def test_a_number_with_a_raised_figure_has_its_place(agreement, provisions, lead):
    clause = Provision(agreement=agreement, number="2.1²", title="Not", text="Text.")
    services.save_provision(clause, by=lead)
    numbers = list(agreement.provisions.order_by("position").values_list("number", flat=True))
    assert numbers == ["1.1", "2.1", "2.1²", "2.2", "3.1"]


PAGES = ["", "beslut/", "plan/", "plan/tidslinje/", "plan/arshjul/", "plan/dokument/", "utbyte/plan/excel/"]


@pytest.mark.parametrize("day", [date(years.FIRST, 1, 1), date(years.LAST, 12, 31)])
def test_the_first_and_the_last_of_days_that_can_be_written(leader, lead, agreement, activity, plan, day):
    """Days beyond them broke the drawings and the calendar."""
    type(agreement).objects.filter(pk=agreement.pk).update(decide_by=day, valid_from=None)
    type(activity).objects.filter(pk=activity.pk).update(starts_on=day, or_on=None)
    paths = [f"/avtal/{agreement.pk}/{path}" for path in PAGES]
    paths.append(f"/lank/kalender/{services.open_calendar(lead, plan).token}.ics")
    assert {path: leader.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_year_that_nobody_means_is_told_of(client, lead, plan, day):
    client.force_login(lead)
    stage = plan.stages.first()
    answer = client.post(
        f"/avtal/etapp/{stage.pk}/", {"title": "A", "starts_on": day, "ends_on": "2026-03-01", "revision": 1}
    )
    assert answer.status_code == 422
    assert "Kontrollera året: det ska ligga mellan 1900 och 2199." in answer.text


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("plan/dokument/word/", "plan/dokument/"),
        ("kunskap/larande/word/", "kunskap/larande/"),
        ("punkter/word/", "punkter/"),
    ],
)
@pytest.mark.parametrize("fault", [packed.Refused("bomb"), pandoc.NotThere()], ids=["too long", "not there"])
def test_a_word_document_that_cannot_be_made_is_told_of(client, lead, agreement, plan, monkeypatch, path, back, fault):
    def fail(*_arguments, **_options):
        raise fault

    monkeypatch.setattr(pandoc, "_run", fail)
    client.force_login(lead)
    answer = client.get(f"/avtal/{agreement.pk}/{path}", follow=True)
    assert answer.redirect_chain == [(f"/avtal/{agreement.pk}/{back}", 302)]
    assert "Worddokumentet gick inte att skapa." in answer.text
