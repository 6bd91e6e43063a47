"""How the open round is sent: who signs it, and two reminders on chosen days, one with words of its own."""

from datetime import timedelta

from surveys.models import RoundReminder

FIRST = "Hej igen! Ni som har börjat: det räcker att gå igenom kontrollistan och skicka in. Ni andra: ta en fråga i taget, svaren sparas. Hör av er om något är oklart."


def build_sending(county, round):
    """Chosen days of reminding that have not come yet."""
    round.contact, round.has_own_reminders = county.people["johanna.sjogren"], True
    round.save(update_fields=["contact", "has_own_reminders"])
    RoundReminder.objects.bulk_create(
        [
            RoundReminder(round=round, on=round.closes_on - timedelta(days=6), text=FIRST),
            RoundReminder(round=round, on=round.closes_on - timedelta(days=1)),
        ]
    )
