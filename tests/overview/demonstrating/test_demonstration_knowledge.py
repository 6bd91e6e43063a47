"""What the demonstration knows: every kind, tied to clauses and municipalities, and rightly dated."""

from collections import Counter

from django.utils import timezone

from agreements.models import CommunicationItem, KnowledgeItem, KnowledgeKind, KnowledgeState, TheoryKind, TheoryStep
from portal.personal_numbers import holds_personal_number


def test_there_is_something_of_every_kind_and_in_every_state(county):
    items = KnowledgeItem.objects.filter(agreement=county.agreement)
    assert set(items.values_list("kind", flat=True)) == set(KnowledgeKind)
    assert set(items.values_list("state", flat=True)) == set(KnowledgeState)


def test_it_comes_from_many_places_and_is_tied_to_clauses(county):
    items = KnowledgeItem.objects.filter(agreement=county.agreement)
    assert items.exclude(organisation=None).values("organisation").distinct().count() >= 15
    assert items.filter(provisions__isnull=False).values("provisions").distinct().count() >= 15


def test_it_was_written_before_now_by_somebody_of_that_place(county, now):
    items = KnowledgeItem.objects.select_related("organisation", "created_by", "reviewed_by")
    for item in items:
        assert item.created_at < now
        assert item.created_at <= item.changed_at < now
        assert item.is_anonymous == (item.created_by is None)
        if item.organisation:
            assert county.home_of(item.created_by) == item.organisation
        assert item.reviewed_by is None or item.reviewed_by.leads
        item.full_clean()


def test_without_a_name_only_the_day_is_known(county):
    items = list(KnowledgeItem.objects.filter(is_anonymous=True))
    assert len(items) >= 4
    assert {timezone.localtime(item.created_at).hour for item in items} == {0}


def test_questions_wait_and_have_been_answered(county):
    states = Counter(KnowledgeItem.objects.questions().values_list("state", flat=True))
    assert states == {"answered": 5, "open": 3}


def test_the_theory_leads_from_every_box_to_an_effect(county):
    boxes = {box.pk: box for box in TheoryStep.objects.prefetch_related("leads_to")}
    assert {box.kind for box in boxes.values()} == set(TheoryKind)
    for box in boxes.values():
        waiting, kinds = [box], set()
        while waiting:
            here = waiting.pop()
            kinds.add(here.kind)
            waiting += [boxes[one.pk] for one in here.leads_to.all()]
        assert TheoryKind.EFFECT in kinds


def test_messages_have_gone_out_wait_and_wait_for_the_decision(county):
    rows = list(CommunicationItem.objects.all())
    today = county.today
    assert all(row.done_on is None or (row.done_on < today and not row.only_if_decided) for row in rows)
    assert sum(bool(row.planned_on and row.planned_on < today and not row.done_on) for row in rows) == 1
    assert sum(row.only_if_decided for row in rows) == 3


def test_no_text_holds_a_personal_number_or_the_old_word(county):
    for item in KnowledgeItem.objects.all():
        for text in (item.title, item.text, item.answer, item.effect, item.transferability, item.contact):
            assert not holds_personal_number(text)
            assert "hemsjukvård" not in text.lower()
