"""What is known in the demonstration: needs, questions, examples, lessons, the theory of change, the messages."""

from datetime import datetime, time

from django.utils import timezone

from agreements.kinds import KINDS
from agreements.models import CommunicationItem, Goal, KnowledgeItem, KnowledgeKind, TheoryStep
from overview.demonstration.knowledge_text import COMPARED, NEEDED, QUESTIONS
from overview.demonstration.knowledge_text_learned import EXAMPLES, FOCUS, HELD, LEARNED, REFERENCES
from overview.demonstration.knowledge_text_plan import MESSAGES, THEORY

SAID = [*NEEDED, *COMPARED, *QUESTIONS, *EXAMPLES, *REFERENCES, *HELD, *LEARNED, *FOCUS]


def build_knowledge(county):
    """Needs the agreement with its clauses; ties the effects to effect goals when the plan has some."""
    _say(county)
    _draw_theory(county)
    _plan_messages(county)


def _say(county):
    positions, rows, moments = {}, [], []
    for said in SAID:
        positions[said.kind] = positions.get(said.kind, 0) + 1
        author = county.people[said.by] if said.by else None
        rows.append(
            KnowledgeItem(
                agreement=county.agreement,
                kind=said.kind,
                title=said.title,
                text=said.text,
                answer=said.answer,
                effect=said.effect,
                transferability=said.transferability,
                contact=said.contact,
                link=said.link,
                source=said.source,
                audience=said.audience,
                level=said.level,
                year=county.today.year + said.year if said.year is not None else None,
                state=said.state or KINDS[KnowledgeKind(said.kind)].shared,
                organisation=county.organisations[said.organisation] if said.organisation else None,
                is_anonymous=author is None,
                created_by=author,
                reviewed_by=county.people[said.reviewed_by] if said.reviewed_by else None,
                reviewed_at=county.calendar.moment(said.reviewed, 13, 40) if said.reviewed_by else None,
                review_note=said.review_note,
                position=positions[said.kind],
            )
        )
        moments.append(_written(county, said))
    KnowledgeItem.objects.bulk_create(rows)
    for row, said, moment in zip(rows, SAID, moments, strict=True):
        row.created_at = moment
        row.changed_at = row.reviewed_at or moment
        row.provisions.set([county.provisions[number] for number in said.provisions])
    KnowledgeItem.objects.bulk_update(rows, ["created_at", "changed_at"])


def _written(county, said):
    """Without a name only the day is known."""
    if said.by:
        return county.calendar.moment(said.on, 10, 30)
    return timezone.make_aware(datetime.combine(county.calendar.day(said.on), time.min))


def _draw_theory(county):
    goals = list(Goal.objects.filter(plan__agreement=county.agreement, kind="effect").order_by("position", "pk"))
    boxes, positions = {}, {}
    for box in THEORY:
        positions[box.kind] = positions.get(box.kind, 0) + 1
        boxes[box.key] = TheoryStep.objects.create(
            agreement=county.agreement,
            kind=box.kind,
            position=positions[box.kind],
            text=box.text,
            assumption=box.assumption,
            goal=goals.pop(0) if goals and not box.leads_to else None,
        )
        boxes[box.key].provisions.set([county.provisions[number] for number in box.provisions])
    for box in THEORY:
        boxes[box.key].leads_to.set([boxes[key] for key in box.leads_to])


def _plan_messages(county):
    for message in MESSAGES:
        item = CommunicationItem.objects.create(
            agreement=county.agreement,
            message=message.message,
            audience=message.audience,
            channel=message.channel,
            level=message.level,
            planned_on=None if message.on is None else county.calendar.day(message.on),
            done_on=None if message.done is None else county.calendar.day(message.done),
            responsible=message.responsible,
            organisation=county.organisations[message.organisation] if message.organisation else None,
            only_if_decided=message.only_if_decided,
        )
        item.provisions.set([county.provisions[number] for number in message.provisions])
