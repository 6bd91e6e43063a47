"""A real SMTP server on this machine that answers as it is told and keeps what it accepted."""

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings


class Sink:
    """Accepts, refuses or puts off by the first word of the address: refuse@, later@, anything else."""

    def __init__(self):
        self.accepted = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  (aiosmtpd's name)
        if address.startswith("refuse"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("later"):
            return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.accepted.append((envelope.rcpt_tos[0], envelope.content.decode()))
        return "250 OK"


@pytest.fixture
def smtp(unused_port, monkeypatch):
    """A running sink; Django's own SMTP backend sends to it."""
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=unused_port)
    controller.start()
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
    monkeypatch.setattr(settings, "EMAIL_HOST", "127.0.0.1")
    monkeypatch.setattr(settings, "EMAIL_PORT", unused_port)
    yield sink
    controller.stop()


@pytest.fixture
def unused_port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
