"""Encoders by name and path: nothing is ever downloaded, and damage is said in words."""

import hashlib
import shutil
from pathlib import Path

import numpy as np
import pytest
from pytest_socket import SocketBlockedError

from dsupport.config import DEFAULT_ENCODER
from dsupport.encode import build, bundled_models, catalogue, load, verify
from dsupport.errors import ModelError

PROJECT = Path(__file__).parents[2]


def test_the_manifest_describes_every_model_whole() -> None:
    models = bundled_models()
    assert DEFAULT_ENCODER in models
    for name, model in models.items():
        assert model.name == name
        assert model.licence
        assert len(model.weights_sha256) == 64
        assert model.dimensions > 0
        if model.adapter:
            adapter = PROJECT / "models" / model.adapter
            assert hashlib.sha256(adapter.read_bytes()).hexdigest() == model.adapter_sha256
    identities = [model.identity for model in models.values()]
    assert len(set(identities)) == len(identities)


@pytest.mark.parametrize("name", ["no-such/model", "no-such-model", "/no/such/folder", ""])
def test_an_unknown_name_is_an_answer_not_a_download(name: str) -> None:
    # pytest-socket forbids the network: an attempt would fail as SocketBlockedError.
    with pytest.raises(ModelError, match="not on this machine") as caught:
        load(name)
    assert not isinstance(caught.value.__cause__, SocketBlockedError)
    assert "Nothing is downloaded" in caught.value.hint
    assert DEFAULT_ENCODER in caught.value.hint


def test_a_folder_that_is_no_model_is_an_answer(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        load(str(tmp_path))
    (tmp_path / "modules.json").write_text("{ half", "utf-8")
    with pytest.raises(ModelError):
        load(str(tmp_path))


def test_a_folder_with_damaged_weights_is_an_answer(tmp_path: Path) -> None:
    from transformers import BertConfig

    BertConfig(
        hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8
    ).save_pretrained(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"\x08\0\0\0\0\0\0\0garbage!")
    with pytest.raises(ModelError):
        load(str(tmp_path))


@pytest.mark.parametrize("ask", [build, verify])
def test_asking_for_an_unknown_bundled_model_names_those_there_are(ask: object) -> None:
    with pytest.raises(ModelError, match="no bundled encoder") as caught:
        ask("nope")  # type: ignore[operator]
    assert DEFAULT_ENCODER in caught.value.hint


def test_a_missing_manifest_falls_back_to_the_projects(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DSUPPORT_MODELS", str(tmp_path))
    assert DEFAULT_ENCODER in bundled_models()
    assert bundled_models()[DEFAULT_ENCODER].folder.parent == tmp_path


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_a_damaged_adapter_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, damage: str
) -> None:
    for name in ("manifest.toml", "joined-languages.safetensors"):
        shutil.copy(PROJECT / "models" / name, tmp_path / name)
    monkeypatch.setenv("DSUPPORT_MODELS", str(tmp_path))
    model = bundled_models()[DEFAULT_ENCODER]
    catalogue._verify_adapter(model)
    path = tmp_path / model.adapter
    if damage == "changed":
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    else:
        path.unlink()
        monkeypatch.setattr(catalogue, "models_folder_of", lambda model: tmp_path)
    with pytest.raises(ModelError, match="adapter") as caught:
        catalogue._verify_adapter(model)
    assert "models/" in caught.value.hint


@pytest.mark.model
def test_a_path_works_like_a_name() -> None:
    folder = build("multilingual-e5-small")
    by_path, by_name = load(str(folder)), load("multilingual-e5-small")
    texts = ["More night buses", "Plus de bus de nuit"]
    quiet = lambda *_: None  # noqa: E731
    np.testing.assert_allclose(by_path.encode(texts, quiet), by_name.encode(texts, quiet))
    assert by_path.card.key != by_name.card.key
