"""Settings of every process; what a deployment decides comes from `config.env`."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from config.env import env
from config.mail import mail_of

ROOT = Path(__file__).resolve().parent.parent.parent
CONFIG = ROOT / "config"

SECRET_KEY = env.secret_key.get_secret_value()
MASTER_KEY = env.master_key.get_secret_value()
DEBUG = env.debug
BASE_HOST = env.base_host
WEBHOOK_LOCALHOST = env.webhook_localhost
LIVE_URL = env.live_url
LIVE_PUBLISHER = "config.live_publish.publish"
LIVE_TICKETS = "config.live_tickets.issue_ticket"
ALLOWED_HOSTS = [env.base_hostname, "." + env.base_hostname]

SHARED_APPS = [
    "django_tenants",
    "commons",
    "outbox",
    "offices",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "accounts",
    "audit",
    "announcements",
    "regulations",
    "responses",
    "recommended",
    "servicetypes",
    "linting",
    "lettercheck",
    "escalations",
    "indicators",
    "waiting",
    "telling",
    "absence",
    "contentment",
    "voice",
    "upkeep",
    "attainment",
    "board",
    "reports",
    "onboarding",
    "console",
    "officelife",
    "masterdata",
    "opendata",
    "completeness",
    "webhooks",
    "rest_framework",
    "drf_spectacular",
    "django_htmx",
    "csp",
]
TENANT_APPS = [
    "trail",
    "standards",
    "documents",
    "attachments",
    "lookups",
    "signatures",
    "handoff",
    "applications",
    "notifications",
    "complaints",
    "suggestionbox",
    "recaps",
    "surveys",
    "satisfaction",
    "queueing",
    "fallback",
    "facilities",
    "supervision",
    "quality",
]
INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS, "demo"]
TENANT_MODEL = "offices.Office"
TENANT_DOMAIN_MODEL = "offices.Domain"
TENANT_LIMIT_SET_CALLS = True
TENANT_SYNC_ROUTER = "offices.routers.OfficeRouter"
GET_EXECUTOR_FUNCTION = "offices.executor.plan_once"
DATABASE_ROUTERS = [TENANT_SYNC_ROUTER]
PG_EXTRA_SEARCH_PATHS = ["extensions"]
SKIP_PG_EXTRA_VALIDATION = True  # the names are fixed; starting a process must need no database

MIDDLEWARE = [
    "offices.middleware.OfficeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Before whatever answers by itself, so that redirects, refusals and files carry these headers, too.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "commons.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.AssignmentMiddleware",
    # After those who know who is here, before any body is read: that begins with the checks of the views.
    "config.input_guard.InputGuardMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.wrong_method.WrongMethodMiddleware",
    "onboarding.middleware.RehearsalClockMiddleware",
]
ROOT_URLCONF = "config.urls.base"
PUBLIC_SCHEMA_URLCONF = "config.urls.base"
WSGI_APPLICATION = "config.wsgi.application"


def database(url: str, **options: Any) -> dict[str, Any]:
    """A Django DATABASES entry from a postgresql:// URL."""
    parts = urlsplit(url)
    return {
        "ENGINE": "offices.backend",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        # Connections are looked at as a request takes them from the pool (`offices.backend.alive`): after a
        # restart of the database each of them is dead, and each would fail somebody's request.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


DATABASES = {
    "default": database(
        env.database_url,
        pool={
            "min_size": 2,
            "max_size": env.db_pool_max,
            "max_lifetime": 600,
            "timeout": 10,
            # Gives up soon and begins anew with the next request: its pauses would double, up to minutes.
            "reconnect_timeout": 3,
        },
    )
}
if env.database_owner_url:
    # For migrating and provisioning only: it keeps its login role (see offices.backend).
    DATABASES["owner"] = {**database(env.database_owner_url), "SCOPED": False}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.redis_url,
        "KEY_FUNCTION": "django_tenants.cache.make_key",
    }
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [CONFIG / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "offices.context.office",
                "applications.context.staff",
                "notifications.context.bell",
                "accounts.context.kabupaten",
                "announcements.context.announced",
                "onboarding.context.rehearsal",
                "console.context.guests",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.CredentialBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/masuk/"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = env.https
CSRF_COOKIE_SECURE = env.https
CSRF_COOKIE_HTTPONLY = True
USE_X_FORWARDED_HOST = False  # the office is chosen by the Host header alone
SECURE_SSL_REDIRECT = False  # the TLS proxy redirects
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.https else None
SECURE_HSTS_SECONDS = 31_536_000 if env.https else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"


def origin_of(url: str) -> list[str]:
    """The origin of an absolute address, for a policy; none for a path or nothing."""
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


_SCHEME = "https" if env.https else "http"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],  # the spoken calls of a queue
        "img-src": ["'self'", "data:"],  # icons inside the vendored style sheet
        "connect-src": ["'self'", *origin_of(env.live_url)],
        # Changing office is a POST that leads to the other office's host.
        "form-action": ["'self'", f"{_SCHEME}://{env.base_host}", f"{_SCHEME}://*.{env.base_host}"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [CONFIG / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = env.https
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [CONFIG / "static"]
STATIC_ROOT = env.static_dir
STORAGES = {
    "default": env.file_store,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = env.files_dir
# Archives of whole offices, on their way out or in: personal data, so apart, private and soon gone.
ARCHIVES_DIR = env.archives_dir
ARCHIVE_DAYS = env.archive_days
ARCHIVE_BYTES = env.archive_mb * 1024 * 1024

# What looks for viruses in uploads ("": nothing), and what happens while it is away: refuse or quarantine.
VIRUS_SCAN = env.virus_scan
VIRUS_SCAN_DOWN = env.virus_scan_down

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.api.authentication.OfficeTokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["config.parsers.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "config.openapi.ApiSchema",
    "EXCEPTION_HANDLER": "config.problems.handler",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Loket",
    "DESCRIPTION": (
        "The counter of a public office. One API per office, on its own host, and one of the kabupaten."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "ComplaintKindEnum": "complaints.models.Kind",
        "ComplaintStateEnum": "complaints.models.State",
        "ComplaintClassEnum": "complaints.models.Klass",
        "ComplaintChannelEnum": "complaints.models.Channel",
    },
}

MAIL = mail_of(env.email_url.get_secret_value())
EMAIL_BACKEND = MAIL.backend
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starttls, MAIL.ssl
EMAIL_TIMEOUT = 30
# Without a server mails become files here, and the page of subscriptions says so.
EMAIL_FILE_PATH = env.mail_dir
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.email_from or f"loket@{env.base_hostname}"

# Electronic signatures: BSrE's address and the kabupaten's account there, a time-stamping authority, and the
# authorities (PEM) whose certificates are known here. All may be empty: then letters are signed by hand.
BSRE_URL = env.bsre_url
BSRE_USER = env.bsre_user
BSRE_PASSWORD = env.bsre_password.get_secret_value()
BSRE_CA = env.bsre_ca
TSA_URL = env.tsa_url
SIGNING_ROOTS = env.signing_roots
SIGNING_CRLS = env.signing_crls

REDIS_URL = env.redis_url
CELERY_BROKER_URL = env.redis_url

# To standard error, where the supervisor or the container platform keeps it. A refused or missing page is no
# event; an error is, with its traceback. Nothing logs form contents or query strings.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # They tell whose certificate could not be followed; what was found is shown to who asked.
        "pyhanko": {"level": "CRITICAL"},
        "pyhanko_certvalidator": {"level": "CRITICAL"},
    },
}
