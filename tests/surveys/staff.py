"""A survey to staff with a question of every kind, and answers to it: for tests of what persons have answered."""

import random
from collections import Counter
from datetime import timedelta

from django.utils import timezone

from portal import dates
from surveys.models import PendingAnswer, PersonAnswer, PersonText, Question, Questionnaire, Round

OPTIONS = [{"key": key, "text": key.upper()} for key in ("a", "b", "c")]
ROWS = [{"key": key, "text": f"Rad {key}"} for key in ("r1", "r2")]
QUESTIONS = [
    {"identity": "trivs", "kind": "scale_4", "text": "Trivs du?"},
    {"identity": "val", "kind": "single", "text": "Välj en", "options": OPTIONS},
    {"identity": "flera", "kind": "multiple", "text": "Välj flera", "options": OPTIONS},
    {"identity": "rader", "kind": "matrix", "text": "Rad för rad", "options": OPTIONS, "rows": ROWS},
    {"identity": "ordna", "kind": "ranking", "text": "Ordna", "options": OPTIONS},
    {"identity": "antal", "kind": "number", "text": "Hur många år?", "unit": "år"},
    {"identity": "dag", "kind": "date", "text": "När började du?"},
    {"identity": "fritext", "kind": "long_text", "text": "Vad vill du säga?"},
]


def staff_round(*, questions=QUESTIONS, sealed=False, **fields) -> Round:
    """An anonymous round that is open, or one that is closed and sealed."""
    today, now = dates.today(), timezone.now()
    questionnaire = Questionnaire.objects.create(title="Till medarbetare", origin="own", frozen_at=now)
    Question.objects.bulk_create(
        Question(questionnaire=questionnaire, position=place, **one) for place, one in enumerate(questions)
    )
    return Round.objects.create(
        **{
            "questionnaire": questionnaire,
            "kind": "anonymous",
            "title": "Till medarbetare",
            "opens_on": today - timedelta(days=20),
            "closes_on": today + timedelta(days=-1 if sealed else 10),
            "state": "closed" if sealed else "open",
            "sent_at": now,
            "sealed_at": now if sealed else None,
        }
        | fields
    )


def write(round, organisation, *many):
    """Store answers as they are stored when persons hand them in."""
    rows = PersonAnswer.objects.bulk_create(
        PersonAnswer(round=round, organisation=organisation, answers=answers) for answers in many
    )
    PendingAnswer.objects.bulk_create(PendingAnswer(answer=row, round=round) for row in rows)
    return rows


def write_texts(round, organisation, *texts, question="fritext"):
    return PersonText.objects.bulk_create(
        PersonText(round=round, organisation=organisation, question=question, text=text) for text in texts
    )


def said(value) -> dict:
    return {"value": value}


def steps(*values, question="trivs") -> list[dict]:
    """One answer for each step."""
    return [{question: said(value)} for value in values]


def rows_of(answers):
    """(question, part, value, missing) of each tally that one person's answers count in."""
    for question, one in answers.items():
        value = one.get("value")
        if value is None:
            if one.get("missing"):
                yield question, "", "", one["missing"]
        elif isinstance(value, dict):
            yield question, "", "", ""
            yield from ((question, part, option, "") for part, option in value.items())
        elif isinstance(value, list):
            yield question, "", "", ""
            for number, option in enumerate(value, start=1):
                yield (question, *((option, str(number)) if question == "ordna" else ("", option)), "")
        else:
            yield question, "", str(value), ""


def plainly(round) -> dict:
    """The tallies as plain Python counts them from the answers."""
    counts = Counter()
    for answer in PersonAnswer.objects.filter(round=round):
        counts[answer.organisation_id, "", "", "", ""] += 1
        counts.update((answer.organisation_id, *row) for row in rows_of(answer.answers))
    return dict(counts)


def any_answers(chance: random.Random) -> dict:
    """One person's answers, some questions left out."""
    keys = ["a", "b", "c"]
    order = list(keys)
    chance.shuffle(order)
    possible = {
        "trivs": chance.randint(0, 4),
        "val": chance.choice(keys),
        "flera": [key for key in keys if chance.random() < 0.6] or ["a"],
        "rader": {row: chance.choice(keys) for row in ("r1", "r2") if chance.random() < 0.8} or {"r1": "a"},
        "ordna": order,
        "antal": str(chance.choice([0, 3, "12.5", 40])),
        "dag": f"20{chance.randint(10, 25)}-0{chance.randint(1, 9)}-01",
    }
    return {
        question: said(value) if chance.random() < 0.8 else {"value": None, "missing": "unknown"}
        for question, value in possible.items()
        if chance.random() < 0.85
    }
