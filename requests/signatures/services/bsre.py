"""BSrE (Balai Besar Sertifikasi Elektronik, BSSN), API version 2, as its public clients use it.

POST /api/v2/sign/pdf with {nik, passphrase | totp, signatureProperties, file: [base64]} answers {time, file}.
The letter's look is drawn before (ADR 34), so the signature is INVISIBLE there. Status and code requests are
harmless and may be repeated; signing is called once and never again by itself.
"""

import base64
import binascii
import json
import re
from dataclasses import dataclass, field
from typing import Any

from signatures.services.port import Answer, Declined, Lost, Order, Secret, Signed
from signatures.services.transport import Answered, Door, NoAnswer, NotSent, call
from signatures.workflow import Code

SIGN = "/api/v2/sign/pdf"
STATUS = "/api/v2/user/check/status"
TOTP = "/api/v2/sign/get/totp"
VERIFY = "/api/v2/verify/pdf"
DOWNLOAD = "/api/sign/download/"
# status_code of an answer that says no; all others are said in the service's own words.
CODES = {
    "2011": Code.NOT_REGISTERED,
    "2021": Code.NO_CERTIFICATE,
    "2031": Code.WRONG_SECRET,
}
LONGEST_ANSWER = 200
_FIGURES = re.compile(r"\d{6,}")


@dataclass(frozen=True)
class BsreService:
    """One signer at BSrE."""

    door: Door
    nik: str = field(repr=False)

    def sign(self, order: Order, secret: Secret) -> Answer:
        """Ask for the signature, once."""
        look = {"tampilan": "INVISIBLE", "reason": order.reason, "location": order.where}
        body = {
            "nik": self.nik,
            secret.kind: secret.value,
            "signatureProperties": [look],
            "file": [base64.b64encode(order.pdf).decode()],
        }
        try:
            answer = call(self.door, "POST", SIGN, json=body)
        except NotSent:
            return Declined(Code.UNREACHABLE)
        except NoAnswer as error:
            return Lost(Code.TIMEOUT if error.late else Code.BAD_ANSWER, remote_id=error.remote_id)
        return _signed(answer, secret)

    def ask(self, remote_id: str) -> Answer:
        """Fetch what was signed by the number that its answer carried; without one nothing can be asked."""
        if not remote_id:
            return Lost(Code.TIMEOUT)
        try:
            answer = call(self.door, "GET", DOWNLOAD + remote_id)
        except (NotSent, NoAnswer):
            return Lost(Code.UNREACHABLE, remote_id=remote_id)
        if answer.status == 404:
            return Declined(Code.NOT_SIGNED)
        if answer.status == 200 and answer.body.startswith(b"%PDF-"):
            return Signed(answer.body, remote_id)
        return Lost(Code.BAD_ANSWER, remote_id=remote_id)

    def vouches(self, pdf: bytes) -> bool:
        """Whether BSrE's own check says VALID; for a deployment that was not given BSrE's root."""
        try:
            answer = call(self.door, "POST", VERIFY, json={"file": base64.b64encode(pdf).decode()})
        except (NotSent, NoAnswer):
            return False
        found = _json(answer)
        return answer.status == 200 and str(found.get("conclusion") or found.get("status")) == "VALID"

    def status(self) -> Code | None:
        """Whether this NIK can sign there now: None when it can."""
        try:
            found = _json(call(self.door, "POST", STATUS, json={"nik": self.nik}))
        except (NotSent, NoAnswer):
            return Code.UNREACHABLE
        if str(found.get("status", "")).upper() == "ISSUE":
            return None
        return CODES.get(_code(found), Code.NO_CERTIFICATE)

    def send_totp(self) -> bool:
        """Let BSrE send the signer a one-time code; whether it says so."""
        try:
            return call(self.door, "POST", TOTP, json={"nik": self.nik, "data": 1}).status == 200
        except (NotSent, NoAnswer):
            return False


def _signed(answer: Answered, secret: Secret) -> Answer:
    found = _json(answer)
    if answer.status == 200:
        content = _file(found)
        if content is None:
            return Lost(Code.BAD_ANSWER, remote_id=answer.remote_id)
        return Signed(content, answer.remote_id)
    words = _words(found, secret)
    code = CODES.get(_code(found))
    if code is None and "passphrase" in words.casefold():
        code = Code.WRONG_SECRET
    if code is not None:
        return Declined(code, words)
    if answer.status in {401, 403}:
        return Declined(Code.NOT_ALLOWED, words)
    if 400 <= answer.status < 500 and answer.status not in {408, 425, 429}:
        return Declined(Code.DECLINED, words)
    # A redirect, an error of the server: what was done before it is not known.
    return Lost(Code.FAILED, words, answer.remote_id)


def _json(answer: Answered) -> dict[str, Any]:
    try:
        found = json.loads(answer.body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _file(found: dict[str, Any]) -> bytes | None:
    files = found.get("file")
    if not isinstance(files, list) or len(files) != 1 or not isinstance(files[0], str):
        return None
    try:
        return base64.b64decode(files[0], validate=True)
    except binascii.Error:
        return None


def _code(found: dict[str, Any]) -> str:
    return str(found.get("status_code") or found.get("code") or "")


def _words(found: dict[str, Any], secret: Secret) -> str:
    """What the service says, without the signer's numbers and secret, whatever it repeats of them."""
    said = str(found.get("message") or found.get("error") or "")
    if secret.value:
        said = said.replace(secret.value, "…")
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in said).split())
    return _FIGURES.sub("…", plain)[:LONGEST_ANSWER]
