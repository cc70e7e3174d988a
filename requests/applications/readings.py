"""What an office's archive keeps of its attachments for people: each under its file's number."""

from collections.abc import Iterator

from applications.models import ActingSigner, File
from applications.presenters_papers import file_name
from attachments import queries as attachments
from attachments.models import Attachment, State
from attachments.refusals import UploadRefused
from offices.archiving import register_reading
from offices.models import Office

MISSING = "lampiran/TIDAK-TERBACA.txt"


def papers(_office: Office) -> Iterator[tuple[str, bytes]]:
    """Photographs, scans and signatures, opened. What the store does not give is named."""
    numbers = dict(File.objects.values_list("id", "receipt_number"))
    numbers |= dict(ActingSigner.objects.values_list("id", "order_number"))
    missing = []
    rows = Attachment.objects.filter(file_id__isnull=False, state=State.KEPT).defer("thumb").order_by("id")
    for row in rows.iterator(chunk_size=50):
        assert row.file_id is not None
        name = file_name(row.kind, numbers.get(row.file_id, ""), row.id, row.content_type)
        try:
            yield f"lampiran/{row.added_at:%Y}/{name}", attachments.content(row)
        except UploadRefused:
            missing.append(name)
    if missing:
        yield MISSING, "\n".join(missing).encode()


def register() -> None:
    """Make them part of every archive."""
    register_reading("attachments", papers)
