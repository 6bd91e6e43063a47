from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Occasions to learn and talk together, and the support that local forums get."""

    name = "support"
