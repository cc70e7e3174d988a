"""The report of a period as the parts of `report.typ`: introduction, method, figures, weakest elements, plan,
what came of the plan before. Indonesian, as the regulation's reports are."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from applications.compose import head_of, place_of
from applications.errors import CannotCompose
from applications.signing import SignerCard, expected_signer
from commons.indonesian import date_words
from documents.letterheads import letterhead_of
from documents.standard_print import printable_words
from offices.models import Office
from satisfaction import presenters
from satisfaction.facts import index_of
from satisfaction.models import Signature, Snapshot
from satisfaction.queries import Promise
from satisfaction.sheets import SkmReportSheet, digest_words, warning
from satisfaction.words import number

Part = dict[str, Any]
Facts = Mapping[str, Any]
WITHHELD = "tidak ditampilkan"


def report_sheet(
    office: Office,
    row: Snapshot,
    signature: Signature | None,
    *,
    plan: Sequence[Promise],
    before: tuple[str, Sequence[Promise]] | None,
    day: date,
) -> SkmReportSheet:
    """The whole report. `before`: the period before, by name, with its plan."""
    facts = dict(row.facts)
    return SkmReportSheet(
        letterhead=letterhead_of(office, emblem=True),
        title="Laporan Survei Kepuasan Masyarakat",
        subtitle=facts["period"]["name"],
        dated=signature.signed_on if signature else day,
        about=(
            ("Unit pelayanan", str(office)),
            ("Waktu survei", facts["period"]["days"]),
            ("Revisi", f"{row.revision:02d}"),
        ),
        parts=(
            *_parts(facts, row, plan=plan, before=before, day=day),
            _signed(office, signature, day),
        ),
        footer=f"SHA-256 hasil: {digest_words(row.digest)}",
    )


def _parts(
    facts: Facts,
    row: Snapshot,
    *,
    plan: Sequence[Promise],
    before: tuple[str, Sequence[Promise]] | None,
    day: date,
) -> Iterator[Part]:
    top = presenters.summary(facts)
    yield _lead(_first(facts, top, row))
    yield _tiles(top)
    yield from _introduction(facts)
    yield from _method(facts, top)
    yield from _figures(facts, top)
    yield from _weakest(facts, top)
    yield _heading("V. Rencana tindak lanjut")
    yield from _plan(plan, day, "Rencana tindak lanjut belum disusun.")
    yield _heading("VI. Tindak lanjut periode sebelumnya")
    if before is None:
        yield _text("Belum ada periode sebelumnya di Loket.")
    else:
        yield _text(before[0])
        yield from _plan(before[1], day, "Periode itu tidak mempunyai rencana tindak lanjut.")


def _first(facts: Facts, top: Mapping[str, Any], row: Snapshot) -> list[str]:
    found = [
        f"Indeks Kepuasan Masyarakat (IKM) {facts['period']['name']}: {top['ikm']}, mutu pelayanan "
        f"{top['letter']} ({top['quality']}), dari {top['n']} responden.",
        f"Unsur dengan nilai terendah: {'; '.join(top['weakest'])}.",
    ]
    if told := warning(top):
        found.append(told)
    if row.revision:
        found.append(f"Koreksi revisi {row.revision:02d}: {printable_words(row.reason)}")
    return found


def _introduction(facts: Facts) -> Iterator[Part]:
    yield _heading("I. Pendahuluan")
    yield _text(
        "Survei Kepuasan Masyarakat dilaksanakan menurut Peraturan Menteri PANRB Nomor 14 Tahun 2017 untuk "
        "mengukur kepuasan masyarakat atas pelayanan kantor ini dan memperbaiki unsur yang masih lemah."
    )
    yield _text(
        f"Survei berlangsung {facts['period']['days']} untuk {len(facts['services'])} jenis pelayanan. "
        "Responden tidak menyebut nama atau NIK; jawaban tidak dapat dihubungkan dengan berkas."
    )


def _method(facts: Facts, top: Mapping[str, Any]) -> Iterator[Part]:
    yield _heading("II. Metode")
    yield _points(
        [
            "Kuesioner sembilan unsur; setiap jawaban bernilai 1 sampai 4, dan kesembilannya wajib dijawab.",
            f"Populasi {top['population']} pengguna layanan; jumlah minimum responden menurut Krejcie dan "
            f"Morgan {top['needed']} (X² = 3,841; P = 0,5; d = 0,05; dibulatkan).",
            "Responden diundang secara acak setelah penyerahan; benih undian diumumkan sebelum periode "
            "dimulai dan dibuka setelah periode ditutup.",
            "NRR unsur = jumlah nilai ÷ jumlah formulir. NRR tertimbang = NRR × 1/9 (tepat, tidak "
            "dibulatkan). IKM = jumlah NRR tertimbang × 25, dibulatkan dua angka; mutu ditetapkan dari nilai "
            "yang sudah dibulatkan: A 88,31–100; B 76,61–88,30; C 65,00–76,60; D 25,00–64,99.",
            f"{facts['method']}.",
            f"Pembanding: dengan bobot 0,11 nilai ini {top['printed']}, dengan bobot 0,111 {top['longer']}.",
        ]
    )


def _figures(facts: Facts, top: Mapping[str, Any]) -> Iterator[Part]:
    yield _heading("III. Hasil")
    yield _text("Tabel olah data (seluruh formulir: berkas XLSX).", keep=True)
    rows = [
        [row.label, row.name, row.total, row.mean, row.weighted, row.nik, f"{row.letter} ({row.quality})"]
        for row in presenters.element_rows(facts)
    ]
    rows.append(
        ["", "Jumlah", "", "", number(top["value"]), top["ikm"], f"{top['letter']} ({top['quality']})"]
    )
    yield _table(
        [
            ("Unsur", 1, "left"),
            ("Nama", 5, "left"),
            ("Jumlah nilai", 1.6, "right"),
            ("NRR", 1.3, "right"),
            ("NRR tertimbang", 1.8, "right"),
            ("Nilai × 25", 1.5, "right"),
            ("Mutu", 2.4, "left"),
        ],
        rows,
        whole=True,
    )
    yield from _services(facts)
    yield from _people(facts)
    yield from _odd(facts)
    yield from _coins(facts)


def _services(facts: Facts) -> Iterator[Part]:
    yield _text("Menurut jenis pelayanan. Kelompok kurang dari lima formulir tidak ditampilkan.", keep=True)
    columns = [
        ("Jenis pelayanan", 5, "left"),
        ("Populasi", 1.3, "right"),
        ("Responden", 1.5, "right"),
        ("IKM", 1.3, "right"),
        ("Mutu", 2, "left"),
    ]
    yield _table(
        columns,
        [
            [
                printable_words(one["name"]),
                one["population"],
                WITHHELD if one["withheld"] else one["n"] or "0",
                one["ikm"],
                f"{one['letter']} ({one['quality']})" if one["letter"] else "",
            ]
            for one in presenters.service_rows(facts)
        ],
    )


def _people(facts: Facts) -> Iterator[Part]:
    rows = [
        [printable_words(one["name"]), "; ".join(map(_answered, one["answers"]))]
        for one in (*presenters.people_rows(facts), *presenters.extra_rows(facts))
        if one["answers"]
    ]
    yield _text("Responden, dan pertanyaan tambahan kantor bila ada (di luar IKM).", keep=True)
    yield _table([("Ditanya", 1, "left"), ("Dijawab", 4, "left")], rows)


def _answered(answer: Mapping[str, Any]) -> str:
    told = WITHHELD if answer["withheld"] else f"{answer['n']} ({answer['share']})"
    return f"{printable_words(answer['words'])} {told}"


def _odd(facts: Facts) -> Iterator[Part]:
    out = presenters.left_out(facts)
    if not out["n"] and not out["decisions"]:
        return
    if out["ikm"]:
        both = f"Bila dihitung juga, IKM {out['ikm']} ({out['mutu']}) dari {out['with_n']} formulir."
    elif out["n"]:
        both = (
            f"Bila dihitung juga, mutunya {out['mutu']}; angkanya tidak ditampilkan karena terlalu sedikit."
        )
    else:
        both = ""
    yield _text(f"Formulir yang dikecualikan dengan alasan: {out['n']}. {both}".strip())
    yield _points([_decision(one) for one in out["decisions"]])


def _decision(one: Mapping[str, Any]) -> str:
    done = "dikecualikan" if one["excluded"] else "tetap dihitung"
    return f"{one['words']}: {one['count']} formulir {done}, {printable_words(one['reason'])}"


def _coins(facts: Facts) -> Iterator[Part]:
    found = presenters.coins(facts)
    if found is None:
        return
    cups = "; ".join(f"{name} {n} ({share})" for name, n, share in found["cups"])
    yield _text(f"Koin kepuasan (di luar IKM), {found['days']} hari dihitung dua orang: {cups}.")


def _weakest(facts: Facts, top: Mapping[str, Any]) -> Iterator[Part]:
    yield _heading("IV. Analisa unsur terendah")
    rows = {row.key: row for row in presenters.element_rows(facts)}
    weak = [rows[one.key] for one in index_of(facts).weakest]
    yield _points(
        [f"{row.name} ({row.label}): NRR {row.mean}, nilai {row.nik}, mutu {row.letter}." for row in weak]
    )
    if top["tied"]:
        yield _text("Unsur ketiga terendah lebih dari satu dengan nilai yang sama; semuanya disebut.")


def _plan(plan: Sequence[Promise], day: date, nothing: str) -> Iterator[Part]:
    if not plan:
        yield _text(nothing)
        return
    yield _table(
        [
            ("Unsur", 2.2, "left"),
            ("Tindakan", 4, "left"),
            ("Penanggung jawab", 2.2, "left"),
            ("Tenggat", 1.6, "left"),
            ("Keadaan", 3, "left"),
        ],
        [
            [
                row["element"],
                printable_words(row["action"]),
                printable_words(row["owner"]),
                row["due"],
                printable_words(": ".join(filter(None, (str(row["state"]), row["last"])))),
            ]
            for row in presenters.plan_rows(plan, day=day)
        ],
    )


def _signed(office: Office, signature: Signature | None, day: date) -> Part:
    """Place, post, name and NIP: of who signed, or else of the leader who is to sign."""
    post, name, nip = head_of(office), "", ""
    if signature is not None:
        post, name, nip = signature.signer_title, signature.signer_name, signature.signer_nip
    elif (leader := _leader(office, day)) is not None:
        post, name, nip = leader.title or post, leader.name, leader.nip
    return {
        "kind": "signed",
        "place": printable_words(place_of(office)),
        "dated": date_words(signature.signed_on) if signature else "",
        "title": printable_words(post),
        "name": printable_words(name),
        "nip": nip,
    }


def _leader(office: Office, day: date) -> SignerCard | None:
    try:
        return expected_signer(office.id, on=day)
    except CannotCompose:
        return None


def _tiles(top: Mapping[str, Any]) -> Part:
    return {
        "kind": "tiles",
        "rows": [
            ["Nilai IKM", top["ikm"], f"95%: {top['interval']}" if top["interval"] else "", ""],
            ["Mutu pelayanan", f"{top['letter']} ({top['quality']})", "", ""],
            ["Responden", top["n"], f"minimum {top['needed']}", ""],
            ["Populasi", top["population"], "pengguna layanan", ""],
        ],
    }


def _heading(text: str) -> Part:
    return {"kind": "heading", "text": text, "page": False}


def _lead(items: Sequence[str]) -> Part:
    return {"kind": "lead", "items": list(items)}


def _text(words: str, *, keep: bool = False) -> Part:
    return {"kind": "text", "text": words, "small": False, "keep": keep}


def _points(items: Sequence[str]) -> Part:
    return {"kind": "points", "items": list(items)}


def _table(
    columns: Sequence[tuple[str, float, str]], rows: Sequence[Sequence[str]], *, whole: bool = False
) -> Part:
    """`whole`: kept on one page."""
    return {
        "kind": "table",
        "columns": [{"title": title, "width": width, "align": align} for title, width, align in columns],
        "rows": [list(row) for row in rows],
        "whole": whole,
    }
