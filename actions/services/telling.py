"""Owing those who follow an action the news of it. The rows are made with the change itself, so that none is lost."""

from collections import defaultdict

from actions.models import ActionFollower, Reminder, ReminderKind


def tell(action, changes, *, by, also=()):
    """Owe the news of these changes to all who follow the action (and `also`, ids of people), but not who made them."""
    tell_all([(action, changes, also)], by=by)


def tell_all(news, *, by):
    """The same about many: (action, changes, also) of each. Two statements at most."""
    if not news:
        return
    followers = defaultdict(set)
    rows = ActionFollower.objects.filter(action__in=[action.pk for action, *_rest in news])
    for action, user in rows.values_list("action", "user"):
        followers[action].add(user)
    Reminder.objects.bulk_create(
        Reminder(
            key=f"{ReminderKind.CHANGED}:{change.pk}:{person}",
            user_id=person,
            action=action,
            kind=ReminderKind.CHANGED,
            change=change,
        )
        for action, changes, also in news
        for person in sorted((followers[action.pk] | set(also)) - {getattr(by, "pk", None), None})
        for change in changes
    )
