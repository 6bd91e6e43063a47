"""Give the first person the way in: an account and the role of an administrator or a project leader. The rest is done in the portal."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from organisations import services
from organisations.models import Organisation, Role, User


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True, help="the work address; a code is sent to it at each sign-in")
        parser.add_argument("--first-name", required=True)
        parser.add_argument("--last-name", required=True)
        parser.add_argument("--organisation", required=True, help="for example: Region Jönköpings län")
        parser.add_argument("--role", choices=[Role.ADMINISTRATOR, Role.LEAD], default=Role.ADMINISTRATOR)

    def handle(self, *, email, first_name, last_name, organisation, role, **options):
        home = Organisation.objects.filter(name__iexact=organisation).first()
        if home is None:
            raise CommandError(f"There is no organisation called {organisation}. load_facts makes a county's.")
        user = User(email=email.lower(), first_name=first_name, last_name=last_name)
        try:
            user.full_clean(exclude=["password"])
        except ValidationError as error:
            wrong = "; ".join(f"{field}: {' '.join(said)}" for field, said in error.message_dict.items())
            raise CommandError(wrong) from None
        services.add_person(user, organisation=home, role=role, is_contact=False, by=None)
        self.stdout.write(f"{user.email} can sign in. A letter about how is on its way.")
