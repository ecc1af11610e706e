"""Applies a small low-rank adapter to the bundled encoder, in memory.

The adapter (``models/joined-languages.safetensors``) teaches the encoder that a text and its
translation mean the same, and what makes two proposals of citizens concern one matter. It holds two
thin matrices for each linear layer; the layer's weights become ``W + alpha / rank * up @ down`` (Hu
et al., 2021, “LoRA”). How it was trained and measured: ``models/README.md``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import nn

RANK = 8
ALPHA = 16.0

_ADAPTED = re.compile(r"\.(query|key|value|dense)$")


def layer_names(network: nn.Module) -> list[str]:
    """Names of the linear layers that the adapter changes, in order."""
    return [name for name, _ in network.named_modules() if _ADAPTED.search(name)]


def apply(network: nn.Module, path: Path) -> None:
    """Change the weights of `network` by the adapter at `path`."""
    import torch
    from safetensors.torch import load_file

    change = load_file(str(path))
    with torch.no_grad():
        for name in layer_names(network):
            layer = network.get_submodule(name)
            up, down = change[f"{name}.up"].float(), change[f"{name}.down"].float()
            layer.weight += (ALPHA / RANK) * (up @ down)
