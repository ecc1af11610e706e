"""Names for the arrays that move through the project."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

FloatMatrix = npt.NDArray[np.floating[Any]]
"""Dense numbers, float32 unless said otherwise; rows are contributions unless the docstring says otherwise."""

IntArray = npt.NDArray[np.int64]
"""Row numbers or labels."""

JsonDict = dict[str, Any]
"""An object that can be written as JSON."""
