"""How often letters come, and what holds for the whole portal."""

from django.db import transaction

from actions.models import DigestChoice, ReminderRules
from portal import audit
from portal.revisions import ChangedMeanwhile


@transaction.atomic
def choose_rhythm(user, rhythm):
    """A person's own choice of how often the letter about actions comes."""
    choice, _made = DigestChoice.objects.select_for_update().get_or_create(user=user)
    if choice.rhythm != rhythm:
        choice.rhythm = rhythm
        choice.revision += 1
        choice.save(update_fields=["rhythm", "revision"])
        audit.record(user, "chose how often letters about actions come", user, rhythm=rhythm)
    return choice


@transaction.atomic
def set_rules(*, escalate_after, revision, by):
    """After how many days late the leader is told. ChangedMeanwhile when somebody set it after `revision` was read."""
    rules, _made = ReminderRules.objects.select_for_update().get_or_create(pk=ReminderRules.THE_ONE)
    if rules.revision != revision:
        raise ChangedMeanwhile(rules)
    if rules.escalate_after != escalate_after:
        rules.escalate_after = escalate_after
        rules.revision += 1
        rules.save(update_fields=["escalate_after", "revision"])
        audit.record(by, "set when leaders are told of late actions", rules, days=escalate_after)
    return rules
