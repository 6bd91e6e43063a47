"""What is tied to an agreement or a clause, in words: higher apps say here what theirs is called.

The counting itself asks every key there is (agreements.queries.removal), so that nothing is forgotten; an app that
has not given its words is counted as "other things in the portal".
"""

from django.utils.translation import ngettext, ngettext_lazy

_words, _KINDS = {}, {}


def call_ties(label: str, words, *, same_as=""):
    """Register what rows of a model ("actions.ActionItem") are called: `words` is an ngettext_lazy over "count".

    `same_as` names a model whose rows come in pairs with these, so that they are not counted twice.
    """
    _words[label.lower()] = words
    if same_as:
        _KINDS[label.lower()] = same_as.lower()


def kind_of(label: str) -> str:
    """What tells kinds apart: a model's own rows and its ties to clauses are the same kind of thing."""
    return _KINDS.get(label, label.removesuffix("_provisions"))


def in_words(label: str, count: int) -> str:
    """How many of a model's rows, as people say it."""
    words = _words.get(label) or OURS.get(label)
    if words is not None:
        return words % {"count": count}
    return ngettext("%(count)d other thing in the portal", "%(count)d other things in the portal", count) % {
        "count": count
    }


# What stands in this app. A key to a clause and one to the agreement may count the same kind of thing.
OURS = {
    "agreements.agreement": ngettext_lazy("%(count)d other agreement", "%(count)d other agreements", "count"),
    "agreements.provision": ngettext_lazy(
        "%(count)d clause in a newer version", "%(count)d clauses in a newer version", "count"
    ),
    "agreements.document": ngettext_lazy("%(count)d document", "%(count)d documents", "count"),
    "agreements.document_provisions": ngettext_lazy("%(count)d document", "%(count)d documents", "count"),
    "agreements.relateddocument": ngettext_lazy("%(count)d related document", "%(count)d related documents", "count"),
    "agreements.decisioncase": ngettext_lazy("%(count)d case", "%(count)d cases", "count"),
    "agreements.decisionstep": ngettext_lazy("%(count)d step of a case", "%(count)d steps of cases", "count"),
    "agreements.plan": ngettext_lazy("%(count)d plan", "%(count)d plans", "count"),
    "agreements.activity": ngettext_lazy("%(count)d activity in the plan", "%(count)d activities in the plan", "count"),
    "agreements.phasechange": ngettext_lazy(
        "%(count)d reported phase or status", "%(count)d reported phases or statuses", "count"
    ),
    "agreements.evidence": ngettext_lazy("%(count)d piece of evidence", "%(count)d pieces of evidence", "count"),
    "agreements.criterioncheck": ngettext_lazy("%(count)d ticked criterion", "%(count)d ticked criteria", "count"),
    "agreements.pulse": ngettext_lazy("%(count)d pulse", "%(count)d pulses", "count"),
    "agreements.anchoring": ngettext_lazy("%(count)d note about anchoring", "%(count)d notes about anchoring", "count"),
    "agreements.datemove": ngettext_lazy("%(count)d moved date", "%(count)d moved dates", "count"),
    "agreements.party": ngettext_lazy("%(count)d decision of a party", "%(count)d decisions of parties", "count"),
    "agreements.knowledgeitem": ngettext_lazy(
        "%(count)d question or experience", "%(count)d questions or experiences", "count"
    ),
    "agreements.knowledgeitem_provisions": ngettext_lazy(
        "%(count)d question or experience", "%(count)d questions or experiences", "count"
    ),
    "agreements.theorystep": ngettext_lazy(
        "%(count)d step of the theory of change", "%(count)d steps of the theory of change", "count"
    ),
    "agreements.theorystep_provisions": ngettext_lazy(
        "%(count)d step of the theory of change", "%(count)d steps of the theory of change", "count"
    ),
    "agreements.communicationitem": ngettext_lazy("%(count)d planned message", "%(count)d planned messages", "count"),
    "agreements.communicationitem_provisions": ngettext_lazy(
        "%(count)d planned message", "%(count)d planned messages", "count"
    ),
}
