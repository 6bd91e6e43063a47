"""Owing those who follow an action the news of it. The rows are made with the change itself, so that none is lost."""

from actions.models import ActionFollower, Reminder, ReminderKind


def tell(action, changes, *, by, also=()):
    """Owe the news of these changes to all who follow the action (and `also`, ids of people), but not who made them."""
    followers = ActionFollower.objects.filter(action=action).values_list("user", flat=True)
    people = ({*followers, *also}) - {getattr(by, "pk", None), None}
    Reminder.objects.bulk_create(
        Reminder(
            key=f"{ReminderKind.CHANGED}:{change.pk}:{person}",
            user_id=person,
            action=action,
            kind=ReminderKind.CHANGED,
            change=change,
        )
        for change in changes
        for person in sorted(people)
    )
