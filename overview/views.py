"""Pages that read from the whole portal."""

from django.utils import timezone
from django.views.decorators.http import require_GET

from actions import policies as action_policies
from meetings.forms.meeting import OWN_ANSWERS
from meetings.queries.polls import waiting_for
from overview import queries
from portal import dates
from portal.access import for_anybody_signed_in
from portal.pages import render_page
from surveys.queries.dialogues import waiting_for as dialogues_waiting
from surveys.queries.persons_asked import waiting_for_person


@for_anybody_signed_in
@require_GET
def my_page(request):
    """What the person should do, answer and attend, and what has happened since."""
    today = dates.today()
    context = {"today": today, "may_add_actions": action_policies.can_add(request.user)}
    if request.user.takes_part:
        context |= {
            "actions": queries.my_actions(request.user, on=today),
            "dialogues": dialogues_waiting(request.user, on=today),
            "surveys": queries.surveys_to_answer(request.user, on=today),
            "own_surveys": list(waiting_for_person(request.user, on=today)),
            "own_answers": OWN_ANSWERS,
            "meetings": queries.my_meetings(request.user, at=timezone.now()),
            "events": queries.next_events(request.user, at=timezone.now()),
            "whole_county": queries.follows_whole_county(request.user),
            "news": queries.news(request.user, on=today),
            "polls": list(waiting_for(request.user, at=timezone.now())),
            "turns": queries.talks_whose_day_has_come(request.user, on=today),
        }
    return render_page(request, "overview/my_page.html", context)
