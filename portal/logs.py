"""What must never reach a log: the secret part of a personal link, which stands in its address."""

import logging
import re

OPENINGS = ("/svara/", "/lank/")  # what such addresses begin with
SECRET_ADDRESS = re.compile(r"((?:/svara(?:/[a-z]+)?|/lank/[a-z]+)/)[A-Za-z0-9_-]{20,}")


class HideSecrets(logging.Filter):
    """Take the secret out of every line before it is written; the line itself stays."""

    def filter(self, record):
        line = record.getMessage()
        if any(opening in line for opening in OPENINGS):
            record.msg, record.args = SECRET_ADDRESS.sub(r"\1...", line), ()
        return True
