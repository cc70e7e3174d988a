"""What browsers and letters get from npm, and the translations."""

import json
import shutil
from gettext import GNUTranslations

import pytest

from config import assets
from config.paths import root

LOCK = json.loads((root() / "package-lock.json").read_text())
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Simpan"
msgstr "Save"

#, fuzzy
msgid "Hapus"
msgstr "Guess"

msgid "%(n)s berkas"
msgid_plural "%(n)s berkas"
msgstr[0] "%(n)s file"
msgstr[1] "%(n)s files"
"""


def test_every_locked_package_has_a_hash_and_no_registry_address():
    packages = {name: entry for name, entry in LOCK["packages"].items() if name}
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert not any("resolved" in entry for entry in packages.values())


def test_the_lock_belongs_to_package_json():
    wanted = json.loads((root() / "package.json").read_text())
    assert LOCK["packages"][""]["dependencies"] == wanted["dependencies"]
    assert LOCK["packages"][""]["devDependencies"] == wanted["devDependencies"]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (b"a{}\n/*# sourceMappingURL=a.css.map */\n", b"a{}\n"),
        (b"f()\n//# sourceMappingURL=a.js.map", b"f()\n"),
        (b"f()", b"f()"),
    ],
)
def test_pointers_to_source_maps_are_cut_off(content, kept):
    assert assets.SOURCE_MAP.sub(b"\n", content) == kept


def test_translations_are_compiled_without_guesses(tmp_path, monkeypatch):
    source = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO)
    monkeypatch.setattr(assets, "CONFIG", tmp_path)
    assets.compile_messages()
    with source.with_suffix(".mo").open("rb") as compiled:
        texts = GNUTranslations(compiled)
    assert (texts.gettext("Simpan"), texts.gettext("Hapus")) == ("Save", "Hapus")
    assert texts.ngettext("%(n)s berkas", "%(n)s berkas", 2) == "%(n)s files"


def test_an_old_node_gives_way_to_the_packaged_one(tmp_path, monkeypatch):
    for name, said in [("node", "v18.19.0"), ("npm", "10")]:
        (tmp_path / name).write_text(f"#!{shutil.which('sh')}\necho {said}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    packaged, npm = assets.node()
    assert npm[0] == packaged != str(tmp_path / "node")
    assert npm[1].endswith("npm-cli.js")
    (tmp_path / "node").write_text("#!/bin/sh\necho v22.1.0\n")
    assert assets.node() == (str(tmp_path / "node"), [str(tmp_path / "npm")])


def test_styles_that_cannot_be_pruned_stay_as_they_were(tmp_path, monkeypatch, capsys):
    styles = tmp_path / "tabler.min.css"
    styles.write_text("as it was")
    monkeypatch.setattr(assets, "STYLES", styles)
    monkeypatch.setattr(assets, "MODULES", tmp_path)  # there is no PurgeCSS
    with pytest.raises(SystemExit):
        assets.prune()
    assert "PurgeCSS failed" in capsys.readouterr().err
    assert styles.read_text() == "as it was"


def test_a_word_in_any_page_keeps_its_class(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "STYLES", tmp_path / "tabler.min.css")
    monkeypatch.setattr(assets, "NAMING", [str(tmp_path / "*.html")])
    (tmp_path / "page.html").write_text('<p class="carousel-caption">')
    assets.prune()
    shipped = assets.STYLES.read_text()
    assert ".carousel-caption{" in shipped
    assert ".btn-primary" not in shipped
