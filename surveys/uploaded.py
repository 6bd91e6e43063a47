"""Answers that are files: how one comes in beside the form's texts, and how it is said.

On the page a question has the file field itself, the tick of "not relevant" under the same name, "now-f1" with the
number of the file that stands there, and buttons: "remove" takes the file away, "kept-f1" names one that came in but
lost to somebody else's. Stored is {"file": its number, "name", "size"}; what comes in is an upload, or {"file"}.
"""

import re

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from agreements.uploads import MOST, check_upload, ending_of
from portal.personal_numbers import refuse_personal_number

NAME_AT_MOST = 200
UNPRINTABLE = re.compile("[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # also what turns a name around
ENDINGS = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.txt,.png,.jpg,.jpeg"
LARGEST = MOST


def posted(question, data, files):
    """What was sent: an upload, {"file": number}, "" (taken away), a missing code, or None: left as it stands."""
    identity = question.identity
    if upload := (files or {}).get(identity):
        return upload
    if data.get("remove") == identity:
        return ""
    kept = data.get(f"kept-{identity}", "")
    if data.get("mine") == identity and kept.isdecimal() and len(kept) < 19:
        return {"file": int(kept)}
    if said := next((one for one in data.getlist(identity) if one.strip()), ""):
        return said
    stands, was_asked = data.get(f"now-{identity}"), identity in data or f"now-{identity}" in data
    return "" if was_asked and not stands else None


def read(_question, raw):
    """The upload, looked into, or the number of a file that came in before."""
    if isinstance(raw, UploadedFile):
        check_upload(raw)
        refuse_personal_number(raw.name)
        return raw
    if isinstance(raw, dict):
        return raw
    if raw:
        raise ValidationError(_("Choose a file."))
    return None


def shown_name(upload) -> str:
    """The file's own name, without what cannot be shown, short enough, with its ending."""
    name, ending = UNPRINTABLE.sub("", upload.name), ending_of(upload.name)
    return name if len(name) <= NAME_AT_MOST else f"{name[: NAME_AT_MOST - len(ending) - 2]}….{ending}"


def is_file(value) -> bool:
    return isinstance(value, dict) and "file" in value


def say(_question, value) -> str:
    return f"{value['name']} ({filesizeformat(value['size'])})" if value.get("name") else ""
