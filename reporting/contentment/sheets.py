"""A compilation on paper, as the kabupaten files it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from contentment import presenters
from contentment.compiling import Compiled
from documents.sheets import Letterhead
from satisfaction.sheets import SkmReportSheet
from surveys.index import INTERVAL_METHOD

KABUPATEN = Letterhead(
    government="PEMERINTAH KABUPATEN LUMAJANG", office="SEKRETARIAT DAERAH", parent="", emblem="neutral"
)
Part = dict[str, Any]


def report_sheet(found: Compiled, *, day: date) -> SkmReportSheet:
    """All offices in one span."""
    shown = presenters.page(found)
    return SkmReportSheet(
        letterhead=KABUPATEN,
        title="Kompilasi Survei Kepuasan Masyarakat",
        subtitle=shown["name"],
        dated=day,
        about=(("Kantor yang mengumumkan hasil", f"{shown['published']} dari {shown['offices']}"),),
        parts=tuple(_parts(shown)),
        footer="Disusun oleh Loket dari hasil yang ditandatangani pimpinan tiap kantor",
    )


def _parts(shown: dict[str, Any]) -> Iterator[Part]:
    yield {"kind": "lead", "items": _first(shown)}
    yield {"kind": "heading", "text": "Menurut kantor", "page": False}
    yield _table(
        [
            ("Kantor", 4, "left"),
            ("Responden", 1.4, "right"),
            ("Minimum", 1.3, "right"),
            ("IKM", 1.2, "right"),
            ("95%", 2.2, "left"),
            ("Mutu", 2.2, "left"),
            ("Peringkat", 1.3, "right"),
        ],
        [
            [
                one["name"],
                one["n"],
                one["needed"] if one["parts"] else "",
                one["ikm"] or "–",
                one["interval"],
                f"{one['letter']} ({one['quality']})" if one["letter"] else one["why"],
                str(one["rank"] or "–"),
            ]
            for one in shown["lines"]
        ],
    )
    if shown["elements"]:
        yield {"kind": "heading", "text": "Unsur, semua responden", "page": False}
        yield _table(
            [("Unsur", 5, "left"), ("NRR", 1, "right"), ("Nilai × 25", 1.3, "right"), ("Mutu", 2, "left")],
            [
                [one["name"], one["mean"], one["nik"], f"{one['letter']} ({one['quality']})"]
                for one in shown["elements"]
            ],
        )
    yield {"kind": "heading", "text": "Cara membaca", "page": False}
    yield {
        "kind": "points",
        "items": [
            "IKM kabupaten dihitung dari semua responden bersama, bukan rata-rata nilai kantor.",
            f"{INTERVAL_METHOD}.",
            "Minimum adalah jumlah responden menurut Krejcie dan Morgan untuk populasi kantor; di bawahnya "
            "nilai tidak disebut. Papan pimpinan memakai minimum 30 responden, karena menghitung bulan dan "
            "layanan, bukan periode survei.",
            f"Peringkat hanya bila bedanya bukan kebetulan (99,8%) dan responden sedikitnya "
            f"{shown['least_ranked']}; kantor yang tidak dapat dibedakan berbagi peringkat.",
        ],
    }


def _first(shown: dict[str, Any]) -> list[str]:
    whole = shown["whole"]
    if whole is None:
        return ["Belum ada kantor yang mengumumkan hasil untuk masa ini."]
    found = [
        f"IKM {shown['name']} dari {whole['n']} responden: {whole['ikm']}, mutu {whole['letter']} "
        f"({whole['quality']}); selang 95% {whole['interval']}.",
        f"Unsur terendah: {'; '.join(whole['weakest'])}.",
    ]
    if shown["missing"]:
        found.append(f"Belum mengumumkan: {', '.join(shown['missing'])}.")
    return found


def _table(columns: list[tuple[str, float, str]], rows: list[list[str]]) -> Part:
    return {
        "kind": "table",
        "columns": [{"title": title, "width": width, "align": align} for title, width, align in columns],
        "rows": rows,
        "whole": False,
    }
