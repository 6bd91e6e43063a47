from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """What was promised, who has decided, where each organisation stands, and the plan."""

    name = "agreements"
