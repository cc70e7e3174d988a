"""Errors of the API as problem details (RFC 9457): in Indonesian, without stack and without foreign data."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from psycopg_pool import PoolTimeout
from redis.exceptions import ConnectionError as CacheDown
from redis.exceptions import TimeoutError as CacheSlow
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from commons.errors import DomainError

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
UNAVAILABLE = (OperationalError, InterfaceError, PoolTimeout, CacheDown, CacheSlow)

# What a rule's refusal means in HTTP: these codes, then the beginnings and endings below. All else is 409:
# the request is well formed, but the thing is in another state than it needs.
STATUS: dict[str, int] = {
    "forbidden": 403,
    "locked_out": 429,
    "no_agency": 400,
    "no_assignment": 403,
    "no_authority": 403,
    "no_key": 500,
    "no_office": 404,
    "service_without_queue": 400,
    "service_unknown": 400,
    "not_earlier": 400,
    "not_yours": 403,
    "unknown_master_key": 500,
    "unreadable": 500,
    "wrong_role": 403,
}
NOT_FOUND = "not_found"
BAD_INPUT = ("bad_", "control_", "intake_", "invalid", "needs_", "text_", "unknown_", "weak_")

# Facts of a refusal that a caller may see. Whatever else a rule noted stays in the log.
SHOWN = frozenset(
    {
        "at", "by", "called_by", "character", "counter", "event", "expected_event", "field", "length",
        "limit", "missing", "moved_at", "moved_by", "phase", "step", "until",
    }
)  # fmt: skip


def titles() -> dict[int, str]:
    """A short sentence per status, the same each time it occurs."""
    return {
        400: _("Isian tidak benar"),
        401: _("Belum masuk"),
        403: _("Tidak berwenang"),
        404: _("Tidak ditemukan"),
        405: _("Cara meminta ini tidak didukung"),
        406: _("Bentuk jawaban ini tidak didukung"),
        409: _("Keadaannya sudah berubah"),
        413: _("Terlalu besar"),
        415: _("Bentuk kiriman ini tidak didukung"),
        429: _("Terlalu banyak permintaan"),
        500: _("Ada kesalahan di sistem"),
        503: _("Sistem sedang tidak dapat dihubungi"),
    }


def problem(
    code: str, detail: str, http_status: int, *, instance: str = "", extra: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The members of one problem. `code` is stable and meant for programs."""
    body: dict[str, Any] = {
        "type": f"urn:loket:problem:{code}",
        "title": titles().get(http_status, _("Permintaan ditolak")),
        "status": http_status,
        "code": code,
        "detail": detail,
    }
    if instance:
        body["instance"] = instance
    return {**(extra or {}), **body}


def handler(error: Exception, context: Mapping[str, Any]) -> Response:
    """DRF's exception handler: every error of an API view becomes a problem, also those nobody foresaw."""
    request = context.get("request")
    path = request.path if request is not None else ""
    set_rollback()
    body, headers = _describe(error, path)
    if body["status"] == status.HTTP_500_INTERNAL_SERVER_ERROR:
        logger.error("an API view failed: %s", path, exc_info=error)
        # As Django does for a view that raises: error reporters and the test client listen to it.
        got_request_exception.send(sender=handler, request=getattr(request, "_request", None))
    return Response(body, status=body["status"], headers=headers, content_type=CONTENT_TYPE)


def _describe(error: Exception, path: str) -> tuple[dict[str, Any], dict[str, str]]:
    if isinstance(error, DomainError):
        return of_domain_error(error, path), {}
    if isinstance(error, exceptions.ValidationError):
        return _invalid(list(_flat(error.detail, "")), path), {}
    if isinstance(error, exceptions.APIException):
        return _of_api_exception(error, path)
    return _of_other(error, path)


def _of_other(error: Exception, path: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Django's own exceptions, servers that do not answer, and what nobody foresaw."""
    if isinstance(error, Http404):
        return problem("not_found", _("Yang Anda minta tidak ada di kantor ini."), 404, instance=path), {}
    if isinstance(error, PermissionDenied):
        text = str(error) or _("Peran Anda di kantor ini tidak mencakup tindakan ini.")
        return problem("forbidden", text, 403, instance=path), {}
    if isinstance(error, DjangoValidationError):
        errors = [{"pointer": "", "code": "invalid", "detail": text} for text in error.messages]
        return _invalid(errors, path), {}
    if isinstance(error, UNAVAILABLE):
        logger.warning("a server did not answer: %s", path, exc_info=error)
        # The answer to a commit may be what was lost, so nothing is said about it here.
        text = _("Sistem sedang dinyalakan ulang. Coba lagi sebentar lagi, dengan idempotency_key yang sama.")
        return problem("unavailable", text, 503, instance=path), {"Retry-After": "5"}
    text = _("Terjadi kesalahan yang tidak terduga. Tidak ada yang disimpan. Admin sudah diberi tahu.")
    return problem("internal", text, 500, instance=path), {}


def of_domain_error(error: DomainError, path: str = "") -> dict[str, Any]:
    """A rule's refusal as a problem: its own sentence, and the facts a caller may see."""
    extra = {key: _plain(value) for key, value in error.context.items() if key in SHOWN}
    for name in ("errors", "warnings"):
        if found := getattr(error, name, None):
            extra[name] = list(_findings(found))
    return problem(error.code, str(error.message), http_status_of(error), instance=path, extra=extra)


def http_status_of(error: DomainError) -> int:
    """The HTTP status of a rule's refusal."""
    if error.code in STATUS:
        return STATUS[error.code]
    if error.code.endswith(NOT_FOUND):
        return 404
    return 400 if error.code.startswith(BAD_INPUT) else 409


def _findings(found: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Findings (code and message) by the dotted path of their field, as a list with JSON pointers."""
    for path, value in found.items():
        pointer = "".join(f"/{_escaped(part)}" for part in path.split(".")) if path else ""
        for finding in value if isinstance(value, list | tuple) else (value,):
            yield {"pointer": pointer, "code": str(finding.code), "detail": str(finding.message)}


def _of_api_exception(error: exceptions.APIException, path: str) -> tuple[dict[str, Any], dict[str, str]]:
    detail = error.detail
    code = detail.code if isinstance(detail, exceptions.ErrorDetail) else error.default_code
    headers: dict[str, str] = {}
    if header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return problem(str(code), str(detail), error.status_code, instance=path), headers


def _invalid(errors: list[dict[str, str]], path: str) -> dict[str, Any]:
    text = _("Ada isian yang perlu dibetulkan. Tidak ada yang disimpan.")
    return problem("invalid", text, 400, instance=path, extra={"errors": errors})


def _flat(detail: Any, pointer: str) -> Iterator[dict[str, str]]:
    """Nested errors of serializers as one list, each with a JSON pointer to what it is about."""
    if isinstance(detail, Mapping):
        for key, value in detail.items():
            inner = pointer if key == "non_field_errors" else f"{pointer}/{_escaped(str(key))}"
            yield from _flat(value, inner)
    elif isinstance(detail, Sequence) and not isinstance(detail, str):
        leaves = all(isinstance(item, str) for item in detail)
        for number, item in enumerate(detail):
            yield from _flat(item, pointer if leaves else f"{pointer}/{number}")
    else:
        yield {"pointer": pointer, "code": str(getattr(detail, "code", "invalid")), "detail": str(detail)}


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _plain(value: Any) -> Any:
    """A fact of a refusal as JSON."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value)


def api_not_found(request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
    """For addresses below /api/ that nothing answers."""
    body = problem("not_found", _("Alamat API ini tidak ada."), 404, instance=request.path)
    return JsonResponse(body, status=404, content_type=CONTENT_TYPE)
