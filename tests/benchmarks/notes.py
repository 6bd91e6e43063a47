"""A folder of a hundred notes in one task, beside the same notes only read."""

import time

from portal.start.measures import Row, measure


@measure
def folder_of_notes(stage):
    """Opening costs pandoc and saving the database: the task opens ahead while it reads and saves. 0.35 when written."""
    from django.db import transaction

    from meetings import notes
    from meetings.models import FileState
    from meetings.notes.folder import looked_at
    from meetings.services import batches, reading
    from organisations.models import Group, User
    from portal import dates
    from tests.meetings.notes_built import hundred

    given = hundred(stage.folder)
    notes.read_note(given[0][1])  # what is loaded once is loaded
    began = time.perf_counter()
    for _name, data in given:
        notes.read_note(data, reference_date=dates.today())
    alone = len(given) / (time.perf_counter() - began)
    with transaction.atomic():
        lead = next(user for user in User.objects.filter(is_active=True).order_by("pk") if user.leads)
        group = Group.objects.order_by("pk").first()
        batch = batches.hand_in([looked_at(*each) for each in given], group=group, by=lead)
    began = time.perf_counter()
    read = reading.read_due()
    rate = read / (time.perf_counter() - began)
    saved = batch.files.filter(state=FileState.SAVED).count()
    yield Row("A folder of 100 notes in one task: notes saved", saved, limit=100, at_least=True)
    yield Row(
        "A folder of 100 notes in one task, beside reading alone", rate, reference=alone, unit="/s", limit=0.2,
        at_least=True,
    )  # fmt: skip
