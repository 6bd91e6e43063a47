"""What must never reach a log: the secret part of a personal link, which stands in its address."""

import logging
import re

SECRET_ADDRESS = re.compile(r"(/svara/)[A-Za-z0-9_-]{20,}")


class HideSecrets(logging.Filter):
    """Take the secret out of every line before it is written; the line itself stays."""

    def filter(self, record):
        line = record.getMessage()
        if "/svara/" in line:
            record.msg, record.args = SECRET_ADDRESS.sub(r"\1...", line), ()
        return True
