"""Files that come in as answers: stored under a random name, never thrown away while the answer's history stands."""

import secrets
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from agreements.uploads import ending_of
from surveys.models import AnswerFile
from surveys.services.given import Given
from surveys.uploaded import is_file, shown_name

MOST_FOR_A_QUESTION = 30  # earlier ones are kept, so that there is an end to how much one answer can take


def brought_in(response, given, *, by, at) -> Given | None:
    """The same with the file stored, or found among those of the answer; None when it is none of them.

    Also a file that will lose to somebody else's is stored, so that who sent it can choose it without sending it again.
    """
    value = (given.content or {}).get("value")
    if isinstance(value, UploadedFile):
        row = _store(response, given.question, value, by=by, at=at)
    elif is_file(value):
        row = AnswerFile.objects.filter(response=response, question=given.question.identity, pk=value["file"]).first()
        if row is None:
            return None
    else:
        return given
    return replace(given, content={"value": {"file": row.pk, "name": row.name, "size": row.size}})


def ensure_room(round, organisation, question):
    """ValidationError when a question has had so many files that no more are taken."""
    had = AnswerFile.objects.filter(
        response__round=round, response__organisation=organisation, question=question.identity
    )
    if had.count() >= MOST_FOR_A_QUESTION:
        raise ValidationError(
            _(
                "This question has had %(most)s files, and all are kept. Send the new one to your project leader instead."
            )
            % {"most": MOST_FOR_A_QUESTION}
        )


def _store(response, question, upload, *, by, at):
    row = AnswerFile(
        response=response,
        question=question.identity,
        name=shown_name(upload),
        size=upload.size,
        at=at,
        by_name=by.name,
    )
    row.file.save(f"{secrets.token_hex(16)}.{ending_of(upload.name)}", upload, save=False)
    row.save()
    return row
