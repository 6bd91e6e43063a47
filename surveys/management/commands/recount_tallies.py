"""manage.py recount_tallies: count the answers of persons anew, and say whether the tallies are what they should be."""

from django.core.management.base import BaseCommand, CommandError

from surveys.services import tallies

SHOWN = 20


class Command(BaseCommand):
    help = "Counts the answers of persons' rounds anew and compares with the tallies. Ends with 1 when they differ."

    def add_arguments(self, parser):
        parser.add_argument("--round", type=int, help="only this round")
        parser.add_argument("--mend", action="store_true", help="write the tallies anew where they differ")

    def handle(self, *, mend, **options):
        rounds = tallies.rounds_to_recount()
        if options["round"]:
            rounds = rounds.filter(pk=options["round"])
            if not rounds:
                raise CommandError(f"There is no round of persons with number {options['round']} that has been sent.")
        wrong = 0
        for round in rounds:
            differences = tallies.mend(round) if mend else tallies.recount(round)
            wrong += bool(differences)
            self._say(round, differences, mend)
        if wrong and not mend:
            raise CommandError(f"{wrong} of {len(rounds)} rounds differ. Run again with --mend to write them anew.")
        self.stdout.write(
            f"{len(rounds)} rounds recounted, {wrong} mended." if mend else f"{len(rounds)} rounds agree."
        )

    def _say(self, round, differences, mend):
        if not differences:
            self.stdout.write(f"Round {round.pk}: the tallies are equal to the answers.")
            return
        done = "differed and are written anew" if mend else "differ from the answers"
        self.stdout.write(f"Round {round.pk}: {len(differences)} tallies {done}.")
        for one in differences[:SHOWN]:
            what = " ".join(part for part in (one.question, one.part, one.value or one.missing) if part) or "all"
            place = one.organisation or "-"
            self.stdout.write(f"  organisation {place}, {what}: tallied {one.tallied}, counted {one.counted}")
