"""Whether XMP metadata use only what PDF/A-2 knows or what they describe themselves (ISO 19005-2, 6.6.2.3).

Known are the properties of the XMP Specification of September 2005 and the identification of 6.6.4; others
need an extension schema, whose own form 6.6.2.3.3 prescribes.
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
AIIM = "http://www.aiim.org/pdfa/ns/"
XML = "http://www.w3.org/XML/1998/namespace"
EXTENSION, SCHEMA = f"{AIIM}extension/", f"{AIIM}schema#"
PROPERTY, TYPE = f"{AIIM}property#", f"{AIIM}type#"
PREFIXES = {
    EXTENSION: "pdfaExtension",
    SCHEMA: "pdfaSchema",
    PROPERTY: "pdfaProperty",
    f"{AIIM}id/": "pdfaid",
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KNOWN = {
    "http://purl.org/dc/elements/1.1/": _words(
        "contributor coverage creator date description format identifier language publisher relation rights "
        "source subject title type"
    ),
    "http://ns.adobe.com/xap/1.0/": _words(
        "Advisory BaseURL CreateDate CreatorTool Identifier Label MetadataDate ModifyDate Nickname Rating "
        "Thumbnails"
    ),
    "http://ns.adobe.com/xap/1.0/rights/": _words("Certificate Marked Owner UsageTerms WebStatement"),
    "http://ns.adobe.com/xap/1.0/mm/": _words(
        "DerivedFrom DocumentID History LastURL ManagedFrom Manager ManageTo ManageUI ManagerVariant "
        "RenditionClass RenditionOf RenditionParams SaveID VersionID Versions"
    ),
    "http://ns.adobe.com/xap/1.0/t/pg/": _words("Colorants Fonts MaxPageSize NPages PlateNames"),
    "http://ns.adobe.com/pdf/1.3/": _words("Keywords PDFVersion Producer"),
    f"{AIIM}id/": _words("amd conformance corr part"),
    EXTENSION: _words("schemas"),
}
TYPES = _words(
    "Agent AgentName Boolean Closed Date GPSCoordinate Integer Lang Locale MIMEType ProperName Rational Real "
    "RenditionClass ResourceEvent ResourceRef Text Thumbnail URI URL XPath bag seq alt open Choice choice of "
    "Bag Seq Alt Open"
)


def xmp_problems(tree: Any) -> Iterator[str]:
    """What is wrong with the properties of a packet."""
    added: set[tuple[str, str]] = set()
    for schema in tree.iter(f"{{{EXTENSION}}}schemas"):
        found, wrong = _schemas(schema)
        added |= found
        yield from wrong
    for described in tree.iter(f"{{{RDF}}}RDF"):
        for uri, local in (name for each in described for name in _fields(each)):
            if local not in KNOWN.get(uri, ()) and (uri, local) not in added:
                yield f"6.6.2.3.1 {uri}{local} is neither known nor described"
    for each in tree.iter():
        for prefix, uri in each.nsmap.items():
            if PREFIXES.get(uri, prefix) != prefix:
                yield f"6.6.2.3.3 {uri} as {prefix}"


def _fields(node: Any) -> dict[tuple[str, str], Any]:
    """What a node says, by (namespace, name): as attributes, as elements, or in a Description within."""
    inner = node.find(f"{{{RDF}}}Description")
    said = [*node.attrib.items(), *((child.tag, child) for child in node if isinstance(child.tag, str))]
    names = ((etree.QName(tag), value) for tag, value in said)
    own = {(name.namespace or "", name.localname): value for name, value in names}
    own = {key: value for key, value in own.items() if key[0] not in {RDF, XML}}
    return own | (_fields(inner) if inner is not None else {})


def _text(value: Any) -> str:
    """A simple value: text, or an address as `rdf:resource`."""
    if value is None or isinstance(value, str):
        return value or ""
    return str(value.get(f"{{{RDF}}}resource") or value.text or "").strip()


def _schemas(container: Any) -> tuple[set[tuple[str, str]], list[str]]:
    """The properties that extension schemas describe, and what is wrong with these."""
    found: set[tuple[str, str]] = set()
    wrong: list[str] = []
    for each in _items(container, "Bag", wrong):
        schema = _fields(each)
        title, uri, prefix = (
            _text(schema.get((SCHEMA, name))) for name in ("schema", "namespaceURI", "prefix")
        )
        if not (title and uri and prefix):
            wrong.append(f"6.6.2.3.3 the schema {prefix or uri} lacks a field")
        own = {
            _text(_fields(one).get((TYPE, "type")))
            for one in _items(schema.get((SCHEMA, "valueType")), "Seq")
        }
        for row in _items(schema.get((SCHEMA, "property")), "Seq", wrong):
            said = {name[1]: _text(value) for name, value in _fields(row).items() if name[0] == PROPERTY}
            found.add((uri, said.get("name", "")))
            wrong += _property(said, prefix, own)
    return found, wrong


def _items(holder: Any, kind: str, wrong: list[str] | None = None) -> list[Any]:
    array = holder.find(f"{{{RDF}}}{kind}") if holder is not None else None
    if array is None:
        if wrong is not None and holder is not None:
            wrong.append(f"6.6.2.3.3 {etree.QName(holder).localname} is no {kind}")
        return []
    return list(array.findall(f"{{{RDF}}}li"))


def _property(said: dict[str, str], prefix: str, own: set[str]) -> Iterator[str]:
    name = f"{prefix}:{said.get('name', '')}"
    if not (said.get("name") and said.get("description")) or said.get("category") not in {
        "internal",
        "external",
    }:
        yield f"6.6.2.3.3 {name} is described by {said}"
    kind = said.get("valueType", "")
    if not kind or not (kind in own or set(kind.split()) <= TYPES):
        yield f"6.6.2.3.3 {name} has the type {kind!r}"
