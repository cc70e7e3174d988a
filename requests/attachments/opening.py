"""Open an upload apart from this process: what hangs, swells or crashes there harms no request."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from attachments.reading.__main__ import REFUSED
from attachments.refusals import MOST_BYTES, WORDS, UploadRefused
from attachments.sniffing import Type, type_of

SECONDS = 25  # below the time limit of a request


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An upload as it is kept: a picture or PDF made anew, or a PDF as sent. `thumb` is a small JPEG."""

    content: bytes
    content_type: str
    pages: int
    thumb: bytes


def opened(content: bytes, *, signature: bool = False, anew: bool = False) -> Opened:
    """Look at the bytes, then open them in a process of its own; nothing stays on disk. `anew`: a PDF is
    drawn page by page, as a picture always is, so that nothing hidden in it is kept.

    Raises `UploadRefused`.
    """
    if len(content) > MOST_BYTES:
        raise UploadRefused("too_large")
    kind = "pdf" if type_of(content) is Type.PDF else "signature" if signature else "picture"
    if signature and kind == "pdf":
        raise UploadRefused("unknown", kind="PDF")
    if anew and kind == "pdf":
        kind = "drawn"
    with TemporaryDirectory(prefix="loket-") as place:
        folder = Path(place)
        file = folder / "sent"
        file.write_bytes(content)
        found = _asked(kind, file, folder)
        kept = content if kind == "pdf" else (folder / "content").read_bytes()
        return Opened(
            content=kept,
            content_type=str(found["type"]),
            pages=int(found["pages"]),
            thumb=(folder / "thumb").read_bytes(),
        )


@dataclass(frozen=True)
class Seen:
    """An upload that was opened before something else was saved, to be kept after it: as sent, as found."""

    sent: bytes
    shown: Opened


def seen(content: bytes) -> Seen:
    """Open it now, so that it need not be opened again to be kept. Raises `UploadRefused`."""
    return Seen(content, opened(content))


def _asked(kind: str, file: Path, folder: Path) -> dict[str, str | int]:
    command = [sys.executable, "-P", "-m", "attachments.reading", kind, str(file), str(folder)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, on a file with a name of ours
            command, capture_output=True, timeout=SECONDS, check=False, env={"PYTHONUTF8": "1"}
        )
    except subprocess.TimeoutExpired as error:
        raise UploadRefused("too_slow") from error
    if done.returncode not in {0, REFUSED}:
        raise UploadRefused("damaged")
    said: dict[str, str | int] = json.loads(done.stdout)
    if done.returncode == REFUSED:
        code = str(said["refused"])
        raise UploadRefused(code if code in WORDS else "damaged")
    return said
