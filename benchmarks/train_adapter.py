"""Trains the small adapter that teaches the bundled encoder to ignore the language of a text.

    python benchmarks/train_adapter.py --data ../shared/data --out models/joined-languages.safetensors

A low-rank adapter (rank 8, alpha 16, on query, key, value and the dense layers; 663,552 weights)
is trained on two kinds of rows: sentences beside their translation (in-batch contrast, both ways)
and sentence pairs that people scored for similarity (CoSENT). Both come from the *train* split of
`stsb-multi` (seven languages, scores CC BY-SA 4.0) and from the aligned civic sentences of this
project. The dev split is only measured, never trained on.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from scipy.stats import spearmanr
from sentence_transformers import SentenceTransformer
from torch import nn
from torch.nn import functional

from dsupport.encode import adapter, bundled

LANGUAGES = ["en", "fr", "nl", "es", "pt", "it", "de"]
SCALE = 20.0
PAIRS_PER_STEP = 32
ALIGNED_PER_STEP = 8
CIVIC_SENTENCES = Path(__file__).parents[1] / "dsupport" / "data" / "civic_sentences.tsv"


class LowRank(nn.Module):
    """A frozen linear layer plus a trainable low-rank change of its weights."""

    def __init__(self, layer: nn.Linear, rank: int, alpha: float, dropout: float) -> None:
        super().__init__()
        self.layer = layer
        self.down = nn.Parameter(torch.empty(rank, layer.in_features))
        self.up = nn.Parameter(torch.zeros(layer.out_features, rank))
        nn.init.kaiming_uniform_(self.down, a=5**0.5)
        self.scaling = alpha / rank
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        change = functional.linear(functional.linear(self.dropout(hidden), self.down), self.up)
        return self.layer(hidden) + self.scaling * change


def read_pairs(folder: Path, split: str) -> dict[str, list[tuple[str, str, float]]]:
    """Scored pairs per language; row i is the same pair in every language."""
    pairs = {}
    for language in LANGUAGES:
        with (folder / f"stsb-{language}-{split}.csv").open(encoding="utf-8") as handle:
            pairs[language] = [(a, b, float(score)) for a, b, score in csv.reader(handle)]
    return pairs


def contrast(left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """In-batch contrast of a sentence with its translation, both ways."""
    similarity = SCALE * left @ right.T
    target = torch.arange(len(left))
    return (
        functional.cross_entropy(similarity, target)
        + functional.cross_entropy(similarity.T, target)
    ) / 2


def cosent(left: torch.Tensor, right: torch.Tensor, score: torch.Tensor) -> torch.Tensor:
    """CoSENT: a pair that people scored higher must have the higher cosine (Su, 2022)."""
    cosine = SCALE * (left * right).sum(1)
    gap = cosine[:, None] - cosine[None, :]
    wrong = gap[score[:, None] < score[None, :]]
    return torch.logsumexp(torch.cat([torch.zeros(1), wrong]), 0)


def main() -> None:  # noqa: PLR0915 one run from top to bottom
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    chance = random.Random(arguments.seed)  # noqa: S311 lots for batches

    base = Path("models/multilingual-e5-small")
    model = SentenceTransformer(str(base), device="cpu")
    network = model[0].auto_model
    network.requires_grad_(False)
    layers = {}
    for name in adapter.layer_names(network):
        parent = network.get_submodule(name.rpartition(".")[0])
        layers[name] = LowRank(network.get_submodule(name), adapter.RANK, adapter.ALPHA, 0.05)
        setattr(parent, name.rpartition(".")[2], layers[name])

    train = read_pairs(arguments.data / "stsb-multi", "train")
    dev = read_pairs(arguments.data / "stsb-multi", "dev")
    with CIVIC_SENTENCES.open(encoding="utf-8") as handle:
        civic = list(csv.DictReader(handle, delimiter="\t"))
    print(f"{len(train['en'])} pairs, {len(civic)} civic sentences, {len(LANGUAGES)} languages")

    parameters = [p for layer in layers.values() for p in (layer.down, layer.up)]
    optimiser = torch.optim.AdamW(parameters, lr=3e-4)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda s: min((s + 1) / 30, max(0.02, (arguments.steps - s) / arguments.steps)),
    )

    def embed(texts: list[str]) -> torch.Tensor:
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        # Texts of like length together: little padding, half the time.
        chunks = [order[i : i + 32] for i in range(0, len(order), 32)]
        vectors = torch.cat([embed_chunk([texts[i] for i in chunk]) for chunk in chunks])
        return vectors[torch.tensor(order).argsort()]

    def embed_chunk(texts: list[str]) -> torch.Tensor:
        features = model[0].tokenizer(
            ["query: " + t for t in texts],
            padding=True,
            truncation=True,
            max_length=64,
            return_tensors="pt",
        )
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = network(**features).last_hidden_state
        mask = features["attention_mask"][..., None].float()
        return functional.normalize((hidden.float() * mask).sum(1) / mask.sum(1), dim=1)

    def measure() -> dict[str, float]:
        network.eval()
        with torch.no_grad():
            vectors = {
                language: [
                    torch.cat([embed(column[i : i + 64]) for i in range(0, 384, 64)]).numpy()
                    for column in ([p[0] for p in dev[language]], [p[1] for p in dev[language]])
                ]
                for language in ("en", "fr", "nl")
            }
        score = [p[2] for p in dev["en"]][:384]
        network.train()
        figures = {}
        for one, two in (("en", "en"), ("fr", "fr"), ("nl", "nl"), ("fr", "nl"), ("en", "fr")):
            a, b = vectors[one][0], vectors[two][1]
            figures[f"{one}-{two}"] = round(float(spearmanr((a * b).sum(1), score)[0]), 3)
        nearest = (vectors["fr"][0] @ vectors["nl"][0].T).argmax(1) == np.arange(384)
        figures["translation nearest fr-nl"] = round(float(nearest.mean()), 3)
        return figures

    print("before", measure(), flush=True)
    network.train()
    started = time.monotonic()
    order: list[int] = []
    for step in range(arguments.steps):
        if len(order) < PAIRS_PER_STEP:
            order = list(range(len(train["en"])))
            chance.shuffle(order)
        rows = [order.pop() for _ in range(PAIRS_PER_STEP)]
        first, second, translated = [], [], []
        for row in rows:
            one, two = chance.choice(LANGUAGES), chance.choice(LANGUAGES)
            first.append(train[one][row][0])
            second.append(train[two][row][1])
            other = chance.choice([x for x in LANGUAGES if x != one])
            translated.append(train[other][row][0])
        for row in chance.sample(civic, min(ALIGNED_PER_STEP, len(civic))):
            one, other = chance.sample(LANGUAGES, 2)
            first.append(row[one])
            translated.append(row[other])
        vectors = embed(first + second + translated)
        left = vectors[: len(first)]
        middle = vectors[len(first) : len(first) + len(second)]
        right = vectors[len(first) + len(second) :]
        score = torch.tensor([train["en"][row][2] for row in rows])
        loss = contrast(left, right) + cosent(left[: len(rows)], middle, score)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        if step % 25 == 24:
            print(step + 1, f"{loss.item():.3f}", f"{time.monotonic() - started:.0f}s", flush=True)
        if step % 100 == 99 or step + 1 == arguments.steps:
            print("dev", step + 1, measure(), flush=True)
            save(layers, arguments)


def save(layers: dict[str, LowRank], arguments: argparse.Namespace) -> None:
    tensors = {}
    for name, layer in layers.items():
        tensors[f"{name}.down"] = layer.down.detach().to(torch.float16).contiguous()
        tensors[f"{name}.up"] = layer.up.detach().to(torch.float16).contiguous()
    card = {
        "base_sha256": bundled.WEIGHTS_SHA256,
        "alpha": adapter.ALPHA,
        "rank": adapter.RANK,
        "steps": arguments.steps,
        "seed": arguments.seed,
        "data": "stsb-multi train (CC BY-SA 4.0), civic_sentences.tsv of this project",
    }
    save_file(tensors, str(arguments.out), {"dsupport": json.dumps(card)})


if __name__ == "__main__":
    main()
