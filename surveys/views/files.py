"""A file that was given as an answer, for who may read that answer."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.views.decorators.http import require_GET

from portal.fetched import fetched
from surveys.queries.files import file_for
from surveys.views.links import no_entry
from surveys.writers import find_desk


@login_not_required
@require_GET
def answer_file(request, pk):
    """The file, to keep and never to run; 404 for everybody else."""
    row = file_for(request.user, pk, desk_of=lambda round, organisation: find_desk(request, round, organisation))
    if row is None:
        if request.user.is_authenticated:
            raise Http404
        return no_entry(request, "forgotten", status=404)  # who came by a link may only have waited too long
    response = fetched(row.file, row.name)
    response["Cache-Control"] = "no-store, private"
    return response
