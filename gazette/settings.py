"""Settings by environment: one module for development, trial and production.

`GAZETTE_ENV` is `development` (the default: commands and tests), `trial` (set by `make run`) or `production`, where
nothing secret has a default. docs/operating.md describes every variable.
"""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

from gazette.embedded import places, records
from gazette.logs import configure

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

ENVIRONMENT = env.str("GAZETTE_ENV", "development")
if ENVIRONMENT not in {"development", "trial", "production"}:
    raise ImproperlyConfigured(f"GAZETTE_ENV={ENVIRONMENT}: it is development, trial or production")
PRODUCTION = ENVIRONMENT == "production"
DEVELOPMENT = ENVIRONMENT == "development"
DEBUG = DEVELOPMENT and env.bool("DEBUG", False)

# Where things are: the data folder, and the servers that `make run` started for it unless others are named.
DATA_DIR = places.current(os.environ).data
RUNNING = records.read(DATA_DIR / "run.json") if not PRODUCTION else None
NOWHERE = "127.0.0.1:1"  # refuses at once, so that a command without servers fails at once
DATABASE_URL = RUNNING.database_url if RUNNING else f"postgres://nobody@{NOWHERE}/gazette"
REDIS_URL = RUNNING.redis_url if RUNNING else f"redis://{NOWHERE}/0"
SECRET_FILE = DATA_DIR / "secret-key"
if PRODUCTION:
    SECRET_KEY = env.str("SECRET_KEY")
    DATABASES = {"default": env.db("DATABASE_URL")}
    REDIS_URL = env.str("REDIS_URL")
else:
    SECRET_KEY = env.str("SECRET_KEY", "") or (
        SECRET_FILE.read_text() if os.access(SECRET_FILE, os.R_OK) else "for-commands-and-tests-that-serve-nobody"
    )
    DATABASES = {"default": env.db("DATABASE_URL", DATABASE_URL)}
    REDIS_URL = env.str("REDIS_URL", REDIS_URL)
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

SITE_URL = env.str("SITE_URL", "")
# Health checks ask from inside, by this address.
LOCAL_HOSTS = ["127.0.0.1"] if PRODUCTION else ["127.0.0.1", ".localhost", "[::1]"]
ALLOWED_HOSTS = [*(env.list("ALLOWED_HOSTS") if PRODUCTION else env.list("ALLOWED_HOSTS", default=[])), *LOCAL_HOSTS]
CSRF_TRUSTED_ORIGINS = [f"{urlsplit(SITE_URL).scheme}://{urlsplit(SITE_URL).netloc}"] if SITE_URL else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_prose_editor",
    "policies",
    "projects",
    "gazette",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "gazette.middleware.permissions_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gazette.middleware.idle_logout",
    "gazette.middleware.named_actor",
    "gazette.middleware.page_of_forms",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gazette.urls"
WSGI_APPLICATION = "gazette.wsgi.application"

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
                "django.template.context_processors.i18n",
                "gazette.context_processors.site",
                "gazette.context_processors.desk",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The cache has its own database of the same server: clearing it must not empty the queue.
CACHES = {
    "default": {
        "BACKEND": "gazette.cache.TolerantCache",
        "LOCATION": env.str("CACHE_URL", urlsplit(REDIS_URL)._replace(path="/1").geturl()),
        "KEY_PREFIX": "gazette",
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 5, "retry": Retry(NoBackoff(), 1)},
    }
}

# A task is delivered at least once: a killed worker's message comes back, at the latest when it has been invisible
# for longer than any task may run. The rows in the database, not the queue, are the truth.
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
    # Of a sender: a page waits no six seconds for a broker that is down; the sweeper sends again.
    "max_retries": 1,
    "interval_start": 0,
}
CELERY_TASK_TIME_LIMIT = 1800
CELERY_TASK_SOFT_TIME_LIMIT = 1740
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_CREATE_MISSING_QUEUES = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Shanghai"

# How long a request for a PDF that is not yet rendered waits for it before it asks the reader to come back.
PDF_WAIT_SECONDS = env.float("PDF_WAIT_SECONDS", 4.0)

AUTH_USER_MODEL = "policies.User"
LOGIN_URL = "account_login"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
ACCOUNT_ADAPTER = "gazette.views.desk.door.OfficeAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# Of passwords axes counts the failures, in the database; this counts wrong codes of a second factor.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "10/5m/key"}
MFA_ADAPTER = "gazette.views.desk.door.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
# Whether everybody on the desk needs a second factor: always where the records are real.
MFA_REQUIRED = env.bool("MFA_REQUIRED", PRODUCTION)
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # a stranger elsewhere can't lock an owner out
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "gazette.views.desk.door.account_tried"
AXES_CLIENT_IP_CALLABLE = "gazette.views.desk.door.client_address"
AXES_LOCKOUT_CALLABLE = "gazette.views.desk.door.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "media"
# Folders keep their group, so that a file stored by root's command stays in reach of the worker's account.
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o2770
WHITENOISE_AUTOREFRESH = DEVELOPMENT
WHITENOISE_USE_FINDERS = DEVELOPMENT
# Compressing takes a minute, which a trial on the same machine has no use for.
STATIC_STORAGES = {
    "development": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "trial": "gazette.static.HashedFiles",
    "production": "gazette.static.CompressedHashedFiles",
}
STORAGES = {
    "default": {"BACKEND": "policies.storage.MediaStorage"},
    "staticfiles": {
        "BACKEND": STATIC_STORAGES[ENVIRONMENT],
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", 1800)
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "gazette.views.desk.origin.old_form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, without TLS
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if env.bool("BEHIND_TLS_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = configure(as_json=PRODUCTION)

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_FILTER_BACKENDS": ["policies.api.filters.StrictBackend"],
    "DEFAULT_PAGINATION_CLASS": None,
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["policies.api.throttles.WindowThrottle"],
    # Reading everything in one go is what the API is for; the limit is there for loops that have gone wrong.
    "DEFAULT_THROTTLE_RATES": {"anon": env.str("API_RATE", "6000/min")},
    "NUM_PROXIES": env.int("PROXIES", 0),
    "EXCEPTION_HANDLER": "policies.api.problems.handle",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "公报与政策文件接口",
    "DESCRIPTION": "公报各期、政策文件、大事记、任免与检索的只读接口，无需账号。字段说明见文档 docs/api.md。",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_PUBLIC": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "ValidityEnum": "policies.models.Validity.choices",
        "IssueKindEnum": "gazette.models.IssueKind.choices",
    },
    "COMPONENT_SPLIT_REQUEST": False,
}

# Mail to the desk's people; without a server they are told on its pages alone.
EMAIL_URL = env.str("EMAIL_URL", "")
MAIL_ON = bool(EMAIL_URL)
vars().update(env.email_url("EMAIL_URL", default="dummymail://"))
EMAIL_TIMEOUT = env.float("EMAIL_TIMEOUT", 20.0)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", f"gazette@{urlsplit(SITE_URL).hostname or 'localhost'}")

# The gazette whose issues stand at /gazette/ without a code in the address; empty: the first one made.
DEFAULT_GAZETTE = env.str("DEFAULT_GAZETTE", "")

# 三审三校: the proofs that a text passes before its galley, by name; none: straight to the galley.
PROOF_STEPS = env.list("PROOF_STEPS", default=["一校", "二校", "三校"])
# How often beat looks for publications whose hour has come.
SCHEDULE_SWEEP_SECONDS = env.float("SCHEDULE_SWEEP_SECONDS", 30.0)

# Uploads go straight to disk. A file above the first is not taken at all; one above IMPORT_MAX_BYTES is kept, not read.
FILE_UPLOAD_HANDLERS = ["gazette.uploads.CappedUploadHandler"]
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", 200_000_000)
DATA_UPLOAD_MAX_NUMBER_FILES = 600
UPLOAD_MAX_REQUEST_BYTES = env.int("UPLOAD_MAX_REQUEST_BYTES", 1_000_000_000)
# A worker renews its lease on an import while it lives; a run-out lease is another worker's to take.
IMPORT_LEASE_SECONDS = env.float("IMPORT_LEASE_SECONDS", 60.0)
IMPORT_SWEEP_SECONDS = env.float("IMPORT_SWEEP_SECONDS", 15.0)
# Above this a stored file is not read: a volume of scans has 100 MB, the largest known issue's text 0.4 MB.
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_BYTES", 150_000_000)
# What the process that reads one file may use: address space, processor and wall time; each page that had to be
# recognised adds to both times, up to the most, which is less than an import job may take.
READ_MEMORY_MB = env.int("READ_MEMORY_MB", 2048)
READ_CPU_SECONDS = env.int("READ_CPU_SECONDS", 300)
READ_WALL_SECONDS = env.int("READ_WALL_SECONDS", 600)
READ_PAGE_SECONDS = env.int("READ_PAGE_SECONDS", 30)
READ_MOST_SECONDS = env.int("READ_MOST_SECONDS", 2700)
READ_MOST_PAGES = env.int("READ_MOST_PAGES", 2000)

# Where /.well-known/security.txt sends those who found a hole: mailto:… or https://…; empty: the home page.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")
