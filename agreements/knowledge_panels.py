"""What is known, on the pages of clauses and organisations, and the rules on the page of the agreement."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements import policies, queries
from agreements.models import Agreement, KnowledgeKind
from portal.panels import panel


@panel("provision", order=15)
def knowledge_of_provision(request, provision):
    """What is known of the clause, by kind, and the way to ask about it."""
    known = queries.known_about(request.user, provision=provision)
    listed = reverse("knowledge-list", args=[provision.agreement_id])
    return {
        "template": "agreements/panel_knowledge.html",
        "heading": _("What we know"),
        "known": known,
        "all_of": f"{listed}?{urlencode({'punkt': provision.pk})}" if known else "",
        "ask_about": provision if policies.can_ask(request.user, provision.agreement) else None,
    }


@panel("organisation", order=40)
def knowledge_of_organisation(request, organisation):
    """What the organisation has told, by kind; nothing when it has told nothing."""
    known = queries.known_about(request.user, organisation=organisation)
    if not known:
        return None
    agreements = {item.agreement_id for group in known for item in group.items}
    listed = ""
    if len(agreements) == 1:
        listed = f"{reverse('knowledge-list', args=agreements)}?{urlencode({'organisation': organisation.pk})}"
    return {
        "template": "agreements/panel_knowledge.html",
        "heading": _("What it has told"),
        "known": known,
        "all_of": listed,
        "ask_about": None,
    }


@panel("agreement", order=90)
def rules_of_agreement(request, agreement):
    """The few rules, last among the panels; nothing when there are none or the agreement is history."""
    if not isinstance(agreement, Agreement) or agreement.is_closed:
        return None
    rules = queries.rules_in_order(agreement, request.user)[KnowledgeKind.RULE]
    return {"template": "agreements/panel_rules.html", "rules": rules[:5]} if rules else None
