"""Whether a PDF keeps what PDF/A-2b asks (ISO 19005-2), clause by clause, read with pyHanko's own parser.

No validator could be had here (veraPDF is on no registry that we use). This looks at every object that can be
reached, at every content stream, at the glyphs of fonts (`pdfa_fonts`) and at the metadata's properties
(`pdfa_xmp`). A list of sentences, empty for a sound file.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
)
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.documents.pdfa_fonts import font_problems, look
from tests.documents.pdfa_xmp import xmp_problems


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FILTERS = _words(
    "ASCIIHexDecode ASCII85Decode FlateDecode RunLengthDecode CCITTFaxDecode JBIG2Decode DCTDecode JPXDecode"
)
ANNOTATIONS = _words(
    "Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp "
    "Caret Ink Popup FileAttachment Widget PrinterMark TrapNet Watermark Redact"
)
ACTIONS = _words("GoTo GoToR GoToE Thread URI Named SubmitForm")
INTENTS = _words("RelativeColorimetric AbsoluteColorimetric Perceptual Saturation")
BLENDS = _words(
    "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight "
    "Difference Exclusion Hue Saturation Color Luminosity"
)
OPERATORS = _words(
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J k K l m M MP "
    "n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
)
PRINT, HIDDEN = 4, 1 | 2 | 32 | 256  # Invisible, Hidden, NoView, ToggleNoView


def problems(pdf: bytes) -> list[str]:
    """What is against PDF/A-2b."""
    reader = PdfFileReader(BytesIO(pdf), strict=True)
    found = [*_file(pdf, reader), *_catalog(reader), *_metadata(reader)]
    space = _output_space(reader, found)
    for number, thing in _objects(reader):
        found += [f"object {number}: {each}" for each in _object(thing, space)]
    return list(dict.fromkeys(found))


def _file(pdf: bytes, reader: PdfFileReader) -> Iterator[str]:
    """6.1.2, 6.1.3."""
    head = re.match(rb"%PDF-1\.[0-7]\r?\n%([^\r\n]{4,})", pdf)
    if head is None or any(byte < 128 for byte in head.group(1)[:4]):
        yield "6.1.2 header"
    if "/ID" not in reader.trailer:
        yield "6.1.3 no ID"
    if reader.encrypted:
        yield "6.1.3 encrypted"
    if not re.search(rb"%%EOF(\r\n|\r|\n)?\Z", pdf):
        yield "6.1.3 data after the end"


def _catalog(reader: PdfFileReader) -> Iterator[str]:
    root = reader.root
    for key, clause in (("/AA", "6.5.2"), ("/Requirements", "6.11"), ("/OCProperties", "6.9")):
        if key in root:
            yield f"{clause} catalog has {key}"
    names = look(root, "/Names", {})
    for key, clause in (
        ("/EmbeddedFiles", "6.8"),
        ("/AlternatePresentations", "6.10"),
        ("/JavaScript", "6.5"),
    ):
        if key in names:
            yield f"{clause} names have {key}"
    form = look(root, "/AcroForm", {})
    if look(form, "/NeedAppearances"):
        yield "6.4.1 appearances are asked for"
    if "/XFA" in form:
        yield "6.4.2 XFA"
    if set(look(root, "/Perms", {})) - {"/UR3", "/DocMDP"}:
        yield "6.1.12 permissions"


def _metadata(reader: PdfFileReader) -> Iterator[str]:
    """6.6: XMP that says part 2 and a level, and has no property that is neither known nor described."""
    stream = look(reader.root, "/Metadata")
    if stream is None:
        yield "6.6.2 no metadata"
        return
    if re.search(rb"<\?xpacket begin=[^>]*(bytes|encoding)=", stream.data):
        yield "6.6.2 packet header"
    body = re.sub(rb"<\?xpacket.*?\?>", b"", stream.data, flags=re.DOTALL).strip()
    tree = etree.fromstring(body, etree.XMLParser(resolve_entities=False))
    said: dict[str, Any] = {}
    for each in tree.iter():
        pairs = [*each.attrib.items(), (each.tag, (each.text or "").strip())]
        said |= {etree.QName(name).localname: value for name, value in pairs if "pdfa/ns/id" in str(name)}
    if said.get("part") != "2" or said.get("conformance") not in {"A", "B", "U"}:
        yield f"6.6.4 says {said}"
    yield from xmp_problems(tree)


def _output_space(reader: PdfFileReader, found: list[str]) -> str:
    """6.2.3: the colour space of the output intent; "" without one."""
    for intent in look(reader.root, "/OutputIntents", ()):
        if look(intent.get_object(), "/S") != "/GTS_PDFA1":
            continue
        profile = intent.get_object()["/DestOutputProfile"].data
        if profile[8] >= 5 or profile[12:16] not in {b"prtr", b"mntr"} or profile[36:40] != b"acsp":
            found.append("6.2.3 profile")
        return str(profile[16:20].decode().strip())
    return ""


def _objects(reader: PdfFileReader) -> Iterator[tuple[str, Any]]:
    """Every dictionary, array and stream that can be reached, once."""
    seen: set[tuple[int, int]] = set()
    todo: list[tuple[str, Any]] = [("trailer", reader.trailer.flatten())]
    while todo:
        place, thing = todo.pop()
        if isinstance(thing, IndirectObject):
            if (ref := (thing.idnum, thing.generation)) in seen:
                continue
            seen.add(ref)
            place, thing = str(thing.idnum), thing.get_object()
        if isinstance(thing, DictionaryObject):
            yield place, thing
            todo += [(place, thing.raw_get(key)) for key in thing]
        elif isinstance(thing, ArrayObject):
            todo += [(place, thing.raw_get(index)) for index in range(len(thing))]


def _object(thing: DictionaryObject, space: str) -> Iterator[str]:
    if isinstance(thing, StreamObject):
        yield from _stream(thing)
    kind, sub = str(look(thing, "/Type", "")), str(look(thing, "/Subtype", ""))
    if kind == "/Page":
        yield from _page(thing, space)
    if kind == "/Font":
        yield from _font(thing, sub)
    if "/Rect" in thing and sub.removeprefix("/") and kind in {"", "/Annot"}:
        yield from _annotation(thing, sub.removeprefix("/"))
    if sub in {"/Image", "/Form", "/PS"} and isinstance(thing, StreamObject):
        yield from _outside(thing, sub, space)
    if kind == "/ExtGState":
        yield from _state(thing)
    does = kind == "/Action" or ("/S" in thing and ("/URI" in thing or "/JS" in thing))
    if does and str(thing["/S"]).removeprefix("/") not in ACTIONS:
        yield f"6.5.1 action {thing['/S']}"
    if kind == "/Filespec" and "/EF" in thing:
        yield "6.8 embedded file"


def _stream(thing: StreamObject) -> Iterator[str]:
    """6.1.7."""
    if {"/F", "/FFilter", "/FDecodeParms"} & set(thing):
        yield "6.1.7.1 external stream"
    filters = look(thing, "/Filter", ())
    for each in [filters] if isinstance(filters, NameObject) else filters:
        if str(each).removeprefix("/") not in FILTERS:
            yield f"6.1.7.2 filter {each}"


def _page(page: DictionaryObject, space: str) -> Iterator[str]:
    if {"/AA", "/PresSteps"} & set(page):
        yield "6.5.2 page with actions"
    box = look(page, "/MediaBox")
    if box is not None and not all(3 <= float(box[i + 2]) - float(box[i]) <= 14400 for i in (0, 1)):
        yield "6.1.13 page size"
    if look(look(page, "/Group", {}), "/S") == "/Transparency" and not ("/CS" in page["/Group"] or space):
        yield "6.2.10 transparency without a blending space"
    content = look(page, "/Contents", ())
    parts = [content] if isinstance(content, StreamObject) else [part.get_object() for part in content]
    yield from _content(b"\n".join(part.data for part in parts), space)


_TOKEN = re.compile(
    rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<<|>>|<[0-9A-Fa-f\s]*>|/[^\s()<>\[\]{}/%]*|[\[\]]|[^\s()<>\[\]{}/%]+",
    re.DOTALL,
)
_DEVICE = {"rg": "RGB", "RG": "RGB", "k": "CMYK", "K": "CMYK"}


def _content(data: bytes, space: str) -> Iterator[str]:
    """6.2.2, 6.2.4.3, 6.1.13: known operators, device colours only as the output intent has them."""
    deep = 0
    for match in _TOKEN.finditer(data):
        token = match.group().decode("latin-1")
        if token[0] in "(</[]>" or re.fullmatch(r"[-+]?\d*\.?\d*|true|false|null", token):
            if token in {"/DeviceRGB", "/DeviceCMYK"} and token.removeprefix("/Device") != space:
                yield f"6.2.4.3 {token} without its output intent"
            continue
        if token not in OPERATORS:
            yield f"6.2.2 operator {token}"
        if _DEVICE.get(token, space) != space or (token in {"g", "G"} and not space):
            yield f"6.2.4.3 {token} without its output intent"
        deep += {"q": 1, "Q": -1}.get(token, 0)
        if deep > 28:
            yield "6.1.13 q within q"


def _outside(thing: StreamObject, sub: str, space: str) -> Iterator[str]:
    """6.2.8, 6.2.9."""
    if sub == "/PS" or {"/OPI", "/Alternates", "/Ref", "/PS", "/Subtype2"} & set(thing):
        yield f"6.2.8 {sub} with what is forbidden"
    if look(thing, "/Interpolate"):
        yield "6.2.8.1 interpolated"
    colours = str(look(thing, "/ColorSpace", "")).removeprefix("/Device")
    if colours in {"RGB", "CMYK"} and colours != space:
        yield f"6.2.4.3 image in {colours}"
    if sub == "/Form":
        yield from _content(thing.data, space)


def _state(thing: DictionaryObject) -> Iterator[str]:
    """6.2.5, 6.2.10."""
    if "/TR" in thing or look(thing, "/TR2", "/Default") != "/Default" or "/HTP" in thing:
        yield "6.2.5 transfer function"
    if str(look(thing, "/RI", "/Perceptual")).removeprefix("/") not in INTENTS:
        yield "6.2.6 intent"
    if str(look(thing, "/BM", "/Normal")).removeprefix("/") not in BLENDS:
        yield "6.2.10 blend mode"


def _font(font: DictionaryObject, sub: str) -> Iterator[str]:
    """6.2.11: embedded, with known encodings."""
    if "/BaseFont" not in font and sub != "/Type3":
        yield "6.2.11.2 no name"
    if sub == "/Type0":
        coding = font["/Encoding"]
        if not isinstance(coding, StreamObject) and str(coding) not in {"/Identity-H", "/Identity-V"}:
            yield f"6.2.11.3.3 CMap {coding}"
        return
    if sub == "/CIDFontType2" and "/CIDToGIDMap" not in font:
        yield "6.2.11.3.2 no CIDToGIDMap"
    held = look(font, "/FontDescriptor", {})
    if sub != "/Type3" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(held):
        yield f"6.2.11.4.1 {look(font, '/BaseFont')} is not embedded"
        return
    yield from font_problems(font, sub)


def _annotation(thing: DictionaryObject, sub: str) -> Iterator[str]:
    """6.3, 6.4."""
    if sub not in ANNOTATIONS:
        yield f"6.3.1 annotation {sub}"
    flags = int(look(thing, "/F", 0))
    if sub != "Popup" and (not flags & PRINT or flags & HIDDEN):
        yield f"6.3.2 {sub} is not printed"
    left, low, right, high = (float(each) for each in thing["/Rect"])
    looks = look(thing, "/AP")
    if looks is None and sub not in {"Popup", "Link"} and left != right and low != high:
        yield f"6.3.3 {sub} without an appearance"
    if looks is not None and (set(looks) != {"/N"} or not isinstance(looks["/N"], StreamObject)):
        yield f"6.3.3 {sub}: more than a normal appearance"
    if sub == "Widget" and {"/A", "/AA"} & set(thing):
        yield "6.4.1 field with actions"
