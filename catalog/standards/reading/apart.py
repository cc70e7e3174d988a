"""Read an upload in a process of its own: what hangs, swells or crashes it harms no request."""

import json
import subprocess
import sys
from pathlib import PurePath
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from standards.reading.__main__ import REFUSED
from standards.reading.files import KINDS, too_large, unknown_kind
from standards.reading.refusals import MOST_BYTES, Unreadable

SECONDS = 25  # below the time limit of a request
LONGEST_REASON = 500


def drafts_of_upload(name: str, content: bytes) -> list[dict[str, Any]]:
    """The drafts of a file, as `drafts_of`. Raises `Unreadable`. Nothing of it stays on the disk."""
    kind = PurePath(name).suffix.lower()
    if kind not in KINDS:
        raise unknown_kind(kind[:12])
    if len(content) > MOST_BYTES:
        raise too_large()
    with TemporaryDirectory(prefix="loket-") as folder:
        path = PurePath(folder) / f"berkas{kind}"
        with open(path, "xb") as file:
            file.write(content)
        done = _run(str(path))
    if done.returncode == REFUSED:
        raise Unreadable(done.stderr.decode()[:LONGEST_REASON])
    if done.returncode != 0:
        raise Unreadable(
            _(
                "Berkas ini tidak dapat dibaca. Tidak ada yang disimpan. Simpan ulang sebagai .docx, lalu "
                "coba lagi."
            )
        )
    drafts: list[dict[str, Any]] = json.loads(done.stdout)
    return drafts


def _run(path: str) -> subprocess.CompletedProcess[bytes]:
    locales = [str(each) for each in settings.LOCALE_PATHS]
    command = [sys.executable, "-P", "-m", "standards.reading", path, get_language() or "id", *locales]
    try:
        return subprocess.run(  # noqa: S603 - our own module, on a file with a name of ours
            command, capture_output=True, timeout=SECONDS, check=False, env={"PYTHONUTF8": "1"}
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            _(
                "Berkas ini terlalu lama dibaca. Tidak ada yang disimpan. Pisahkan per layanan atau simpan "
                "ulang sebagai .docx, lalu coba lagi."
            )
        ) from error
