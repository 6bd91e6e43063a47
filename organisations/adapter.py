"""How people come in: by invitation only; the address decides who they are."""

from allauth.account.adapter import DefaultAccountAdapter


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up by themselves: a project leader or administrator adds people."""

    def is_open_for_signup(self, request):
        return False
