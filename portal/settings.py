"""Settings: what is fixed for every installation. What an operator may choose is read in portal.env."""

from datetime import timedelta
from email.utils import parseaddr

from celery.schedules import crontab
from whitenoise.compress import Compressor

from portal import env, policy

BASE_DIR = env.ROOT
BASE_URL = env.base_url()
DEMO = env.read.bool("DEMO", default=False)
MAIL_CATCHER_DIR = env.read.str("MAIL_CATCHER_DIR", default="")
DEBUG = env.read.bool("DEBUG", default=False)
SECRET_KEY = env.secret_key()
ALLOWED_HOSTS = env.allowed_hosts()

# The words that differ between counties
COUNTY_NAME = env.read.str("COUNTY_NAME", default="Jönköpings län")

INSTALLED_APPS = [
    "overview",
    "surveys",
    "meetings",
    "support",
    "actions",
    "agreements",
    "organisations",
    "portal",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_prose_editor",
    "pgtrigger",
    "template_partials",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.restrict",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "portal.middleware.isolate",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "portal.middleware.NothingForStrangers",
    "portal.middleware.speak",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.refuse_giants",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "portal.templatetags.portal"],
        },
    },
]

# Data
DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# People
AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my-page"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "organisations.adapter.InvitedOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "login": "organisations.forms.login.LoginForm",
    "request_login_code": "organisations.forms.login.RequestLoginCodeForm",
    "confirm_login_code": "organisations.forms.login.ConfirmLoginCodeForm",
    "reset_password": "organisations.forms.login.ResetPasswordForm",
    "reset_password_from_key": "organisations.forms.login.ResetPasswordKeyForm",
    "change_password": "organisations.forms.login.ChangePasswordForm",
    "set_password": "organisations.forms.login.SetPasswordForm",
    "reauthenticate": "organisations.forms.login.ReauthenticateForm",
}
ACCOUNT_RATE_LIMITS = {  # counted in the database cache; a whole office may share one address
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/300s/key",
    "request_login_code": "60/h/ip,5/900s/key",
    "reset_password": "60/h/ip,5/h/key",
    "accessibility_message": "5/h/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.read.bool("BEHIND_PROXY", default=env.is_https()) else 0
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False

# Language and time
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
FORMAT_MODULE_PATH = ["portal.formats"]

# Pages
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS += ["django.forms"]
STATIC_URL = "/static/"
STATIC_ROOT = env.read.str("STATIC_ROOT", default=str(BASE_DIR / ".local" / "static"))
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/bootstrap", BASE_DIR / "node_modules" / "bootstrap" / "dist" / "css"),
    ("vendor/htmx", BASE_DIR / "node_modules" / "htmx.org" / "dist"),
    ("vendor/source-sans-3", BASE_DIR / "node_modules" / "@fontsource-variable" / "source-sans-3"),
    ("vendor/source-serif-4", BASE_DIR / "node_modules" / "@fontsource-variable" / "source-serif-4"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.static.PackedFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # pages ask for no other; packing both takes five times as long
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
MEDIA_ROOT = env.read.str("MEDIA_ROOT", default=str(BASE_DIR / ".local" / "media"))
UPLOAD_MAX_MEGABYTES = 120  # more than any form takes: a folder of notes is the largest (meetings.notes.folder)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000  # a long note is checked in one form (meetings.forms.preview.ROWS)
DATA_UPLOAD_MAX_NUMBER_FILES = 2000  # so that a form can say itself when a folder is too large (meetings.notes.folder)
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Security (headers are tested over every URL by tests/portal/test_headers.py)
HTTPS = env.is_https()
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.read.bool("BEHIND_PROXY", default=HTTPS) else None
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
LANGUAGE_COOKIE_NAME = "language"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
CSRF_TRUSTED_ORIGINS = [BASE_URL] if HTTPS else []
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy.content_security_policy()}
PERMISSIONS_POLICY = policy.permissions_policy()

# Letters
EMAIL_CONFIG = env.read.email_url("EMAIL_URL", default="smtp://127.0.0.1:1025")
EMAIL_HOST, EMAIL_PORT = EMAIL_CONFIG["EMAIL_HOST"], EMAIL_CONFIG["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL_CONFIG["EMAIL_HOST_USER"], EMAIL_CONFIG["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_TLS", False), EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.read.str("MAIL_FROM", default="Färdplan <fardplan@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
INBOX_URL = env.read.str("INBOX_URL", default="")  # where answers and delivery reports come in; none: they are not read
INBOX_ADDRESS = env.read.str("INBOX_ADDRESS", default="") or parseaddr(DEFAULT_FROM_EMAIL)[1]
CALL_CHANGES_WAIT = timedelta(minutes=env.read.int("CALL_CHANGES_WAIT_MINUTES", default=10))
LETTER_LEASE_SECONDS = env.read.int("LETTER_LEASE_SECONDS", default=120)

# Surveys: a figure for the county is shown to others when at least so many organisations stand behind it
SURVEY_MIN_ORGANISATIONS = 5
# Where persons answer one by one: a figure is shown to anybody when at least so many stand behind it
SURVEY_MIN_PERSONS = 5
SURVEY_LETTERS_PER_MINUTE = env.read.int("SURVEY_LETTERS_PER_MINUTE", default=6000)  # the rest wait for later minutes
# Who hands in an organisation's answer: contact persons, respondents and those asked by name; with this also members
SURVEY_MEMBERS_SUBMIT = env.read.bool("SURVEY_MEMBERS_SUBMIT", default=False)

# Work in the background: owed work is a row; the broker is only a hint (ADR 3)
CELERY_BROKER_URL = env.read.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
    "global_keyprefix": env.read.str("REDIS_PREFIX", default="fardplan:"),
}
CELERY_BEAT_SCHEDULE = {
    "send letters": {"task": "portal.send_letters", "schedule": 15.0},
    "release what a dead worker held": {"task": "portal.release_letters", "schedule": 60.0},
    "sweep drafts": {"task": "portal.sweep_drafts", "schedule": crontab(minute=20)},
    # every hour of the day, so that a morning without beat is made up for; a day's first sweep does the work
    "remind of actions": {"task": "actions.remind", "schedule": crontab(hour="7-18", minute=0)},
    "remind of half-yearly pulses": {"task": "agreements.remind_of_pulses", "schedule": crontab(hour=7, minute=20)},
    "remind of date polls": {"task": "meetings.remind_of_polls", "schedule": crontab(hour="7-18", minute=15)},
    "send calls to meetings": {"task": "meetings.send_calls", "schedule": 45.0},
    "read notes that wait": {"task": "meetings.read_notes", "schedule": 30.0},
    "sweep files of notes": {"task": "meetings.sweep_notes", "schedule": crontab(minute=40)},
    "remind of talks with forums": {"task": "support.remind_of_talks", "schedule": crontab(hour=7, minute=30)},
    "send survey invitations": {"task": "surveys.invite", "schedule": 30.0},
    "reveal answers of local forums": {"task": "surveys.reveal", "schedule": 60.0},
    "remind of surveys": {"task": "surveys.remind", "schedule": crontab(hour="7-18", minute=10)},
    "seal surveys of persons": {"task": "surveys.seal", "schedule": 60.0},
    "count answers of persons": {"task": "surveys.fold", "schedule": 60.0},
    "recount answers of persons": {"task": "surveys.recount", "schedule": crontab(hour=3, minute=50)},
}
if INBOX_URL:
    CELERY_BEAT_SCHEDULE["read mail"] = {"task": "portal.read_mail", "schedule": 60.0}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"hide secrets": {"()": "portal.logs.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["hide secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"portal": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}

# Messages lie in the session: a cookie of their own is removed without the flags that browsers and scanners ask for.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
