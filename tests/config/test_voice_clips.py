"""The spoken clips: made by espeak-ng at the build, a file of sound for every word."""

import builtins
import struct
import wave

import pytest

from config import voice_clips

WORDS = {"angka-7": "tujuh", "silakan-ke-loket": "silakan ke loket"}


def samples(file):
    with wave.open(str(file)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        count = sound.getnframes()
        return struct.unpack(f"<{count}h", sound.readframes(count)), count / sound.getframerate()


def test_every_word_becomes_sound_and_a_pause_stays_silent(tmp_path):
    voice_clips.build(tmp_path / "voice", WORDS, bell="bel", pause="jeda")
    made = {file.stem: samples(file) for file in (tmp_path / "voice").iterdir()}
    assert set(made) == {*WORDS, "bel", "jeda"}
    for name, (sound, seconds) in made.items():
        assert 0.1 < seconds < 3, name
        loudest = max(map(abs, sound))
        assert loudest == 0 if name == "jeda" else loudest > 5_000, name
    assert made["silakan-ke-loket"][1] > made["angka-7"][1], "three words take longer than one"
    assert abs(made["angka-7"][0][1]) > voice_clips.SILENT, "the silence before a word is cut off"


def test_without_espeak_the_build_says_what_is_missing(tmp_path, monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name == "espeakng_loader":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(voice_clips.NoVoice, match="requirements/embedded"):
        voice_clips.build(tmp_path, WORDS, bell="bel", pause="jeda")


def test_a_text_that_gives_no_sound_is_no_silent_file(tmp_path):
    with pytest.raises(voice_clips.NoVoice, match="could not say"):
        voice_clips.build(tmp_path, {"nothing": " "}, bell="bel", pause="jeda")
