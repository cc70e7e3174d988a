"""SMS by any gateway that takes one HTTP POST: which fields it wants is data.

Indonesian gateways differ in names only: a number as 08…, 62… or +62…, fields such as `to`/`nohp` and
`message`/`pesan`, keys as form fields or in a header, an answer with a field that says whether it was taken.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.posting import Result, post
from notifications.channels.base import (
    Accepted,
    Channel,
    Option,
    Outcome,
    Outgoing,
    Refused,
    unanswered,
)

FORMATS = (("62", "6281234567890"), ("0", "081234567890"), ("+62", "+6281234567890"))
BODIES = (("form", gettext_lazy("Formulir (form-urlencoded)")), ("json", "JSON"))
_YES = (("ya", gettext_lazy("Ya")), ("tidak", gettext_lazy("Tidak")))


def number_as(e164: str, style: str) -> str:
    """ "+6281234567890" as the gateway wants it."""
    digits = e164.lstrip("+")
    if style == "0" and digits.startswith("62"):
        return f"0{digits[2:]}"
    return e164 if style == "+62" else digits


def request_of(
    message: Outgoing, options: Mapping[str, Any], secrets: Mapping[str, str]
) -> tuple[bytes, dict[str, str]]:
    """Body and headers. `user_field` and `key_field` are sent when they are named; a header key always."""
    fields = {
        options["to_field"]: number_as(message.to, options.get("number_format", "62")),
        options["text_field"]: message.text,
        options.get("id_field", ""): message.key.hex,
        options.get("sender_field", ""): options.get("sender", ""),
        options.get("user_field", ""): options.get("user", ""),
        options.get("key_field", ""): secrets.get("key", ""),
    }
    fields = {name: value for name, value in fields.items() if name}
    as_json = options.get("body") == "json"
    headers = {
        "Content-Type": "application/json" if as_json else "application/x-www-form-urlencoded",
        "User-Agent": "Loket",
        "Idempotency-Key": message.key.hex,
    }
    if options.get("key_header"):
        headers[options["key_header"]] = f"{options.get('key_prefix', '')} {secrets.get('key', '')}".strip()
    body = json.dumps(fields, ensure_ascii=False) if as_json else urlencode(fields)
    return body.encode(), headers


def send(message: Outgoing, options: Mapping[str, Any], secrets: Mapping[str, str]) -> Outcome:
    """One SMS to the gateway."""
    body, headers = request_of(message, options, secrets)
    result = post(options["url"], body, headers)
    if (lost := unanswered(result)) is not None:
        return lost
    return read_answer(result, options)


def read_answer(result: Result, options: Mapping[str, Any]) -> Outcome:
    """Whether the gateway took it. Many answer 200 to everything and say no in a field."""
    told = _json(result.answer)
    said = value_at(told, options.get("status_path", ""))
    wanted = [word.strip() for word in options.get("good_values", "").split(",") if word.strip()]
    good = result.good and (not wanted or said in wanted)
    if not good:
        words = _("Gateway SMS menolak ({code}).").format(code=(said or str(result.status))[:60])
        return Refused(permanent=True, words=words)
    found = value_at(told, options.get("answer_id_path", ""))
    return Accepted(found[:200], reports=options.get("reports") == "ya" and bool(found))


def value_at(told: Any, path: str) -> str:
    """What stands at "messages.0.status"; "" when nothing does."""
    if not path:
        return ""
    for part in path.split("."):
        if isinstance(told, dict):
            told = told.get(part)
        elif isinstance(told, list) and part.isascii() and part.isdigit() and int(part) < len(told):
            told = told[int(part)]
        else:
            return ""
    return str(told) if isinstance(told, str | int) else ""


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return {}


CHANNEL = Channel(
    options=(
        Option("url", gettext_lazy("Alamat gateway"), gettext_lazy("https://… dari penyedia SMS.")),
        Option("body", gettext_lazy("Bentuk kiriman"), default="form", choices=BODIES),
        Option("to_field", gettext_lazy("Nama isian nomor tujuan"), "to, nohp, msisdn", default="to"),
        Option("number_format", gettext_lazy("Bentuk nomor"), default="62", choices=FORMATS),
        Option("text_field", gettext_lazy("Nama isian teks"), "message, pesan, text", default="message"),
        Option("id_field", gettext_lazy("Nama isian nomor pesan kita"), required=False),
        Option("user_field", gettext_lazy("Nama isian pengguna"), "userkey, username", required=False),
        Option("user", gettext_lazy("Pengguna"), required=False),
        Option("key_field", gettext_lazy("Nama isian kunci"), "passkey, password, api_key", required=False),
        Option("key_header", gettext_lazy("Atau nama header kunci"), "Authorization", required=False),
        Option("key_prefix", gettext_lazy("Awalan kunci di header"), "Bearer", required=False),
        Option("key", gettext_lazy("Kunci"), secret=True),
        Option("sender_field", gettext_lazy("Nama isian pengirim"), "from, sender", required=False),
        Option("sender", gettext_lazy("Nama pengirim (masking)"), required=False),
        Option(
            "status_path",
            gettext_lazy("Letak status pada jawaban"),
            gettext_lazy("Misalnya status atau messages.0.status; kosong: cukup kode HTTP."),
            required=False,
        ),
        Option(
            "good_values",
            gettext_lazy("Nilai status yang berarti diterima"),
            gettext_lazy("Dipisah koma, misalnya 0,1,OK."),
            required=False,
        ),
        Option("answer_id_path", gettext_lazy("Letak nomor pesan pada jawaban"), required=False),
        Option(
            "reports",
            gettext_lazy("Penyedia mengirim laporan sampai"),
            default="tidak",
            choices=_YES,
        ),
        Option(
            "report_secret",
            gettext_lazy("Kunci laporan (HMAC)"),
            gettext_lazy("Dengan ini laporan dari gateway diperiksa keasliannya."),
            secret=True,
            required=False,
        ),
        Option("report_id_path", gettext_lazy("Letak nomor pesan pada laporan"), required=False),
        Option("report_status_path", gettext_lazy("Letak status pada laporan"), required=False),
        Option(
            "report_delivered",
            gettext_lazy("Nilai yang berarti sampai"),
            required=False,
            default="DELIVERED,DELIVRD",
        ),
        Option(
            "report_failed",
            gettext_lazy("Nilai yang berarti gagal"),
            required=False,
            default="FAILED,UNDELIV,REJECTD,EXPIRED",
        ),
        Option(
            "in_from_path",
            gettext_lazy("Letak nomor pengirim pada SMS masuk"),
            gettext_lazy(
                "Bila gateway meneruskan SMS masuk ke alamat laporan: BERHENTI dari pemohon dipatuhi."
            ),
            required=False,
        ),
        Option("in_text_path", gettext_lazy("Letak isi pada SMS masuk"), required=False),
        Option(
            "in_time_path",
            gettext_lazy("Letak waktu pada SMS masuk"),
            gettext_lazy(
                "Detik sejak 1970, atau 2026-11-20T10:00:00+07:00. Tanpa waktu hanya BERHENTI dipatuhi."
            ),
            required=False,
        ),
        Option(
            "keeps_key",
            gettext_lazy("Gateway mengenali kiriman ulang dari nomor pesan kita"),
            gettext_lazy("Bila ya, pesan yang jawabannya hilang dikirim ulang dengan nomor yang sama."),
            default="tidak",
            choices=_YES,
        ),
    ),
    send=send,
)
