from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Who takes part: organisations, their groupings, people, roles and groups."""

    name = "organisations"
