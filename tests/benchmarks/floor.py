"""The least that can be done for who answers a survey: ready bytes with tokens put in, and one statement, one commit.

Served by the same gunicorn as the portal. FLOOR names a folder with what the portal itself answered (see `record`):
the page cut where its tokens stand, and the page that thanks.
"""

import json
import os
import re
import secrets
import threading
import uuid
from pathlib import Path
from urllib.parse import parse_qsl

TOKENS = re.compile(rb'(name="(csrfmiddlewaretoken|page)" value=")[^"]*')
# The design that won: the answers as one JSONB, long texts apart, and a row that says it is not counted yet.
STORE = """
    WITH answer AS (
        INSERT INTO surveys_personanswer (id, round_id, answers) VALUES (%s, %s, %s) RETURNING id, round_id
    ), pending AS (
        INSERT INTO surveys_pendinganswer (answer_id, round_id) SELECT id, round_id FROM answer
    )
    INSERT INTO surveys_persontext (id, round_id, question, text, themes)
    SELECT gen_random_uuid(), round_id, 'text', %s, '[]' FROM answer
"""
kept = threading.local()


def record(folder: Path, page: bytes, thanks: bytes, round: int):
    (folder / "page").write_bytes(page)
    (folder / "thanks").write_bytes(thanks)
    (folder / "round").write_text(str(round))


class Floor:
    def __init__(self, folder: Path):
        page = (folder / "page").read_bytes()
        self.pieces, at = [], 0
        for found in TOKENS.finditer(page):
            self.pieces += [page[at : found.end(1)], found[2].decode()]
            at = found.end()
        self.pieces.append(page[at:])
        self.thanks, self.round = (folder / "thanks").read_bytes(), int((folder / "round").read_text())

    def __call__(self, environ, start_response):
        if environ["REQUEST_METHOD"] == "POST":
            return self.store(environ, start_response)
        if environ["PATH_INFO"].startswith("/thanks/"):
            return self.answer(start_response, "200 OK", [], self.thanks)
        token = secrets.token_urlsafe(32)
        own = {"csrfmiddlewaretoken": token.encode(), "page": secrets.token_urlsafe(24).encode()}
        page = b"".join(own[piece] if isinstance(piece, str) else piece for piece in self.pieces)
        return self.answer(start_response, "200 OK", [("Set-Cookie", f"csrf={token}; HttpOnly; Path=/")], page)

    def store(self, environ, start_response):
        given = dict(parse_qsl(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode()))
        if f"csrf={given['csrfmiddlewaretoken']}" not in environ["HTTP_COOKIE"]:
            return self.answer(start_response, "403 Forbidden", [], b"")
        with self.database() as connection, connection.cursor() as cursor:
            cursor.execute(STORE, self.row(given))
        return self.answer(start_response, "302 Found", [("Location", "/thanks/")], b"")

    def row(self, given) -> list:
        """What STORE stores of what was sent."""
        answers = {name: {"value": int(value)} for name, value in given.items() if name.startswith("q")}
        return [str(uuid.uuid4()), self.round, json.dumps(answers), given["text"]]

    def answer(self, start_response, status, headers, content):
        plain = ("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(content)))
        start_response(status, [*plain, *headers])
        return [content]

    def database(self):
        import psycopg2

        if not hasattr(kept, "connection"):
            kept.connection = psycopg2.connect(os.environ["DATABASE_URL"])
        return kept.connection


served = []


def application(environ, start_response):
    if not served:  # the first request of a worker reads the folder
        served.append(Floor(Path(os.environ["FLOOR"])))
    return served[0](environ, start_response)
