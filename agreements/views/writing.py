"""Storing what a form holds: what went wrong is said on the form, and nothing that was typed is lost."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements import services


def store(form, deed) -> bool:
    """Do the deed; when it cannot be done, or somebody came first, say so on the form and answer False."""
    try:
        deed()
    except ValidationError as error:
        form.add_error(None, error)
    except services.ChangedMeanwhile as meanwhile:
        form.stands_now = _stands_now(form, meanwhile.current)
        form.data = form.data.copy()
        form.data["revision"] = meanwhile.current.revision
        form.add_error(
            None,
            _(
                "Somebody changed this while you were writing. What you wrote is still below;"
                " look at what stands now, and send again if yours still holds."
            ),
        )
    else:
        return True
    return False


def _stands_now(form, current) -> list[tuple[str, str]]:
    """(label, stored value) of every field where what is stored differs from what was typed.

    A form whose fields are more than the row's own says the rest itself: `stands_beside(current)`.
    """
    rows = form.stands_beside(current) if hasattr(form, "stands_beside") else []
    for name, field in form.fields.items():
        if name not in {one.name for one in [*current._meta.fields, *current._meta.many_to_many]}:
            continue
        value, typed = getattr(current, name), form.cleaned_data.get(name)
        if hasattr(value, "all"):
            stored = list(value.all())
            differs, shown = set(stored) != set(typed or []), ", ".join(str(one) for one in stored)
        else:
            differs = value != typed
            shown = getattr(current, f"get_{name}_display", lambda value=value: value)()
            if isinstance(shown, bool):
                shown = _("Yes") if shown else _("No")
        if differs and name != "revision":
            rows.append((field.label, str(shown) if shown not in (None, "") else "–"))
    return rows
