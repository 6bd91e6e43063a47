from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Ask once, answer together, learn from the gap."""

    name = "surveys"
