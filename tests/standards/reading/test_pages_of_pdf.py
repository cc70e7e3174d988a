"""The pages of a PDF as offices print them: a head on each, narrow columns, numbers before labels."""

from collections import Counter

import pytest
import typst

from standards.reading.drafts import drafts_of
from standards.reading.pdf import blocks_of_pdf
from standards.vocabulary import ComponentKey
from tests.standards.reading.expected import differences
from tests.standards.reading.variants import DOCUMENTS, _typ, variant_of, words_of_drafts

HEAD = ("PEMERINTAH KABUPATEN LUMAJANG", "STANDAR PELAYANAN PUBLIK", "No. Dokumen SP-01")


def printed(seed: str, *, label: str, colon: bool) -> bytes:
    """A numbered table below the head of a controlled document."""
    variant = variant_of(seed)
    rows = ",\n".join(
        f"[{at}.], {_typ(head)}, {'[:],' if colon else ''} "
        f"[{' #parbreak() '.join(f'#text({_typ(line)})' for line in lines)}]"
        for at, (head, lines) in enumerate(variant.rows, 1)
    )
    above = ", ".join(f"[{text}]" for text in HEAD)
    columns = f"0.8cm, {label}, {'0.6cm, ' if colon else ''}1fr"
    source = (
        f'#set page(paper: "a4", margin: (x: 2cm, y: 3cm), header: grid(columns: (2fr, 2fr, 1fr), {above}, '
        "[], [], [Hal #context counter(page).display() dari 9]))\n#set text(size: 10pt, hyphenate: false)\n"
        f"#text({_typ(variant.title)})\n#table(columns: ({columns}), {rows})"
    )
    return typst.compile(source.encode())


def letters(counted: Counter[str]) -> Counter[str]:
    """A word may be broken at a slash by the width of a column."""
    return Counter("".join(counted.elements()))


@pytest.mark.parametrize(("label", "colon"), [("4cm", True), ("5cm", False)])
def test_heads_of_pages_belong_to_no_component(label, colon):
    for seed in DOCUMENTS:
        (draft,) = drafts_of(blocks_of_pdf(printed(seed, label=label, colon=colon)))
        assert differences(DOCUMENTS[seed], draft) == {}, seed
        said = " ".join(draft[key.value]["source_text"] for key in ComponentKey)
        assert not [head for head in (HEAD[0], HEAD[2]) if head in said], seed
        assert draft["document_control"]["number"] == "SP-01"
        assert draft["document_control"]["pages"][:2] == ["1/9", "2/9"]
        lost = letters(variant_of(seed).words) - letters(words_of_drafts([draft]))
        assert not lost, seed
