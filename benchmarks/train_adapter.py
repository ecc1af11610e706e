"""Trains the small adapter that teaches the bundled encoder to ignore the language of a text,
and what citizens' contributions have in common.

    python -m benchmarks.train_adapter join --data ../shared/data --out /tmp/join.safetensors
    python -m benchmarks.train_adapter civic --data ../shared/data --start /tmp/join.safetensors \\
        --out models/joined-languages.safetensors

A low-rank adapter (rank 8, alpha 16, on query, key, value and the dense layers; 663,552 weights)
is trained in two stages.

*Join*: sentences beside their translation (in-batch contrast, both ways) and sentence pairs that
people scored for similarity (CoSENT). Both come from the *train* split of `stsb-multi` (seven
languages, scores CC BY-SA 4.0) and from the aligned civic sentences of this project. The dev split
is only measured, never trained on.

*Civic*: the same, fewer at a time, beside pairs of texts by citizens that belong together
(`benchmarks.civic_pairs`), so that “about the same matter” comes to lie near.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from scipy.stats import spearmanr
from sentence_transformers import SentenceTransformer
from torch import nn
from torch.nn import functional

from benchmarks import civic_pairs
from dsupport.encode import adapter, bundled

LANGUAGES = ["en", "fr", "nl", "es", "pt", "it", "de"]
SCALE = 20.0
CIVIC_SENTENCES = Path(__file__).parents[1] / "dsupport" / "data" / "civic_sentences.tsv"


@dataclass(frozen=True)
class Recipe:
    """A stage of the training.

    Attributes
    ----------
    scored, aligned, civic
        Rows of a step: scored pairs with a translation, aligned civic sentences, civic pairs.
    """

    steps: int
    scored: int
    aligned: int
    civic: int
    rate: float
    warm_up: int


STAGES = {
    "join": Recipe(steps=400, scored=32, aligned=8, civic=0, rate=3e-4, warm_up=30),
    "civic": Recipe(steps=300, scored=16, aligned=8, civic=24, rate=2e-4, warm_up=20),
}


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


class Learner:
    """The encoder with a trainable low-rank change in each of its linear layers."""

    def __init__(self, start: Path | None) -> None:
        self.model = SentenceTransformer("models/multilingual-e5-small", device="cpu")
        self.network = self.model[0].auto_model
        self.network.requires_grad_(False)
        known = load_file(str(start)) if start else {}
        self.layers: dict[str, LowRank] = {}
        for name in adapter.layer_names(self.network):
            parent = self.network.get_submodule(name.rpartition(".")[0])
            layer = LowRank(self.network.get_submodule(name), adapter.RANK, adapter.ALPHA, 0.05)
            if known:
                layer.down.data = known[f"{name}.down"].float()
                layer.up.data = known[f"{name}.up"].float()
            self.layers[name] = layer
            setattr(parent, name.rpartition(".")[2], layer)

    @property
    def parameters(self) -> list[nn.Parameter]:
        return [p for layer in self.layers.values() for p in (layer.down, layer.up)]

    def embed(self, texts: list[str], tokens: int = 64) -> torch.Tensor:
        """Unit vectors, at most `tokens` word pieces of each text."""
        # Texts of like length together: little padding, half the time.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        chunks = [order[i : i + 16] for i in range(0, len(order), 16)]
        vectors = torch.cat([self._chunk([texts[i] for i in chunk], tokens) for chunk in chunks])
        return vectors[torch.tensor(order).argsort()]

    def _chunk(self, texts: list[str], tokens: int) -> torch.Tensor:
        features = self.model[0].tokenizer(
            ["query: " + text for text in texts],
            padding=True,
            truncation=True,
            max_length=tokens,
            return_tensors="pt",
        )
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.network(**features).last_hidden_state
        mask = features["attention_mask"][..., None].float()
        return functional.normalize((hidden.float() * mask).sum(1) / mask.sum(1), dim=1)


def measure(learner: Learner, dev: dict[str, list[tuple[str, str, float]]]) -> dict[str, float]:
    """Rank correlation with people's scores on 384 dev pairs, and how often a translation is nearest."""
    learner.network.eval()
    with torch.no_grad():
        vectors = {
            language: [
                torch.cat([learner.embed(column[i : i + 64]) for i in range(0, 384, 64)]).numpy()
                for column in ([p[0] for p in dev[language]], [p[1] for p in dev[language]])
            ]
            for language in ("en", "fr", "nl")
        }
    learner.network.train()
    score = [p[2] for p in dev["en"]][:384]
    figures = {}
    for one, two in (("en", "en"), ("fr", "fr"), ("nl", "nl"), ("fr", "nl"), ("en", "fr")):
        a, b = vectors[one][0], vectors[two][1]
        figures[f"{one}-{two}"] = round(float(spearmanr((a * b).sum(1), score)[0]), 3)
    nearest = (vectors["fr"][0] @ vectors["nl"][0].T).argmax(1) == np.arange(384)
    figures["translation nearest fr-nl"] = round(float(nearest.mean()), 3)
    return figures


class Material:
    """What the steps learn from, drawn by lot."""

    def __init__(self, data: Path, recipe: Recipe, chance: random.Random) -> None:
        self.train = read_pairs(data / "stsb-multi", "train")
        with CIVIC_SENTENCES.open(encoding="utf-8") as handle:
            self.sentences = list(csv.DictReader(handle, delimiter="\t"))
        self.sources = civic_pairs.sources(data) if recipe.civic else {}
        self.recipe, self.chance = recipe, chance
        self._order: list[int] = []

    def rows(self) -> list[int]:
        """The next scored pairs; all are seen before one is seen again."""
        if len(self._order) < self.recipe.scored:
            self._order = list(range(len(self.train["en"])))
            self.chance.shuffle(self._order)
        return [self._order.pop() for _ in range(self.recipe.scored)]

    def joined_loss(self, learner: Learner) -> torch.Tensor:
        """Contrast of sentences with their translations, and CoSENT on the scored pairs."""
        first, second, translated = [], [], []
        rows = self.rows()
        for row in rows:
            one, two = self.chance.choice(LANGUAGES), self.chance.choice(LANGUAGES)
            first.append(self.train[one][row][0])
            second.append(self.train[two][row][1])
            other = self.chance.choice([x for x in LANGUAGES if x != one])
            translated.append(self.train[other][row][0])
        for row in self.chance.sample(self.sentences, self.recipe.aligned):
            one, other = self.chance.sample(LANGUAGES, 2)
            first.append(row[one])
            translated.append(row[other])
        vectors = learner.embed(first + second + translated)
        left, middle, right = vectors.split([len(first), len(second), len(translated)])
        score = torch.tensor([self.train["en"][row][2] for row in rows])
        return contrast(left, right) + cosent(left[: len(rows)], middle, score)

    def civic_loss(self, learner: Learner) -> torch.Tensor:
        """Contrast of civic texts with what belongs to them."""
        left, right = civic_pairs.batch(self.sources, self.recipe.civic, self.chance)
        vectors = learner.embed(left + right, tokens=96)
        return contrast(*vectors.split(self.recipe.civic))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(".")[0])
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="adapter to go on from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    recipe = STAGES[arguments.stage]
    learner = Learner(arguments.start)
    material = Material(arguments.data, recipe, random.Random(arguments.seed))  # noqa: S311 lots
    dev = read_pairs(arguments.data / "stsb-multi", "dev")
    optimiser = torch.optim.AdamW(learner.parameters, lr=recipe.rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda s: min((s + 1) / recipe.warm_up, max(0.02, (recipe.steps - s) / recipe.steps)),
    )
    print("before", measure(learner, dev), flush=True)
    learner.network.train()
    started = time.monotonic()
    for step in range(recipe.steps):
        loss = material.joined_loss(learner)
        if recipe.civic:
            loss = loss + material.civic_loss(learner)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(learner.parameters, 1.0)
        optimiser.step()
        schedule.step()
        if step % 25 == 24:
            print(step + 1, f"{loss.item():.3f}", f"{time.monotonic() - started:.0f}s", flush=True)
        if step % 100 == 99 or step + 1 == recipe.steps:
            print("dev", step + 1, measure(learner, dev), flush=True)
            save(learner.layers, arguments, recipe)


def save(layers: dict[str, LowRank], arguments: argparse.Namespace, recipe: Recipe) -> None:
    tensors = {}
    for name, layer in layers.items():
        tensors[f"{name}.down"] = layer.down.detach().to(torch.float16).contiguous()
        tensors[f"{name}.up"] = layer.up.detach().to(torch.float16).contiguous()
    card = {
        "base_sha256": bundled.WEIGHTS_SHA256,
        "alpha": adapter.ALPHA,
        "rank": adapter.RANK,
        "stage": arguments.stage,
        "steps": recipe.steps,
        "seed": arguments.seed,
        "data": "models/README.md",
    }
    save_file(tensors, str(arguments.out), {"dsupport": json.dumps(card)})


if __name__ == "__main__":
    main()
