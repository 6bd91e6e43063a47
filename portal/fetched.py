"""A file that somebody uploaded, given back: as something to keep and never to run."""

from django.http import FileResponse, Http404

FETCHED = "default-src 'none'; sandbox"  # an uploaded file may run nothing and load nothing


def fetched(file, name: str) -> FileResponse:
    """The file of a FileField under the name people know it by. 404 when it is not where it should be."""
    try:
        content = file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(content, as_attachment=True, filename=name)
    response["Content-Security-Policy"] = FETCHED
    response["X-Content-Type-Options"] = "nosniff"
    return response
