"""manage.py read_mail: read what has come to the portal's own box, once each."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.inbox import read_box
from portal.mailboxes import BoxError
from portal.models import MailOutcome


class Command(BaseCommand):
    help = "Reads answers to calls and delivery reports from the box of INBOX_URL (a Maildir or an IMAP account)."

    def add_arguments(self, parser):
        parser.add_argument("--url", default="", help="another box than that of INBOX_URL")

    def handle(self, *, url, **options):
        if not (url or settings.INBOX_URL):
            raise CommandError("Set INBOX_URL, or name a box with --url.")
        try:
            counts = read_box(url)
        except BoxError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{sum(counts.values())} read: {counts[MailOutcome.TAKEN]} taken, "
            f"{counts[MailOutcome.CHANGED_NOTHING]} changed nothing, {counts[MailOutcome.UNKNOWN]} left for a person"
        )
