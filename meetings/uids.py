"""What a meeting is called in calendars, for ever. It cannot be guessed, so that no stranger can answer a call."""

import hashlib
import hmac
import re

from django.conf import settings

from portal import calendars

FORM = re.compile(r"meeting-(\d{1,9})-([0-9a-f]{16})@")


def key_of(pk: int) -> str:
    """The meeting's key among calendar events: the same in calls and in feeds."""
    mac = hmac.new(settings.SECRET_KEY.encode(), f"meeting-uid:{pk}".encode(), hashlib.sha256)
    return f"meeting-{pk}-{mac.hexdigest()[:16]}"


def meeting_of(uid: str) -> int | None:
    """The meeting a UID names, or None when it is not one of ours."""
    found = FORM.match(uid)
    if not found:
        return None
    pk = int(found[1])
    return pk if hmac.compare_digest(uid.encode(), calendars.uid_of(key_of(pk)).encode()) else None
