"""Local forums: how tests make them and read their pages."""

from organisations.models import Group, GroupKind
from support.models import ForumContact

LIST = "/stod/forum/"


def make_forum(name, **facts):
    return Group.objects.create(name=name, kind=GroupKind.LOCAL_FORUM, **facts)


def page_of(client, who, address=LIST, **asked):
    client.force_login(who)
    return client.get(address, asked).content.decode()


def contact(forum, side, **facts):
    given = {"name": "Siv Svar", "address": "siv@example.org", "since": facts.pop("since")}
    return ForumContact.objects.create(forum=forum, side=side, **given | facts)
