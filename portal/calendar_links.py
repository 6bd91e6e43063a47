"""A person's own address for subscribing to a calendar: opened, renewed, closed. The rows are PersonalLinks with a `user`."""

import hashlib

from django.db import transaction
from django.http import HttpResponse
from django.utils.cache import get_conditional_response

from portal import audit


@transaction.atomic
def open_link(model, user, **what):
    """The person's address for what the other keys say; one that was closed gets a new secret."""
    link, made = model.objects.select_for_update(of=("self",)).get_or_create(user=user, **what)
    if made:
        link.arm()
    elif link.revoked_at:
        link.renew()
    else:
        return link
    audit.record(user, "opened calendar address", link, version=link.version)
    return link


@transaction.atomic
def renew_link(link):
    """A new address; the old one opens nothing any more."""
    row = type(link).objects.select_for_update(of=("self",)).get(pk=link.pk)
    row.renew()
    audit.record(row.user, "renewed calendar address", row, version=row.version)
    return row


@transaction.atomic
def close_link(link, *, at):
    """The address opens nothing any more."""
    row = type(link).objects.select_for_update(of=("self",)).get(pk=link.pk)
    if row.revoked_at is None:
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        audit.record(row.user, "closed calendar address", row, version=row.version)
    return row


def answer(request, body: bytes, *, filename):
    """The calendar as an answer that a program may keep and ask about again: 304 when nothing has changed."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response = get_conditional_response(request, etag=etag, response=response)
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response
