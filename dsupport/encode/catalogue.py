"""Finds encoders: the bundled ones by name, any other by its name or path on this machine."""

from __future__ import annotations

import hashlib
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dsupport.encode import adapter, bundled
from dsupport.encode.encoder import Encoder
from dsupport.errors import ModelError
from dsupport.wording.problems import problem

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


@dataclass(frozen=True, slots=True)
class BundledModel:
    """An entry of ``models/manifest.toml``.

    Attributes
    ----------
    adapter
        File of a low-rank adapter beside the manifest, or empty.
    """

    name: str
    directory: str
    source: str
    licence: str
    dimensions: int
    weights_sha256: str
    languages: str
    adapter: str = ""
    adapter_sha256: str = ""

    @property
    def folder(self) -> Path:
        """Where its sentence-transformers directory is or will be built."""
        return models_folder() / self.directory

    @property
    def identity(self) -> str:
        """sha256 over weights and adapter."""
        return hashlib.sha256((self.weights_sha256 + self.adapter_sha256).encode()).hexdigest()


def models_folder() -> Path:
    """The folder of encoders: ``DSUPPORT_MODELS``, else ``models/`` of the project."""
    override = os.environ.get("DSUPPORT_MODELS")
    return Path(override) if override else Path(__file__).parents[2] / "models"


def bundled_models() -> dict[str, BundledModel]:
    """The entries of the manifest, by name."""
    manifest = models_folder() / "manifest.toml"
    if not manifest.is_file():
        manifest = Path(__file__).parents[2] / "models" / "manifest.toml"
    if not manifest.is_file():
        raise problem(ModelError, "no-manifest", path=str(manifest))
    entries = tomllib.loads(manifest.read_text("utf-8"))["model"]
    return {entry["name"]: BundledModel(**entry) for entry in entries}


def build(name: str) -> Path:
    """Build a bundled encoder if it is not there yet; returns its folder."""
    model = _bundled(name)
    if not bundled.is_built(model.folder):
        _quiet()
        bundled.build(model.folder)
    return model.folder


def _bundled(name: str) -> BundledModel:
    model = bundled_models().get(name)
    if model is None:
        raise problem(ModelError, "not-bundled", name=name, names=", ".join(bundled_models()))
    return model


def is_ready(model: BundledModel) -> bool:
    """Whether a bundled encoder is built."""
    return bundled.is_built(model.folder)


def verify(name: str) -> None:
    """Check the source of a bundled encoder and that the built one still loads and agrees."""
    model = _bundled(name)
    bundled.verify_weights(bundled.locate_weights())
    if not bundled.is_built(model.folder):
        raise problem(ModelError, "not-built", hint="build", name=name)
    if model.adapter:
        _verify_adapter(model)
    load(name)


def load(name: str) -> Encoder:
    """Load an encoder by bundled name, path, or name in the local model cache.

    Raises
    ------
    ModelError
        It is not on this machine. Nothing is ever downloaded.
    """
    # transformers asks a hub for files that may be missing; this software never does.
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    from dsupport.encode.sentence_encoder import SentenceEncoder, hash_weights

    _quiet()
    model = bundled_models().get(name)
    if model is not None:
        if not bundled.is_built(model.folder):
            bundled.build(model.folder)
        network = _network(str(model.folder), "build-again", path=str(model.folder))
        if model.adapter:
            _verify_adapter(model)
            adapter.apply(network[0].auto_model, models_folder_of(model) / model.adapter)
        return SentenceEncoder(network, name=name, weights=model.identity)
    folder = Path(name)
    network = _network(name, "encoder-path", names=", ".join(bundled_models()))
    weights = hash_weights(folder) if folder.is_dir() else hashlib.sha256(name.encode()).hexdigest()
    return SentenceEncoder(network, name=name, weights=weights)


def _network(name: str, hint: str, **words: str) -> SentenceTransformer:
    """Load a model, with what the libraries raise said in our words."""
    from safetensors import SafetensorError

    from dsupport.encode.sentence_encoder import load_model

    code = "encoder-folder" if name and Path(name).is_dir() else "encoder-missing"
    if not name:
        raise problem(ModelError, code, hint=hint, name=name, **words)
    try:
        return load_model(name)
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as exc:
        raise problem(ModelError, code, hint=hint, name=name, **words) from exc


def models_folder_of(model: BundledModel) -> Path:
    """Where the adapter of `model` lies: beside the manifest."""
    beside = models_folder() / model.adapter
    return beside.parent if beside.is_file() else Path(__file__).parents[2] / "models"


def _verify_adapter(model: BundledModel) -> None:
    path = models_folder_of(model) / model.adapter
    if not path.is_file():
        raise problem(ModelError, "adapter-missing", hint="models-folder", file=path.name)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != model.adapter_sha256:
        raise problem(
            ModelError, "adapter-other", hint="models-folder", file=path.name, found=found[:12]
        )


def _quiet() -> None:
    """Keep the libraries' own progress bars and notices off the screen; errors still show."""
    import logging

    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    transformers_logging.set_verbosity_error()
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
