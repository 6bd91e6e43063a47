"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

# Loaded before workers are forked (--preload), and left alone by every later search for garbage: it all stays.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
