"""The structured values of the five standards say what their words say."""

import json
from datetime import date
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from commons.phones import parse_phone
from regulations.citations import InstrumentKind
from standards.catalogue import BadDataFile, document_of, load_documents, read_document
from standards.components import Component
from standards.document import StandardDocument
from standards.vocabulary import (
    OFFICIAL_NAMES,
    ChannelKind,
    ComponentKey,
    Issuer,
    Lookup,
    PaperKind,
    RoleCode,
    StepKind,
    TimeCondition,
    TimeUnit,
)

K = StepKind
SKTM = document_of("kec-lumajang", "sktm")
KP4 = document_of("kec-lumajang", "kp4")
KTP = document_of("kec-lumajang", "ktp-el")
DTSEN = document_of("kel-tompokersan", "dtsen")
JATIROTO = document_of("kec-jatiroto", "sktm-rekomendasi")
ALL = load_documents()

every_document = pytest.mark.parametrize("document", ALL, ids=lambda d: f"{d.office}_{d.service}")


def words(component: Component) -> str:
    return " ".join(passage.words for passage in component.source_text)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_there_are_14_components_by_law():
    assert len(ComponentKey) == len(OFFICIAL_NAMES) == 14
    assert [component.key for component in SKTM.components()] == list(ComponentKey)


COUNTS = [  # requirements per group; then facilities, citations, staff, complaint channels
    (SKTM, [3], (15, 3, 5, 7)),
    (DTSEN, [2], (13, 3, 2, 4)),
    (JATIROTO, [2], (5, 12, 4, 2)),
    (KP4, [4], (7, 3, 3, 3)),
    (KTP, [2, 2, 3], (19, 3, 2, 6)),
]


@pytest.mark.parametrize(("document", "groups", "counts"), COUNTS, ids=lambda v: getattr(v, "service", ""))
def test_the_counts_are_those_of_the_document(
    document: StandardDocument, groups: list[int], counts: tuple[int, int, int, int]
):
    assert [len(group.requirements) for group in document.persyaratan.groups] == groups
    assert len(document.dasar_hukum.citations) == len(document.dasar_hukum.cited)
    assert counts == (
        len(document.sarana.items),
        len(document.dasar_hukum.cited),
        document.jumlah.total,
        len(document.pengaduan.channels),
    )


STEPS = [
    (SKTM, [K.INTAKE, K.VERIFY, K.SIGN, K.REGISTER, K.HAND_OVER], K.REGISTER, False),
    (KP4, [K.INTAKE, K.VERIFY, K.SIGN, K.REGISTER, K.HAND_OVER], K.REGISTER, False),
    (KTP, [K.INTAKE, K.PRODUCE, K.HAND_OVER], K.HAND_OVER, True),
    (DTSEN, [K.INTAKE, K.PRODUCE, K.SIGN, K.HAND_OVER], K.SIGN, True),
    (JATIROTO, [K.INTAKE, K.VERIFY, K.PRODUCE, K.SIGN, K.HAND_OVER], K.SIGN, False),
]


@pytest.mark.parametrize(
    ("document", "kinds", "registers", "ticket"), STEPS, ids=lambda v: getattr(v, "service", "")
)
def test_the_procedure_is_the_program(
    document: StandardDocument, kinds: list[StepKind], registers: StepKind, ticket: bool
):
    assert [step.kind for step in document.prosedur.steps] == kinds
    assert [step.kind for step in document.prosedur.doing(K.REGISTER)] == [registers]
    assert document.prosedur.ticket is ticket


TIMES = [
    (SKTM, 15, TimeUnit.MINUTE, TimeCondition.LEADER_IN_OFFICE, "15 menit"),
    (KP4, 15, TimeUnit.MINUTE, TimeCondition.LEADER_IN_OFFICE, "15 menit"),
    (DTSEN, 10, TimeUnit.MINUTE, None, "10 menit"),
    (KTP, 1, TimeUnit.WORKING_DAY, None, "1 hari kerja"),
    (JATIROTO, 1, TimeUnit.WORKING_DAY, None, "1 hari kerja"),
]


@pytest.mark.parametrize(
    ("document", "amount", "unit", "condition", "short"), TIMES, ids=lambda v: getattr(v, "service", "")
)
def test_the_time_limit_is_the_clock(
    document: StandardDocument, amount: int, unit: TimeUnit, condition: TimeCondition | None, short: str
):
    promise = document.waktu
    assert (promise.amount, promise.unit, promise.condition, promise.short) == (
        amount,
        unit,
        condition,
        short,
    )
    assert (promise.otherwise is None) == (condition is None)
    assert document.biaya.rupiah == 0


def test_only_the_sktm_of_lumajang_looks_into_the_poverty_list():
    asked = [(d.service, step.key) for d in ALL for step in d.prosedur.steps if step.lookup]
    assert asked == [("sktm", "verifikasi")]
    assert SKTM.prosedur.step("verifikasi").lookup is Lookup.POVERTY_LIST


def test_letters_name_who_gives_them_out():
    issuers = {
        (d.service, paper.key): (paper.kind, paper.issuer)
        for d in ALL
        for group in d.persyaratan.groups
        for requirement in group.requirements
        for paper in requirement.papers
        if paper.issuer
    }
    assert issuers == {
        ("sktm", "surat"): (PaperKind.LETTER, Issuer.LURAH_OR_KADES),
        ("kp4", "blanko"): (PaperKind.FORM, Issuer.LURAH_OR_KADES),
        ("dtsen", "pengantar"): (PaperKind.LETTER, Issuer.RT_RW),
        ("sktm-rekomendasi", "pengantar_kades"): (PaperKind.LETTER, Issuer.KEPALA_DESA),
        ("ktp-el", "pindah"): (PaperKind.LETTER, Issuer.CIVIL_REGISTRY),
        ("ktp-el", "laporan_hilang"): (PaperKind.LETTER, Issuer.POLICE),
    }


def test_the_applicants_own_paper_is_marked_where_it_is_endorsed():
    endorsed = [
        (d.service, paper.key)
        for d in ALL
        for group in d.persyaratan.groups
        for requirement in group.requirements
        for paper in requirement.papers
        if paper.endorsed
    ]
    assert endorsed == [("kp4", "blanko"), ("sktm", "surat")]


def test_ktp_or_kk_is_one_item_and_ktp_and_kk_are_two():
    (_, jatiroto) = JATIROTO.persyaratan.group("umum").checklist()
    assert (jatiroto[1].copies, jatiroto[1].alternatives) == (1, ("KTP", "KK"))
    assert [paper.key for _, paper in DTSEN.persyaratan.group("umum").checklist()] == [
        "pengantar",
        "ktp",
        "kk",
    ]


def test_the_ktp_asks_for_one_of_three_cases_and_lost_differs_from_damaged():
    assert KTP.persyaratan.chooses_group
    assert [group.key for group in KTP.persyaratan.groups] == ["baru", "pindah_datang", "hilang_rusak"]
    group = KTP.persyaratan.group("hilang_rusak")
    assert [condition.text for condition in group.conditions] == ["Jika hilang", "Jika Rusak"]
    assert [p.key for _, p in group.checklist("hilang")] == ["ktp_salinan", "laporan_hilang", "kk"]
    assert [p.key for _, p in group.checklist("rusak")] == ["ktp_asli", "kk"]
    assert [p.key for _, p in group.checklist()] == ["kk"]
    with pytest.raises(KeyError):
        KTP.persyaratan.group("ganti")


def test_the_control_of_jatiroto_is_kept_and_the_others_say_that_they_have_none():
    control = JATIROTO.control
    assert control.issued_on == date(2023, 1, 2)
    assert control.shown("issued_on") == "02-01-2023"
    assert control.shown("revised_on") == "tidak tercantum"
    assert control.checked.shown == "NASA'I, S.AP, Sekretaris Kecamatan"
    assert (control.number, control.revision) == ("SP-KEC.JATIROTO- PELY-06", "00")
    for document in (SKTM, KP4, KTP, DTSEN):
        for field in type(document.control).model_fields:
            assert document.control.shown(field) == "tidak tercantum"


def test_the_competence_table_of_jatiroto_keeps_its_nameless_row():
    posts = [(row.post, row.role, row.education, row.experience) for row in JATIROTO.kompetensi.posts]
    assert posts == [
        ("Camat", RoleCode.HEAD, "Minimal S1", "Minimal 4 tahun"),
        ("Kasi Pelayanan Umum", RoleCode.SECTION_HEAD, "SMU", "Minimal 4 tahun"),
        ("Petugas Loket", RoleCode.COUNTER, "Minimal SMU sederajat", "Minimal 1 tahun"),
        ("", None, "", "Minimal 1 tahun"),
    ]
    assert [row.count for row in JATIROTO.jumlah.posts] == [1, 1, 1, 1]
    assert JATIROTO.jumlah.merged_with is ComponentKey.KOMPETENSI


def test_facilities_of_jatiroto_have_their_quantities():
    assert [(f.name, f.quantity, f.unit) for f in JATIROTO.sarana.items] == [
        ("Komputer", 1, "buah"),
        ("Printer", 1, "buah"),
        ("Buku Register", 1, "buku"),
        ("Meja", 1, "buah"),
        ("Kursi", 2, "buah"),
    ]


def test_a_number_that_cannot_be_read_has_no_key():
    unread = [c.number for c in JATIROTO.dasar_hukum.citations if not c.key]
    assert unread == ["PER/20/M.PAN/712003", "631KEP/M. PAN/7/2003"]
    assert all(c.key for d in (SKTM, KP4, KTP, DTSEN) for c in d.dasar_hukum.citations)
    decree = SKTM.dasar_hukum.citations[-1]
    assert (decree.kind, decree.key) == (InstrumentKind.KEPBUP, "kepbup-lumajang:188.45:36:427.12:2020")


SLIPS = [
    (DTSEN, "Delevery"),
    (DTSEN, "diskrimasi"),
    (KTP, "Font office"),
    (KTP, "diskrimasi"),
    (JATIROTO, "keringan biaya"),
    (JATIROTO, "pedomsn"),
    (JATIROTO, "petunjuk Tenis"),
    (JATIROTO, "Pengalamn Kerja"),
    (JATIROTO, "PEMERINTAHAN KABUPATEN"),
    (JATIROTO, "Tgl Terbit 01-03-2022"),
    (SKTM, "Fasilitas Pada Surat"),
    (SKTM, "dan /atau SKTM"),
    (KP4, "penandatanganan rekomendasi"),
]


@pytest.mark.parametrize(("document", "slip"), SLIPS, ids=lambda v: getattr(v, "service", v))
def test_the_office_s_slips_stay(document: StandardDocument, slip: str):
    assert slip in " ".join(passage.words for passage in document.passages())


@every_document
def test_every_component_has_its_words(document: StandardDocument):
    for component in document.components():
        assert component.source_text, component.key
        assert component.heading or component.key is ComponentKey.JUMLAH


@every_document
def test_structured_texts_are_the_document_s_own(document: StandardDocument):
    """What is not marked as added stands in the words of its own component."""
    own: list[tuple[Component, str]] = []
    for group in document.persyaratan.groups:
        own += [(document.persyaratan, group.title)]
        own += [(document.persyaratan, r.text) for r in group.requirements]
        own += [(document.persyaratan, r.condition.text) for r in group.requirements if r.condition]
    own += [(document.waktu, document.waktu.condition_text), (document.waktu, document.waktu.otherwise or "")]
    own += [(document.produk, document.produk.name)]
    own += [(document.pengaduan, channel.shown) for channel in document.pengaduan.channels]
    own += [(document.dasar_hukum, text) for text in document.dasar_hukum.cited]
    own += [(document.sarana, item.name) for item in document.sarana.items]
    own += [(document.sarana, part) for item in document.sarana.items for part in item.parts]
    own += [(document.kompetensi, text) for text in document.kompetensi.statements]
    for row in document.kompetensi.posts:
        own += [(document.kompetensi, text) for text in (row.post, row.education, row.experience)]
        own += [(document.kompetensi, text) for text in (*row.training, *row.skills)]
    own += [(document.pengawasan, t) for t in (document.pengawasan.supervisor, document.pengawasan.method)]
    own += [(document.evaluasi, method.text) for method in document.evaluasi.methods]
    if document.jumlah.merged_with is None:
        own += [(document.jumlah, post.post) for post in document.jumlah.posts]
    for component, text in own:
        assert flat(text) in flat(words(component)), (component.key, text)


@every_document
def test_actors_are_the_posts_the_document_names(document: StandardDocument):
    every_word = flat(" ".join(passage.words for passage in document.passages())).casefold()
    for step in document.prosedur.steps:
        assert step.actor.casefold() in every_word


@every_document
def test_phone_numbers_are_dialled_as_they_are_shown(document: StandardDocument):
    for channel in document.pengaduan.channels:
        if channel.kind is ChannelKind.PHONE:
            assert parse_phone(channel.shown).e164 == channel.target


@every_document
def test_what_was_added_says_why_and_is_told_apart(document: StandardDocument):
    for added in document.added:
        assert len(added.reason) > 20
        assert document.why_added(added.path) == added.reason
        assert document.why_added(added.path + ".lebih.dalam") == added.reason
    assert document.why_added("produk.name") == ""


def test_the_signature_of_the_lurah_is_ours_not_the_document_s():
    assert "penandatangan" in DTSEN.why_added("prosedur.steps.tanda_tangan.title")
    assert SKTM.why_added("prosedur.steps.tanda_tangan.title") == ""


def test_the_contradiction_about_who_signs_is_noted():
    (note,) = [n for n in JATIROTO.notes if "prosedur.steps.tanda_tangan" in n.paths]
    assert "3.1" in note.text
    assert "4.3" in note.text


@every_document
def test_a_document_survives_being_stored_as_json(document: StandardDocument):
    stored = json.loads(json.dumps(document.model_dump(mode="json")))
    assert StandardDocument.model_validate(stored) == document


def changed(path: str, value: object) -> dict[str, Any]:
    data = SKTM.model_dump(mode="json")
    here: Any = data
    *way, last = path.split(".")
    for name in way:
        here = here[int(name)] if isinstance(here, list) else here[name]
    here[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        ("waktu.amount", 0, "greater than or equal to 1"),
        ("waktu.unit", "abad", "unit"),
        ("biaya.rupiah", -1, "greater than or equal to 0"),
        ("biaya.rupiah", 1.5, "integer"),
        ("prosedur.steps", [], "at least 1"),
        ("prosedur.steps.1.key", "terima", "dua kali"),
        ("prosedur.steps.0.kind", "SCAN", "kind"),
        ("persyaratan.groups.0.requirements", [], "at least 1"),
        ("persyaratan.groups.0.requirements.0.papers.0.issuer", None, "penerbit"),
        ("persyaratan.groups.0.requirements.1.papers.0.key", "surat", "dua kali"),
        ("persyaratan.groups.0.requirements.1.papers.0.alternatives", ["KTP"], "paling sedikit dua"),
        ("persyaratan.groups.0.requirements.1.papers.0.copies", 0, "greater than or equal to 1"),
        ("jumlah.posts", [{"post": "Camat", "count": 1}], "tidak sama"),
        ("added", [{"path": "prosedur.steps.cetak", "reason": "x"}], "prosedur.steps.cetak"),
        ("notes", [{"paths": ["tidak_ada"], "text": "x"}], "tidak_ada"),
        ("catatan", "x", "catatan"),
        ("office", "Kecamatan Lumajang", "office"),
    ],
)
def test_a_document_the_counter_could_not_run_by_is_refused(path: str, value: object, why: str):
    with pytest.raises(ValidationError, match=why):
        StandardDocument.model_validate(changed(path, value))


@pytest.mark.parametrize("key", [key.value for key in ComponentKey])
def test_a_document_without_one_of_the_14_is_refused(key: str):
    data = SKTM.model_dump(mode="json")
    del data[key]
    with pytest.raises(ValidationError, match=key):
        StandardDocument.model_validate(data)


def test_a_bad_data_file_is_named_with_every_fault():
    text = yaml.safe_dump({**SKTM.model_dump(mode="json"), "title": "", "office": "X Y"})
    with pytest.raises(BadDataFile) as caught:
        read_document(text, name="rusak.yaml")
    assert str(caught.value).startswith("rusak.yaml: ")
    assert "title" in str(caught.value)
    assert "office" in str(caught.value)


def test_two_variants_need_titles():
    data = KTP.model_dump(mode="json")
    data["persyaratan"]["groups"][0]["title"] = ""
    with pytest.raises(ValidationError, match="berjudul"):
        StandardDocument.model_validate(data)
