"""Extract messages into each app's Swedish catalogue and compile it; or check that all are complete."""

from django.core.management.base import BaseCommand, CommandError

from portal import catalogue


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("apps", nargs="*", help="only these apps")
        parser.add_argument("--check", action="store_true", help="change nothing; fail when something is missing")

    def handle(self, *, apps, check, **options):
        chosen = apps or catalogue.APPS
        if not check:
            for app in chosen:
                catalogue.update(app)
        faults = [fault for app in chosen for fault in catalogue.faults(app)]
        for fault in faults:
            self.stdout.write(f"{fault.app}: {fault.what}: {fault.message}")
        if faults and check:
            raise CommandError(f"{len(faults)} messages are not ready.")
        self.stdout.write(f"{len(chosen)} catalogues, {len(faults)} messages to mend.")
