from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings, their notes, and what came out of them."""

    name = "meetings"

    def ready(self):
        from meetings import withheld  # noqa: F401  registers itself
