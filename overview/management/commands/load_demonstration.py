"""Fill an empty database with the demonstration: a county, an agreement and a year of work around today."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError

from organisations.models import Organisation, User
from overview.demonstration.build import build_demonstration
from portal import dates


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there is anything in the database")
        parser.add_argument(
            "--today", type=date.fromisoformat, help="the day it is placed around (today)", metavar="YYYY-MM-DD"
        )

    def handle(self, *, if_empty, today, **options):
        if Organisation.objects.exists():
            if if_empty:
                self.stdout.write("There are organisations already: the demonstration is not loaded.")
                return
            raise CommandError("The demonstration can only be loaded into an empty database. Nothing was changed.")
        county = build_demonstration(today or dates.today())
        self.stdout.write(
            f"Demonstration loaded around {county.today}: {len(county.organisations)} organisations, "
            f"{User.objects.count()} people, all of them invented."
        )
