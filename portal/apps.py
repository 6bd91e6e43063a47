from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PortalConfig(AppConfig):
    """Loads Celery's app and each app's registrations: panels, letters, menu, readers of mail."""

    name = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from portal.celery import app

        app.set_default()
        autodiscover_modules("menu", "panels", "letters", "bounces", "replies")
