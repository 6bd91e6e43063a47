"""Talks with forums: written down, mended, taken away; a next step that becomes an action; the day that is told of."""

from django.db import transaction

from actions.models import ActionItem
from actions.services import add_action
from organisations.models import Role, User
from portal import audit, notifications
from portal.notifications import Recipient
from portal.revisions import claim
from support.models import Talk
from support.queries.talks import talks_to_remind_of

TITLE = ActionItem._meta.get_field("title").max_length
LETTER = "support-talk"


@transaction.atomic
def save_talk(talk, *, revision, by):
    """Write a talk down, or change it as `revision` was read."""
    is_new = talk.pk is None
    if not is_new:
        now = claim(talk, revision)
        talk.revision = now.revision + 1
        talk.action_id = now.action_id
    talk.save()
    audit.record(by, "noted talk" if is_new else "changed talk", talk, forum=talk.forum_id)
    return talk


@transaction.atomic
def remove_talk(talk, *, by):
    """Take it away; an action that came of it stays."""
    audit.record(by, "removed talk", talk, forum=talk.forum_id)
    talk.delete()


@transaction.atomic
def next_step_to_action(talk, *, by, on):
    """The forum gets what comes next as an action, once: asked again, the same action answers. None without a step."""
    now = Talk.objects.select_for_update(of=("self",)).select_related("forum", "action").get(pk=talk.pk)
    if now.action is not None:
        return now.action
    if not now.next_step.strip():
        return None
    title, more = _title(now.next_step)
    due_on = now.next_on if now.next_on and now.next_on >= on else None
    now.action = add_action(title=title, description=more, group=now.forum, due_on=due_on, by=by)
    now.revision += 1
    now.save(update_fields=["action", "revision"])
    audit.record(by, "made an action of a talk", now, action=now.action.pk)
    return now.action


def _title(text) -> tuple[str, str]:
    """(the first line as a title, all of it when the title does not say all)."""
    first, _line, rest = text.strip().partition("\n")
    first = first.strip()
    title = first if len(first) <= TITLE else f"{first[: TITLE - 1].rstrip()}…"
    return title, "" if title == first and not rest.strip() else text.strip()


@transaction.atomic
def remind_of_talks(*, on) -> int:
    """Owe the coaches of each forum one letter when the day of its next talk has come; returns how many are new."""
    talks, coaching = talks_to_remind_of(on=on)
    coaches = {}
    for row in coaching:
        coaches.setdefault(row.forum_id, {})[row.coach_id] = row.coach
    reached = set(User.objects.filter(memberships__role=Role.COACH).values_list("pk", flat=True))
    queued = 0
    for talk in talks:
        for coach in coaches.get(talk.forum_id, {}).values():
            if coach.pk not in reached or not coach.email:
                continue
            letter = notifications.queue(
                LETTER,
                to=Recipient.of(coach),
                about=talk,
                key=f"{LETTER}:{talk.pk}:{talk.next_on.isoformat()}:{coach.pk}",
                context={"next_on": talk.next_on.isoformat()},
            )
            queued += letter is not None
    return queued
