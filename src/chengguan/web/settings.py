"""Settings, all from the environment; docs/operations.md lists them.

`CHENGGUAN_ENV=production` refuses to start without what a bureau needs; anything else is a
checkout on somebody's desk.
"""

import os
from ipaddress import ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from . import databases


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def _words(name: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


ENV = os.environ.get("CHENGGUAN_ENV", "development")
if ENV not in {"development", "production"}:
    # A misspelt "production" must not quietly become a desk.
    raise ImproperlyConfigured(f"CHENGGUAN_ENV: {ENV!r} is neither development nor production")
PRODUCTION = ENV == "production"
CHENGGUAN_DEMONSTRATION = _flag("CHENGGUAN_DEMONSTRATION")
DEBUG = _flag("CHENGGUAN_DEBUG")
SECRET_KEY = os.environ.get(
    "SECRET_KEY", "" if PRODUCTION else "for a desk only, never for a bureau"
)
ALLOWED_HOSTS = _words("ALLOWED_HOSTS") or ([] if PRODUCTION else ["*"])
CSRF_TRUSTED_ORIGINS = _words("CSRF_TRUSTED_ORIGINS")

if PRODUCTION:
    for refused, why in {
        "CHENGGUAN_DEMONSTRATION": CHENGGUAN_DEMONSTRATION
        and "the demonstration lets anybody in: unset it",
        "CHENGGUAN_DEBUG": DEBUG and "error pages would show data: unset it",
        "SECRET_KEY": len(SECRET_KEY) < 50 and "set at least 50 random characters",
        "ALLOWED_HOSTS": (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS)
        and "name the addresses under which people come",
    }.items():
        if why:
            raise ImproperlyConfigured(f"{refused}: {why} (docs/operations.md)")

# What the installation owns: files, keys, deposits and, by default, the database.
BASE_DIR = Path(__file__).resolve().parents[3]
CHENGGUAN_HOME = Path(os.environ.get("CHENGGUAN_HOME", "var")).resolve()
FILES_ROOT = CHENGGUAN_HOME / "files"
FILES_MAX_BYTES = int(os.environ.get("CHENGGUAN_FILE_MB", "200")) * 1024 * 1024
FILES_PHOTO_MAX_BYTES = int(os.environ.get("CHENGGUAN_PHOTO_MB", "30")) * 1024 * 1024
DEPOSITS_ROOT = Path(os.environ.get("CHENGGUAN_DEPOSITS", CHENGGUAN_HOME / "deposits")).resolve()
KEYS_ROOT = Path(os.environ.get("CHENGGUAN_KEYS", CHENGGUAN_HOME / "keys")).resolve()
# A bureau makes its keys knowingly; on a desk they are made when first needed.
CHENGGUAN_KEYS_CREATE = not PRODUCTION
CHENGGUAN_SM3 = _flag("CHENGGUAN_SM3")

DATABASES = {
    "default": databases.from_url(
        os.environ.get("DATABASE_URL", f"sqlite:///{CHENGGUAN_HOME / 'chengguan.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # From the ground up; an app's label is the last part of its path.
    "chengguan.core.pages",
    "chengguan.core.journal",
    "chengguan.core.org",
    "chengguan.core.files",
    "chengguan.core.notices",
    "chengguan.core.registers",
    "chengguan.core.lawbook",
    "chengguan.core.work",
    "chengguan.core.documents",
    "chengguan.core.events",
    "chengguan.core.exchange",
    "chengguan.enforcement.leads",
    "chengguan.enforcement.cases",
    "chengguan.enforcement.estates",
    "chengguan.enforcement.structures",
    "chengguan.union.benefits",
    "chengguan.union.finance",
    "chengguan.union.members",
    "chengguan.union.care",
    "chengguan.flows.lead_to_case",
    "chengguan.flows.lead_to_structure",
    "chengguan.flows.report_to_lead",
    "chengguan.plans.annual",
    "chengguan.plans.instructions",
    "chengguan.plans.boards",
    "chengguan.insight.atlas",
    "chengguan.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "chengguan.core.pages.middleware.SecurityHeaders",
    "chengguan.core.pages.middleware.CleanInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "chengguan.web.middleware.IdleSessions",
    "chengguan.core.pages.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "chengguan.web.middleware.SecondFactorRequired",
    "django_htmx.middleware.HtmxMiddleware",
    "chengguan.core.pages.middleware.Moment",
    "chengguan.core.org.middleware.SignedIn",
]

CSRF_FAILURE_VIEW = "chengguan.core.pages.views.csrf_failure"
ROOT_URLCONF = "chengguan.web.urls"
WSGI_APPLICATION = "chengguan.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "chengguan.core.pages.context.frame",
            ],
        },
    }
]

# Sign-in: a password, and in production a second factor. Nobody registers himself.
AUTH_USER_MODEL = "org.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in [
        "chengguan.core.org.passwords.LongEnough",
        "chengguan.core.org.passwords.ThreeOfFourClasses",
        "chengguan.core.org.passwords.NotUsedBefore",
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
    ]
]
ACCOUNT_ADAPTER = "chengguan.core.org.adapter.AccountAdapter"
# org locks an account out by itself; a second lock-out would mislead.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # an account has a name and a person, no address
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_FORMS = {
    "authenticate": "chengguan.core.org.second_factor.CodeForm",
    "reauthenticate": "chengguan.core.org.second_factor.CodeAgainForm",
}
MFA_TOTP_ISSUER = "Chengguan"
SECOND_FACTOR_REQUIRED = PRODUCTION
LOGIN_URL = "org:sign_in"
LOGIN_REDIRECT_URL = "/"

SESSION_COOKIE_AGE = 30 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION and not _flag("CHENGGUAN_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if _flag("CHENGGUAN_BEHIND_PROXY") else None
)
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "law" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = CHENGGUAN_HOME / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "chengguan.core.pages.finders.NpmFinder",
]
NODE_MODULES = BASE_DIR / "node_modules"
# On a desk the files are served from where they lie; a bureau runs `chengguan collectstatic`.
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Mail leaves only where a sender is named; the outbox keeps what could not be sent.
CHENGGUAN_MAIL_FROM = os.environ.get("CHENGGUAN_MAIL_FROM", "")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _flag("EMAIL_USE_TLS")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"forbidden": {"()": "chengguan.web.logs.ForbiddenWithoutTrace"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"django.request": {"filters": ["forbidden"]}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("CHENGGUAN_LOG", "WARNING")},
}

# Who may read `/metrics`: whoever has the token, or comes from these addresses and networks.
CHENGGUAN_METRICS_TOKEN = os.environ.get("CHENGGUAN_METRICS_TOKEN", "")
CHENGGUAN_METRICS_FROM = [
    ip_network(net, strict=False)
    for net in _words("CHENGGUAN_METRICS_FROM") or ["127.0.0.0/8", "::1"]
]

# The map: where pictures behind it come from, as https://…/{z}/{x}/{y}.png; it works without.
CHENGGUAN_TILES = os.environ.get("CHENGGUAN_TILES", "")
CHENGGUAN_TILES_DATUM = os.environ.get("CHENGGUAN_TILES_DATUM", "wgs84")
if CHENGGUAN_TILES_DATUM not in ("wgs84", "gcj02"):
    raise ImproperlyConfigured(
        f"CHENGGUAN_TILES_DATUM: {CHENGGUAN_TILES_DATUM!r} is neither wgs84 nor gcj02"
    )

# Papers: the bureau's own typefaces, and the address their QR codes lead to.
CHENGGUAN_FONTS = os.environ.get("CHENGGUAN_FONTS", "")
CHENGGUAN_TEMPLATES = os.environ.get("CHENGGUAN_TEMPLATES", "")
CHENGGUAN_PUBLIC_URL = os.environ.get("CHENGGUAN_PUBLIC_URL", "")
