"""Look at an uploaded PDF in a process of its own: what hangs, swells or crashes it harms no request."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from signatures.examining.__main__ import REFUSED
from signatures.mark import Mark

SECONDS = 20
MOST_BYTES = 10 * 1024 * 1024


class CannotExamine(DomainError):
    """The upload is no PDF that can be looked at; nothing of it was kept."""


@dataclass(frozen=True)
class Examined:
    """What stands in a PDF: its signatures, and the codes of letters it prints."""

    marks: tuple[Mark, ...]
    codes: tuple[str, ...]


def examine(content: bytes, *, now: datetime) -> Examined:
    """The signatures and codes of a PDF. Raises `CannotExamine`. Nothing of it stays on the disk."""
    if len(content) > MOST_BYTES:
        raise CannotExamine("pdf_size", _("Berkas ini lebih dari 10 MB. Tidak ada yang disimpan."))
    if b"%PDF-" not in content[:1024]:
        raise CannotExamine("pdf_kind", _("Berkas ini bukan PDF. Tidak ada yang disimpan."))
    with TemporaryDirectory(prefix="loket-") as folder:
        path = PurePath(folder) / "surat.pdf"
        with open(path, "xb") as file:
            file.write(content)
        done = _run(str(path), now)
    if done.returncode == REFUSED and done.stderr == b"encrypted":
        raise CannotExamine(
            "pdf_encrypted", _("PDF ini dikunci dengan kata sandi, jadi tidak dapat diperiksa.")
        )
    if done.returncode != 0:
        raise CannotExamine(
            "pdf_unreadable", _("PDF ini rusak atau tidak dapat dibaca. Tidak ada yang disimpan.")
        )
    found = json.loads(done.stdout)
    return Examined(tuple(_mark(each) for each in found["marks"]), tuple(found["codes"]))


def _mark(plain: dict[str, Any]) -> Mark:
    times = {name: datetime.fromisoformat(plain[name]) for name in ("at", "revoked_at") if plain[name]}
    return Mark(**{**plain, **times})


def _run(path: str, now: datetime) -> subprocess.CompletedProcess[bytes]:
    known = [str(settings.SIGNING_ROOTS), str(settings.SIGNING_CRLS)]
    command = [sys.executable, "-P", "-m", "signatures.examining", path, *known, now.isoformat()]
    try:
        return subprocess.run(  # noqa: S603 - our own module, on a file with a name of ours
            command, capture_output=True, timeout=SECONDS, check=False, env={"PYTHONUTF8": "1"}
        )
    except subprocess.TimeoutExpired as error:
        raise CannotExamine(
            "pdf_slow", _("PDF ini terlalu lama diperiksa, jadi dihentikan. Tidak ada yang disimpan.")
        ) from error
