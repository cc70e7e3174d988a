"""Typed, strict environment: a missing or bad value stops the start with its name and what it wants.

Values come from the real environment, from the file named by `<NAME>_FILE` (secrets and addresses), or from
`var/run.env`, which the supervisor writes while its servers run; in this order.
"""

import base64
import binascii
import os
import re
import sys
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn
from urllib.parse import SplitResult, unquote, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from config.mail import mail_of
from config.paths import Var, default_var

BAD_ENVIRONMENT = 2
FROM_FILE = frozenset(
    {
        "database_url",
        "database_owner_url",
        "redis_url",
        "secret_key",
        "master_key",
        "email_url",
        "s3_secret_key",
        "bsre_password",
    }
)
WANTS = {
    "database_url": "wants postgresql://user:password@host:port/database (the login role without rights)",
    "database_owner_url": "wants postgresql://user:password@host:port/database of another role, the owner",
    "redis_url": "wants redis://host:port/number or rediss://…",
    "secret_key": "wants at least 32 random characters",
    "master_key": "wants 32 random bytes in base64 (44 characters), as `openssl rand -base64 32` prints",
    "base_host": "wants a host name in small letters, with its port unless 80 or 443: loket.example.go.id",
    "live_url": "wants the live stream's address, https://… or /live; left empty, pages poll",
    "https": "wants true or false",
    "debug": "wants true or false",
    "email_url": (
        "wants smtp+starttls://user:password@host:587, smtps://… or smtp://…; left empty, mails become files"
    ),
    "email_from": "wants the sender's address, loket@example.go.id",
    "mail_dir": "wants a folder",
    "bsre_url": "wants BSrE's address, https://esign.example.go.id; left empty, nothing is signed there",
    "bsre_user": "wants the kabupaten's account at BSrE",
    "bsre_password": "wants the password of that account",
    "bsre_ca": "wants the path of a PEM bundle that BSrE's TLS certificate is checked with; usually empty",
    "tsa_url": "wants the address of an RFC 3161 time-stamping authority; left empty, no time-stamps",
    "signing_roots": "wants the path of a PEM file: the authorities whose signatures are known here",
    "signing_crls": "wants the path of a folder with the revocation lists (*.crl) of these authorities",
    "webhook_localhost": "wants true or false (true: messages may go to this machine; for trying out only)",
    "files_dir": "wants a folder",
    "static_dir": "wants a folder",
    "s3_bucket": "wants the name of a bucket; left empty, files lie in FILES_DIR",
    "s3_endpoint": "wants the store's address, https://…; left empty, Amazon's",
    "s3_region": "wants the name of a region",
    "s3_access_key": "wants the access key's id",
    "s3_secret_key": "wants the access key's secret",
    "virus_scan": "wants clamd's address, tcp://host:3310 or unix:///path; left empty, nothing is scanned",
    "virus_scan_down": "wants refuse or quarantine: what happens to an upload while clamd does not answer",
    "archives_dir": "wants a private folder, shared by web and provisioner, that nothing else serves",
    "archive_days": "wants a whole number of days from 1 to 90",
    "archive_mb": "wants a whole number of megabytes from 1 to 65536",
    "loket_port": "wants a port number from 1 to 65535",
    "loket_bind": "wants one address:port or several with commas between, for example 0.0.0.0:8000",
    "loket_proxies": "wants the addresses of the TLS proxies, with commas between, or * for any",
    "web_processes": "wants a whole number from 1 to 64",
    "web_threads": "wants a whole number from 1 to 64",
    "db_pool_max": "wants a whole number from 2 to 200",
}
LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"{LABEL}(\.{LABEL})*(:\d{{1,5}})?")


def _split(url: str) -> SplitResult:
    parts = urlsplit(url)
    if parts.port == 0:  # reading .port also raises ValueError for a port that is none
        raise ValueError("port 0")
    return parts


def _postgres_url(url: str) -> str:
    parts = _split(url)
    complete = parts.hostname and parts.username and unquote(parts.path).strip("/")
    if parts.scheme not in {"postgresql", "postgres"} or not complete:
        raise ValueError("not a PostgreSQL address")
    return url


def _owner_url(url: str) -> str:
    return _postgres_url(url) if url else url


def _redis_url(url: str) -> str:
    parts = _split(url)
    if (
        parts.scheme not in {"redis", "rediss"}
        or not parts.hostname
        or not re.fullmatch(r"(/\d*)?", parts.path)
    ):
        raise ValueError("not a Redis address")
    return url


def _secret_key(secret: SecretStr) -> SecretStr:
    if len(secret.get_secret_value()) < 32:
        raise ValueError("too short")
    return secret


def _master_key(secret: SecretStr) -> SecretStr:
    try:
        key = base64.b64decode(secret.get_secret_value(), validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if len(key) != 32:
        raise ValueError("not 32 bytes")
    return secret


def _base_host(host: str) -> str:
    if not HOST.fullmatch(host) or urlsplit(f"//{host}").port == 0:
        raise ValueError("not a host name")
    return host


def _live_url(url: str) -> str:
    parts = _split(url)
    absolute = parts.scheme in {"http", "https"} and bool(parts.hostname)
    if url and not absolute and not re.fullmatch(r"/[^/].*", url):
        raise ValueError("not an address")
    return url


def _email_url(secret: SecretStr) -> SecretStr:
    mail_of(secret.get_secret_value())
    return secret


def _email_from(text: str) -> str:
    if text and not re.fullmatch(rf"[A-Za-z0-9._%+-]+@{LABEL}(\.{LABEL})*", text):
        raise ValueError("not a mail address")
    return text


def _s3_endpoint(url: str) -> str:
    parts = _split(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ValueError("not an address")
    return url


def _virus_scan(url: str) -> str:
    parts = _split(url)
    tcp = parts.scheme == "tcp" and parts.hostname and parts.port
    if url and not tcp and not (parts.scheme == "unix" and not parts.netloc and parts.path.startswith("/")):
        raise ValueError("not an address of clamd")
    return url


def _service_url(url: str) -> str:
    """HTTPS, or this very machine for trying out: passphrases go there."""
    parts = _split(url)
    near = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    if url and not (parts.hostname and (parts.scheme == "https" or near)):
        raise ValueError("not an https address")
    return url


def _bind(text: str) -> str:
    for address in text.split(",") if text else []:
        parts = _split(f"//{address}")
        if not parts.hostname or parts.port is None or parts.path:
            raise ValueError("not an address with a port")
    return text


def _proxies(text: str) -> str:
    for address in text.split(",") if text != "*" else []:
        ip_network(address)
    return text


def _boolean(value: object) -> bool:
    """Only the words the message names: "yes", "1" and "on" are refused rather than guessed."""
    words = {"true": True, "false": False}
    if isinstance(value, bool):
        return value
    if str(value).strip().lower() not in words:
        raise ValueError("neither true nor false")
    return words[str(value).strip().lower()]


Boolean = Annotated[bool, BeforeValidator(_boolean)]


class SecretFiles(PydanticBaseSettingsSource):
    """`SECRET_KEY_FILE=/run/secrets/key` gives SECRET_KEY, as container platforms hand secrets over."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """The stripped content of the file named by `<FIELD>_FILE`, or None."""
        return self._content(field_name), field_name, False

    def __call__(self) -> dict[str, Any]:
        """All values that come from files."""
        values = {name: self._content(name) for name in FROM_FILE}
        return {name: value for name, value in values.items() if value is not None}

    def _content(self, field_name: str) -> str | None:
        name = field_name.upper()
        path = os.environ.get(f"{name}_FILE")
        if not path:
            return None
        if os.environ.get(name):
            stop([f"{name} and {name}_FILE are both set: keep one of them."])
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            stop([f"{name}_FILE wants the path of a readable file; {path} cannot be read."])


class Env(BaseSettings):
    """Everything a deployment decides."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True, hide_input_in_errors=True)

    database_url: Annotated[str, AfterValidator(_postgres_url)]
    database_owner_url: Annotated[str, AfterValidator(_owner_url)] = ""
    redis_url: Annotated[str, AfterValidator(_redis_url)]
    secret_key: Annotated[SecretStr, AfterValidator(_secret_key)]
    master_key: Annotated[SecretStr, AfterValidator(_master_key)]
    base_host: Annotated[str, AfterValidator(_base_host)] = "localhost:8000"
    live_url: Annotated[str, AfterValidator(_live_url)] = ""
    https: Boolean = False
    debug: Boolean = False
    email_url: Annotated[SecretStr, AfterValidator(_email_url)] = SecretStr("")
    email_from: Annotated[str, AfterValidator(_email_from)] = ""
    mail_dir: Path = Field(default_factory=lambda: default_var() / "mail")
    bsre_url: Annotated[str, AfterValidator(_service_url)] = ""
    bsre_user: str = ""
    bsre_password: SecretStr = SecretStr("")
    bsre_ca: str = ""
    tsa_url: Annotated[str, AfterValidator(_service_url)] = ""
    signing_roots: Path = Field(default_factory=lambda: default_var() / "signing" / "roots.pem")
    signing_crls: Path = Field(default_factory=lambda: default_var() / "signing" / "crls")
    webhook_localhost: Boolean = False
    files_dir: Path = Field(default_factory=lambda: default_var() / "files")
    s3_bucket: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$")] = ""
    s3_endpoint: Annotated[str, AfterValidator(_s3_endpoint)] = ""
    s3_region: Annotated[str, Field(pattern=r"^[a-z0-9-]*$")] = ""
    s3_access_key: str = ""
    s3_secret_key: SecretStr = SecretStr("")
    virus_scan: Annotated[str, AfterValidator(_virus_scan)] = ""
    virus_scan_down: Literal["refuse", "quarantine"] = "refuse"
    static_dir: Path = Field(default_factory=lambda: default_var() / "static")
    archives_dir: Path = Field(default_factory=lambda: default_var() / "archives")
    archive_days: Annotated[int, Field(ge=1, le=90)] = 7
    archive_mb: Annotated[int, Field(ge=1, le=65_536)] = 2048
    loket_port: Annotated[int, Field(ge=1, le=65535)] = 8000
    loket_bind: Annotated[str, AfterValidator(_bind)] = ""
    loket_proxies: Annotated[str, AfterValidator(_proxies)] = "127.0.0.1,::1"
    web_processes: Annotated[int, Field(ge=1, le=64)] = 2
    web_threads: Annotated[int, Field(ge=1, le=64)] = 8
    db_pool_max: Annotated[int, Field(ge=2, le=200)] = 10

    @model_validator(mode="after")
    def _two_roles(self) -> "Env":
        """The second wall stands only when the application does not log in as the owner."""
        if self.database_owner_url and self._user(self.database_owner_url) == self._user(self.database_url):
            raise ValueError("DATABASE_OWNER_URL names the same role as DATABASE_URL")
        return self

    @model_validator(mode="after")
    def _whole_s3(self) -> "Env":
        """A store that is half named would keep papers on this machine's disk without anybody knowing."""
        secret = self.s3_secret_key.get_secret_value()
        needed = {"S3_BUCKET": self.s3_bucket, "S3_ACCESS_KEY": self.s3_access_key, "S3_SECRET_KEY": secret}
        missing = [name for name, value in needed.items() if not value]
        if (len(missing) < len(needed) and missing) or (missing and (self.s3_endpoint or self.s3_region)):
            raise ValueError(
                f"the S3 store is half set: {', '.join(missing)} missing (or leave all S3_… empty)"
            )
        return self

    @property
    def file_store(self) -> dict[str, Any]:
        """Where stored files lie, as Django's STORAGES takes it."""
        if not self.s3_bucket:
            return {"BACKEND": "django_tenants.files.storage.TenantFileSystemStorage"}
        options = {
            "bucket_name": self.s3_bucket,
            "access_key": self.s3_access_key,
            "secret_key": self.s3_secret_key.get_secret_value(),
            "endpoint_url": self.s3_endpoint or None,
            "region_name": self.s3_region or None,
        }
        return {"BACKEND": "offices.s3.OfficeS3Storage", "OPTIONS": options}

    @staticmethod
    def _user(url: str) -> str | None:
        return urlsplit(url).username

    @cached_property
    def base_hostname(self) -> str:
        """The base host without its port."""
        return self.base_host.split(":")[0]

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment before `<NAME>_FILE` before `var/run.env`."""
        return init_settings, env_settings, SecretFiles(settings_cls), dotenv_settings


def stop(lines: list[str]) -> NoReturn:
    """Print each line for the operator and end the process with code 2, without a traceback."""
    for line in lines:
        print(f"loket: {line}", file=sys.stderr)  # noqa: T201 - the operator's console
    raise SystemExit(BAD_ENVIRONMENT)


def complaints(error: ValidationError) -> list[str]:
    """One plain line for each bad variable; never the value, which may be a secret."""
    lines = []
    for item in error.errors(include_input=False, include_url=False):
        if not item["loc"]:
            lines.append(item["msg"].removeprefix("Value error, ") + ".")
            continue
        name = str(item["loc"][0])
        problem = "is missing" if item["type"] == "missing" else "is not usable"
        lines.append(f"{name.upper()} {problem}: {WANTS[name]}.")
    return lines


def load() -> Env:
    """Read and check the environment, or stop the process."""
    try:
        return Env(_env_file=Var(default_var()).run_env)  # type: ignore[call-arg]
    except ValidationError as error:
        stop(complaints(error))


env = load()
