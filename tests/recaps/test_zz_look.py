from pathlib import Path
import pytest
from tests.recaps.test_recaps import *
from tests.recaps.test_recaps import THIRD, Round, line
from tests.suggestionbox.round import Box
from datetime import date
from offices.scope import office_scope
from suggestionbox.sheet import pdf_of
from suggestionbox import operations as bops, operations_slips
from suggestionbox.operations_slips import NewSlip
from suggestionbox.handing import Words

OUT = Path("/tmp/boxpdf")
OUT.mkdir(exist_ok=True)


def test_look(recap, complaints, clock):
    complaints.extend(
        [
            line(
                n,
                service="KTP-el" if n % 2 else "Surat Keterangan Tidak Mampu",
                kind="Aspirasi" if n % 3 else "Pengaduan",
            )
            for n in range(4, 14)
        ]
    )
    recap.do(operations.draft, "information")
    ps = [
        PROMISE,
        NewPromise(
            topic="Kursi tunggu",
            words="Menyediakan 10 kursi tunggu tambahan dan satu jalur untuk kursi roda di depan loket",
            owner="Joko Santoso",
            due=date(2026, 11, 30),
        ),
        NewPromise(
            topic="Parkir",
            words="Memasang lampu di tempat parkir motor",
            owner="Sekretaris",
            due=date(2026, 12, 15),
        ),
    ]
    recap.do(operations.complete, "section_head", analysis=ANALYSIS, promises=ps)
    recap.do(operations.approve, "head")
    recap.do(operations.publish, "section_head")
    s = recap.site
    (OUT / "a3.pdf").write_bytes(s.stranger().get(url("recap_poster", THIRD.key, "a3")).content)
    (OUT / "a4.pdf").write_bytes(s.stranger().get(url("recap_poster", THIRD.key, "a4")).content)
    (OUT / "recap.pdf").write_bytes(s.at("head").get(url("recap_pdf", THIRD.key)).content)
    clock.set("2026-11-20 16:05")
    b = Box(s)
    op = b.open(found=3)
    b.slip(op)
    b.do(
        operations_slips.add_slip,
        opening_id=op.id,
        new=NewSlip(
            serial=3, gap="Kertas nomor 2 rusak", words=Words(kind="COMPLAINT", text="Loket tutup lebih awal")
        ),
    )
    b.do(operations_slips.add_slip, opening_id=op.id, new=NewSlip(unreadable="Tinta luntur kena hujan"))
    b.witness(op, "counter")
    b.do(bops.add_visitor, opening_id=op.id, name="Bu Tumini Sukosari")
    b.close(op)
    (OUT / "ba.pdf").write_bytes(s.at("secretary").get(url("box_record", op.id)).content)
    clock.set("2026-11-23 16:00")
    op = b.whole_day(date(2026, 11, 23))
    (OUT / "kosong.pdf").write_bytes(s.at("operator").get(url("box_record", op.id)).content)
