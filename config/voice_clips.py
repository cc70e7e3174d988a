"""Make the spoken clips of the queue with espeak-ng: a WAV for each word.

The library and its Indonesian voice come from the wheel of `espeakng-loader`, which only a build needs; what
it says is data of ours. Nothing is played, nothing is fetched.
"""

import ctypes
import math
import struct
import wave
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SYNCHRONOUS, RATE, UTF8 = 2, 1, 1  # AUDIO_OUTPUT_SYNCHRONOUS, espeakRATE, espeakCHARS_UTF8 of speak_lib.h
VOICE = b"id"
WORDS_A_MINUTE = 130
LOUDEST = 29_000
SILENT = 300
BELL_TONES = ((880.0, 0.0), (659.25, 0.35))
BELL_SECONDS, PAUSE_SECONDS, TAIL_SECONDS = 1.2, 0.18, 0.04

HEARD = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
Say = Callable[[str], list[int]]  # samples of 16 bits, one channel


class NoVoice(Exception):
    """espeak-ng is not installed here, or speaks no Indonesian."""


def build(folder: Path, vocabulary: Mapping[str, str], *, bell: str, pause: str) -> None:
    """Write `<name>.wav` for each word, the bell and the pause. Raises `NoVoice`."""
    folder.mkdir(parents=True, exist_ok=True)
    with speaking() as (say, hertz):
        _write(folder / f"{bell}.wav", _bell(hertz), hertz)
        _write(folder / f"{pause}.wav", [0] * int(hertz * PAUSE_SECONDS), hertz)
        for name, words in vocabulary.items():
            _write(folder / f"{name}.wav", _trimmed(say(words), hertz), hertz)


@contextmanager
def speaking() -> Iterator[tuple[Say, int]]:
    """What says a text, and how many samples a second has."""
    try:
        import espeakng_loader  # noqa: PLC0415  of the build only
    except ImportError as error:
        raise NoVoice("needs the package espeakng-loader (requirements/embedded.txt)") from error
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    hertz = library.espeak_Initialize(SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0)
    if hertz <= 0 or library.espeak_SetVoiceByName(VOICE):
        raise NoVoice("espeak-ng has no Indonesian voice here")
    library.espeak_SetParameter(RATE, WORDS_A_MINUTE, 0)
    try:
        yield _sayer(library), hertz
    finally:
        library.espeak_Terminate()


def _sayer(library: ctypes.CDLL) -> Say:
    heard: list[int] = []

    def take(samples: Any, count: int, _events: Any) -> int:
        if samples and count:
            heard.extend(samples[:count])
        return 0

    callback = HEARD(take)
    library.espeak_SetSynthCallback(callback)

    def say(words: str, _held: Any = callback) -> list[int]:  # C keeps an address, which keeps nothing alive
        heard.clear()
        text = words.encode()
        refused = library.espeak_Synth(text, ctypes.c_size_t(len(text) + 1), 0, 1, 0, UTF8, None, None)
        if refused or max(map(abs, heard), default=0) <= SILENT:
            raise NoVoice(f"espeak-ng could not say {words!r}")
        return list(heard)

    return say


def _trimmed(samples: list[int], hertz: int) -> list[int]:
    """Without the silence around it, as loud as the others."""
    loud = [place for place, sample in enumerate(samples) if abs(sample) > SILENT]
    kept = samples[max(0, loud[0] - 1) : loud[-1] + 1]
    factor = LOUDEST / max(map(abs, kept))
    return [int(sample * factor) for sample in kept] + [0] * int(hertz * TAIL_SECONDS)


def _bell(hertz: int) -> list[int]:
    """Two soft tones, the second lower: somebody is called."""
    return [int(LOUDEST * 0.5 * _ringing(n / hertz)) for n in range(int(hertz * BELL_SECONDS))]


def _ringing(at: float) -> float:
    return sum(
        math.exp(-4 * (at - since)) * math.sin(2 * math.pi * tone * (at - since)) * 0.7
        for tone, since in BELL_TONES
        if at >= since
    )


def _write(file: Path, samples: list[int], hertz: int) -> None:
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(hertz)
        out.writeframes(struct.pack(f"<{len(samples)}h", *samples))
