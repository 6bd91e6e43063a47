"""A deed by one press: done and told, or refused in the service's own words. Forms have their own places for faults."""

from django.contrib import messages
from django.core.exceptions import ValidationError


def tried(request, deed, told: str = "") -> bool:
    """Do it and say `told`; when the service refuses, say why. Whether it was done."""
    try:
        deed()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    if told:
        messages.success(request, told)
    return True
