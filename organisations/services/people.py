"""Changing people: who has an account, and what they are for which organisation."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from organisations.models import Membership, User
from portal import audit, notifications


@transaction.atomic
def add_person(user, *, organisation, role, is_contact, by, with_letter=True):
    """Give a person an account and a first role. They sign in with a code by e-mail, so no password is made."""
    user.email = User.objects.normalize_email(user.email).lower()
    user.password = make_password(None)
    user.save()
    audit.record(by, "added the person", user)
    add_membership(user, organisation, role=role, is_contact=is_contact, by=by)
    if with_letter:
        welcome(user, by=by)
    return user


@transaction.atomic
def edit_person(user, *, changed, by):
    """Save a person. A new address ends the old one's way in."""
    user.email = User.objects.normalize_email(user.email).lower()
    user.save()
    if "email" in changed:
        EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
    audit.record(by, "edited the person", user, fields=", ".join(changed))
    return user


@transaction.atomic
def close_account(user, *, by):
    """The person can no longer sign in, and is signed out where they are; what they have done stays theirs."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    audit.record(by, "closed the account", user)


@transaction.atomic
def open_account(user, *, by):
    """Let a person in again."""
    User.objects.filter(pk=user.pk).update(is_active=True)
    audit.record(by, "opened the account again", user)


@transaction.atomic
def add_membership(user, organisation, *, role, is_contact, by):
    """Give a person a role for an organisation."""
    membership = Membership.objects.create(user=user, organisation=organisation, role=role, is_contact=is_contact)
    audit.record(by, "gave a role", user, organisation=organisation.pk, role=role)
    return membership


@transaction.atomic
def edit_membership(membership, *, by):
    """Save a changed role or whether the person is contact."""
    membership.save()
    audit.record(by, "changed a role", membership.user, organisation=membership.organisation_id, role=membership.role)
    return membership


@transaction.atomic
def end_membership(membership, *, by):
    """Take a role away. The seats in groups stay; they are ended by themselves."""
    audit.record(by, "took away a role", membership.user, organisation=membership.organisation_id, role=membership.role)
    membership.delete()


def welcome(user, *, by):
    """Owe the person a letter that says how to sign in; asked for again, a new one is owed."""
    number = sum(1 for entry in audit.entries_about(user) if entry.verb == "sent how to sign in") + 1
    with transaction.atomic():
        audit.record(by, "sent how to sign in", user, number=number)
        return notifications.queue(
            "organisation-welcome",
            to=notifications.Recipient.of(user),
            about=user,
            key=f"organisation-welcome:{user.pk}:{number}",
        )
