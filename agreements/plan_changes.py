"""What is different between two texts of a plan: words in its rows, and everything that has come, gone or moved."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agreements.differences import compare, paragraphs
from agreements.models import PlanRow
from agreements.periods import day
from agreements.plan_rows import TEXT_ROWS
from agreements.plan_text import PlanText

ADDED, REMOVED, MOVED, CHANGED = "added", "removed", "moved", "changed"


@dataclass
class TextChange:
    """One row in words: before and after as markup, with what went and what came marked."""

    title: str
    was: str
    now: str


@dataclass
class RowChange:
    """One thing that has come, gone, moved or changed; `details` are (what, before, now)."""

    title: str
    how: str
    details: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def how_word(self):
        return {
            ADDED: pgettext("plan change", "Added"),
            REMOVED: pgettext("plan change", "Taken away"),
            MOVED: pgettext("plan change", "Moved"),
            CHANGED: pgettext("plan change", "Changed"),
        }[self.how]


@dataclass
class PlanChanges:
    """`groups` are (heading, changes) in the order of the plan; empty groups are left out."""

    texts: list[TextChange]
    groups: list[tuple[str, list[RowChange]]]

    @property
    def total(self) -> int:
        return len(self.texts) + sum(len(rows) for _heading, rows in self.groups)


def changes_between(old: PlanText, new: PlanText) -> PlanChanges:
    """Everything that differs, in the order of the plan; no SQL."""
    stages = {stage.id: stage.title for stage in [*old.stages, *new.stages]}
    groups = [
        (_("Goals"), _rows(old.goals, new.goals, _of_goal)),
        (_("Mandate questions"), _rows(old.questions, new.questions, _of_question)),
        (_("Documents to take into account"), _rows(old.documents, new.documents, _of_document)),
        (_("Roles"), _rows(old.roles, new.roles, _of_role, title=lambda row: row.role)),
        (_("Workspaces"), _rows(old.workspaces, new.workspaces, _of_workspace)),
        (_("Stages"), _rows(old.stages, new.stages, _of_stage)),
        (_("Activities"), _rows(old.activities, new.activities, lambda row: _of_activity(row, stages))),
    ]
    return PlanChanges(_texts(old, new), [(heading, rows) for heading, rows in groups if rows])


def _texts(old, new):
    pairs = [
        (_("Name"), old.title, new.title),
        (_("Summary"), old.summary, new.summary),
        (_("Goal"), old.goal, new.goal),
    ]
    for one in TEXT_ROWS:
        pairs.append((str(one.name), old.sections.get(one.row, ""), new.sections.get(one.row, "")))
        if one.row == PlanRow.REPORTING:
            pairs.append((_("Reports to"), ", ".join(old.reports_to), ", ".join(new.reports_to)))
    before = {row.id: row for row in old.supplements}
    for row in new.supplements:
        was = before.pop(row.id, None)
        pairs.append((f"{row.whose}: {row.title}", was.text if was else "", row.text))
    pairs += [(f"{row.whose}: {row.title}", row.text, "") for row in before.values()]
    return [TextChange(title, *_compared(was, now)) for title, was, now in pairs if was.strip() != now.strip()]


def _compared(was, now):
    """A row that is all new or all gone is shown whole, without a mark on every word."""
    if not was.strip() or not now.strip():
        return paragraphs(was), paragraphs(now)
    return compare(was, now)


def _title(row):
    return getattr(row, "title", None) or row.text


def _rows(old, new, watched, *, title=_title):
    """Compare by number; `watched(row)` gives {key: (what, in words)}, where the key "days" means when."""
    before = {row.id: row for row in old}
    changes = []
    for row in new:
        was = before.pop(row.id, None)
        if was is None:
            days = watched(row).get("days")
            changes.append(RowChange(title(row), ADDED, [(days[0], "", days[1])] if days and days[1] else []))
            continue
        then, now = watched(was), watched(row)
        details = [(now[key][0], then[key][1], now[key][1]) for key in now if then[key][1] != now[key][1]]
        if details:
            moved = then.get("days") != now.get("days")
            changes.append(RowChange(title(row), MOVED if moved else CHANGED, details))
    return changes + [RowChange(title(row), REMOVED) for row in before.values()]


def _of_goal(row):
    answers = {None: "", True: _("Yes"), False: _("No")}
    return {
        "text": (_("Goal"), row.text),
        "question": (_("Question"), row.question),
        "days": (_("To be evaluated"), day(row.evaluate_on) if row.evaluate_on else ""),
        "answer": (_("Answer"), answers[row.reached]),
        "note": (_("Note"), row.note),
    }


def _of_question(row):
    return {
        "text": (_("Question"), row.text),
        "state": (pgettext("question", "State"), str(row.state_word)),
        "answer": (_("Answer"), row.answer),
    }


def _of_document(row):
    return {
        "title": (_("Title"), row.title),
        "relation": (_("Relation"), str(row.relation)),
        "link": (_("Link"), row.link),
        "note": (_("Note"), row.note),
    }


def _of_role(row):
    return {
        "role": (_("Role"), row.role),
        "who": (_("Filled by"), row.filled_by),
        "side": (_("Side"), str(row.side_word)),
        "scope": (_("Extent"), row.scope),
        "tasks": (_("Tasks"), row.tasks),
        "reference": (_("Reference function"), _("Yes") if row.is_reference else _("No")),
    }


def _of_workspace(row):
    return {"title": (_("Title"), row.title), "link": (_("Link"), row.link), "group": (_("Group"), row.group)}


def _of_stage(row):
    return {"title": (_("Name"), row.title), "days": (pgettext("plan", "When"), row.days)}


def _of_activity(row, stages):
    return {
        "title": (_("Title"), row.title),
        "days": (pgettext("plan", "When"), row.days),
        "state": (pgettext("activity", "State"), str(row.state_word)),
        "stage": (_("Stage"), stages.get(row.stage, "")),
        "kind": (_("Kind"), str(row.kind_word)),
        "level": (_("Level"), str(row.level_word)),
        "organiser": (_("Organiser"), row.organiser),
        "organisation": (_("Organisation"), row.organisation),
        "person": (_("Responsible"), row.person_name),
        "audience": (_("For whom"), row.audience),
        "note": (_("Note"), row.note),
    }
