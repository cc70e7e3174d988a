"""What a perfect reading comes to, taken from the data files written by hand."""

from standards.document import StandardDocument


def bare(text: str) -> str:
    return " ".join(text.split()).rstrip(" ;.")


def expected(document: StandardDocument) -> dict[str, object]:
    wait = document.waktu
    return {
        "persyaratan": [(g.title, bare(r.text)) for g in document.persyaratan.groups for r in g.requirements],
        "waktu": (
            wait.amount,
            wait.unit,
            wait.condition,
            bare(wait.condition_text),
            wait.otherwise,
            [*wait.notify_by],
        ),
        "biaya": document.biaya.rupiah,
        "produk": bare(document.produk.name),
        "pengaduan": [(c.kind, c.shown, c.target, c.label) for c in document.pengaduan.channels],
        "dasar_hukum": [bare(text) for text in document.dasar_hukum.cited],
        "keys": [citation.key for citation in document.dasar_hukum.citations],
        "sarana": [(f.name, f.quantity, f.unit, [*f.parts]) for f in document.sarana.items],
        "kompetensi": [bare(text) for text in document.kompetensi.statements],
        "posts": [
            (p.post, p.role, p.education, [*p.training], [*p.skills], p.experience)
            for p in document.kompetensi.posts
        ],
        "pengawasan": (
            document.pengawasan.supervisor,
            document.pengawasan.role,
            bare(document.pengawasan.method),
        ),
        "jumlah": (document.jumlah.total, [(p.post, p.role, p.count) for p in document.jumlah.posts]),
        "jaminan_pelayanan": (
            {*document.jaminan_pelayanan.rests_on},
            {*document.jaminan_pelayanan.notify_by},
        ),
        "jaminan_keamanan": {*document.jaminan_keamanan.rests_on},
        "evaluasi": {method.kind for method in document.evaluasi.methods},
        "prosedur": [bare(p.text) for p in document.prosedur.source_text if p.number],
    }


def read(draft: dict) -> dict[str, object]:
    """The same of a draft."""
    wait = draft["waktu"]["value"] or {}
    laws, posts = draft["dasar_hukum"]["items"], draft["kompetensi"]["posts"]
    staff = [(i["post"], i["role"], i["count"]) for i in draft["jumlah"]["items"]]
    return {
        "persyaratan": [(i["group"], bare(i["text"])) for i in draft["persyaratan"]["items"]],
        "waktu": (
            wait.get("amount"),
            wait.get("unit"),
            wait.get("condition"),
            bare(wait.get("condition_text") or ""),
            wait.get("otherwise"),
            wait.get("notify_by"),
        ),
        "biaya": (draft["biaya"]["value"] or {}).get("rupiah"),
        "produk": bare(" ".join(i["text"] for i in draft["produk"]["items"])),
        "pengaduan": [
            (i.get("kind"), i.get("shown"), i.get("target"), i.get("label"))
            for i in draft["pengaduan"]["items"]
        ],
        "dasar_hukum": [bare(i["text"]) for i in laws],
        "keys": [i["citation"]["key"] for i in laws if i["citation"]],
        "sarana": [(i["name"], i["quantity"], i["unit"], i["parts"]) for i in draft["sarana"]["items"]],
        "kompetensi": [bare(i["text"]) for i in draft["kompetensi"]["items"] if "text" in i],
        "posts": [
            (p["post"], p["role"], p["education"], p["training"], p["skills"], p["experience"]) for p in posts
        ],
        "pengawasan": next(
            ((i["supervisor"], i["role"], bare(i["method"])) for i in draft["pengawasan"]["items"]), None
        ),
        "jumlah": ((draft["jumlah"]["value"] or {}).get("total"), staff if staff[1:] else []),
        "jaminan_pelayanan": (
            {*draft["jaminan_pelayanan"]["rests_on"]},
            {*draft["jaminan_pelayanan"]["notify_by"]},
        ),
        "jaminan_keamanan": {*draft["jaminan_keamanan"]["rests_on"]},
        "evaluasi": {kind for i in draft["evaluasi"]["items"] for kind in i["kinds"]},
        "prosedur": [bare(i["text"]) for i in draft["prosedur"]["items"]],
    }


def differences(document: StandardDocument, draft: dict) -> dict[str, tuple[object, object]]:
    """What was read otherwise: {component: (expected, read)}. A chart alone gives the steps of the chart."""
    want, got = expected(document), read(draft)
    if not want["prosedur"]:
        want["prosedur"] = [bare(text) for text in draft["prosedur"]["stations"]]
    return {key: (want[key], got[key]) for key in want if want[key] != got[key]}
