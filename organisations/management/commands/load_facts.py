"""Load a region with its municipalities, their populations and groupings from the project's public facts."""

from django.core.management.base import BaseCommand, CommandError

from organisations import facts


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--region", required=True, help="for example: Region Jönköpings län")

    def handle(self, *, region, **options):
        try:
            county = facts.load_county(region)
        except facts.UnknownRegionError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{region}: {len(county) - 1} municipalities.")
