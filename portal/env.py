"""The one place that reads the environment.

Every setting an operator may change is a name here, with its default; docs/operations.md lists them.
The same names are used by `make run` and on real servers.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
LOCAL_KEY = "only-for-commands-that-need-no-secret"

read = environ.Env()


def base_url() -> str:
    """The address people use, for links in letters; its scheme decides cookies and HSTS."""
    return read.str("BASE_URL", default="http://localhost:8000").rstrip("/")


def is_https() -> bool:
    return urlsplit(base_url()).scheme == "https"


def allowed_hosts() -> list[str]:
    """The public host, and the two local names where the portal is served without a proxy."""
    host = urlsplit(base_url()).hostname or "localhost"
    return sorted({host, *read.list("ALLOWED_HOSTS", default=[]), *(() if is_https() else ("localhost", "127.0.0.1"))})


def secret_key() -> str:
    """SECRET_KEY, which every served process must have; plain commands run without one."""
    key = read.str("SECRET_KEY", default="")
    if not key and is_https():
        raise ImproperlyConfigured("Set SECRET_KEY to a long random string: it signs sessions and survey links.")
    return key or LOCAL_KEY


def database() -> dict:
    """DATABASE_URL as Django's settings; a name that cannot be reached when there is none.

    Commands such as import_minutes run without a database: nothing connects before a query is made.
    """
    settings = read.db_url("DATABASE_URL", default="postgres:///fardplan")
    settings.update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    settings["TEST"] = {"NAME": read.str("TEST_DATABASE_NAME", default=f"test_fardplan_{os.getpid()}")}
    return settings
