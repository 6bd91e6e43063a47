"""The house keeps its order: imports, keys and migrations point downwards only."""

from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

ORDER = ["portal", "organisations", "agreements", "actions", "meetings", "support", "surveys", "overview"]
HEIGHT = {app: height for height, app in enumerate(ORDER)}
OURS = [model for app in ORDER for model in apps.get_app_config(app).get_models()]


def relations(model):
    return [
        field for field in model._meta.get_fields() if field.is_relation and field.concrete and not field.auto_created
    ]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_no_key_points_up_the_order(model):
    """A key given as a string escapes the import contracts; the user model alone may be named from below."""
    up = [
        field.name
        for field in relations(model)
        if field.related_model._meta.label != settings.AUTH_USER_MODEL
        and HEIGHT.get(field.related_model._meta.app_label, -1) > HEIGHT[model._meta.app_label]
    ]
    assert up == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_lower_app_cannot_reach_up_through_a_reverse_name(model):
    """A key to another app is one way: related_name="+" (groups and people are the exception within reach)."""
    reachable = [
        field.name
        for field in relations(model)
        if field.related_model._meta.app_label != model._meta.app_label
        and not (field.remote_field.related_name or "").endswith("+")
        and field.related_model._meta.app_label in {"agreements", "actions", "surveys"}
    ]
    assert reachable == []


def test_migrations_depend_downwards():
    loader = MigrationLoader(None)
    wrong = [
        (app, name, dependency)
        for (app, name), migration in loader.disk_migrations.items()
        if app in HEIGHT
        for dependency, _ in migration.dependencies
        if dependency in HEIGHT
        and HEIGHT[dependency] > HEIGHT[app]
        and (app, dependency) != ("portal", "organisations")
    ]
    assert wrong == []


@pytest.mark.parametrize("app", ORDER[1:])
def test_an_app_names_no_address_of_a_higher_app(app):
    """Templates link downwards only: what stands above shows itself through panels."""
    higher = set()
    for above in ORDER[HEIGHT[app] + 1 :]:
        higher |= {
            pattern.name for pattern in import_module(f"{above}.urls").urlpatterns if getattr(pattern, "name", None)
        }
    folder = settings.BASE_DIR / "templates" / app
    named = {
        (path.name, name)
        for path in folder.rglob("*.html")
        for name in higher
        if f"'{name}'" in path.read_text() or f'"{name}"' in path.read_text()
    }
    assert named == set()
