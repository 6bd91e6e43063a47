"""One address, two pages: rounds of organisations and of persons have results of their own."""

from functools import wraps

from surveys.models import PERSONS, Round


def by_kind(of_organisations, of_persons):
    """The view for a round's kind; both decide themselves who may see it."""

    @wraps(of_organisations)
    def shown(request, pk):
        is_of_persons = Round.objects.filter(pk=pk, kind__in=PERSONS).exists()
        return (of_persons if is_of_persons else of_organisations)(request, pk)

    return shown
