from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """Who does what, by when."""

    name = "actions"
