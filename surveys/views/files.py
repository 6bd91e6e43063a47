"""A file that was given as an answer, for who may read that answer."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.views.decorators.http import require_GET

from portal.fetched import fetched
from surveys.queries.files import file_for
from surveys.writers import find_desk


@login_not_required
@require_GET
def answer_file(request, pk):
    """The file, to keep and never to run; 404 for everybody else."""
    row = file_for(request.user, pk, desk_of=lambda round, organisation: find_desk(request, round, organisation))
    if row is None:
        raise Http404
    response = fetched(row.file, row.name)
    response["Cache-Control"] = "no-store, private"
    return response
