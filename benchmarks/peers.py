"""Other methods, on the same texts and the same vectors.

They run with the settings that they ship with. What is not installed is reported as such.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from dsupport.typing import FloatMatrix, IntArray

BERTOPIC = "BERTopic's chain"
KMEANS = "k-means, true k"
LINKAGE = "average linkage"
DENSITY = "HDBSCAN on 15 dimensions"
EVOC = "EVōC"
KOUCHOU = "Kouchou-AI's method"
METHODS = (BERTOPIC, KMEANS, LINKAGE, DENSITY, EVOC, KOUCHOU)

SEEDED = {BERTOPIC, KMEANS, EVOC, KOUCHOU}
"""Methods that draw lots."""

BY_K = {KMEANS, KOUCHOU}
"""Methods whose groups depend on how many people made."""

FINE = 20
"""From so many groups on, Kouchou-AI's lower level is compared, else its upper one."""

LEAST = 10
"""Smallest group: the setting that BERTopic ships with."""

K_TRIED = [*range(2, 21), 24, 28, 32, 36, 40, 50, 60, 70, 80, 90, 100]


def installed(package: str) -> str:
    """Version of a package, or empty."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def availability() -> dict[str, str]:
    """How each method is run here; empty where it cannot be."""
    chain = ""
    if installed("umap-learn") and installed("hdbscan"):
        parts = f"umap-learn {installed('umap-learn')}, hdbscan {installed('hdbscan')}"
        package = installed("bertopic")
        chain = f"bertopic {package} ({parts})" if package else f"{parts}, without bertopic"
    scikit = f"scikit-learn {installed('scikit-learn')}"
    return {
        BERTOPIC: chain,
        KMEANS: scikit,
        LINKAGE: f"scipy {installed('scipy')}, {scikit}",
        DENSITY: f"hdbscan {installed('hdbscan')}" if installed("hdbscan") else "",
        EVOC: f"evoc {installed('evoc')}" if installed("evoc") else "",
        KOUCHOU: f"restated; umap-learn {installed('umap-learn')}, {scikit}"
        if installed("umap-learn")
        else "",
    }


def run(method: str, texts: Sequence[str], vectors: FloatMatrix, k: int, seed: int) -> IntArray:
    """Groups found by `method`; -1 where a text was left out."""
    methods: dict[str, Callable[[], IntArray]] = {
        BERTOPIC: lambda: bertopic_chain(texts, vectors, seed),
        KMEANS: lambda: kmeans(vectors, k, seed),
        LINKAGE: lambda: average_linkage(vectors),
        DENSITY: lambda: density(vectors),
        EVOC: lambda: evoc(vectors, seed),
        KOUCHOU: lambda: kouchou(vectors, k, seed),
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return methods[method]()


def bertopic_chain(texts: Sequence[str], vectors: FloatMatrix, seed: int | None) -> IntArray:
    """UMAP to 5 dimensions, HDBSCAN, outliers reassigned by the nearest topic's mean vector."""
    if not installed("bertopic"):
        return reassigned(vectors, umap_hdbscan(vectors, seed))
    from bertopic import BERTopic
    from hdbscan import HDBSCAN

    model = BERTopic(
        embedding_model=None,
        umap_model=_umap(len(vectors), seed),
        hdbscan_model=HDBSCAN(min_cluster_size=LEAST, prediction_data=True),
    )
    found, _ = model.fit_transform(list(texts), embeddings=vectors)
    labels = np.asarray(found)
    if (labels == -1).any() and (labels >= 0).any():
        labels = np.asarray(
            model.reduce_outliers(
                list(texts), list(labels), strategy="embeddings", embeddings=vectors
            )
        )
    return labels.astype(np.int64)


def _umap(n: int, seed: int | None):
    from umap import UMAP

    return UMAP(
        n_neighbors=min(15, n - 1),
        n_components=5,
        min_dist=0.0,
        metric="cosine",
        random_state=seed,
        init="spectral" if n > 30 else "random",
    )


def umap_hdbscan(vectors: FloatMatrix, seed: int | None) -> IntArray:
    """The two steps by themselves, without words for the topics."""
    from hdbscan import HDBSCAN

    reduced = _umap(len(vectors), seed).fit_transform(vectors)
    return HDBSCAN(min_cluster_size=LEAST).fit_predict(reduced).astype(np.int64)


def reassigned(vectors: FloatMatrix, labels: IntArray) -> IntArray:
    """Give every outlier to the group whose mean vector is nearest."""
    groups = np.unique(labels[labels >= 0])
    if not len(groups):
        return labels
    means = np.array([vectors[labels == group].mean(axis=0) for group in groups])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    nearest = groups[(vectors @ means.T).argmax(axis=1)]
    return np.where(labels >= 0, labels, nearest)


def kmeans(vectors: FloatMatrix, k: int, seed: int) -> IntArray:
    """k-means that is told the number of groups that people made."""
    from sklearn.cluster import KMeans

    return KMeans(k, n_init=10, random_state=seed).fit_predict(vectors).astype(np.int64)


def average_linkage(vectors: FloatMatrix) -> IntArray:
    """Average linkage on cosine distances; the number of groups by the best silhouette."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform
    from sklearn.metrics import silhouette_score

    distances = np.clip(1.0 - vectors @ vectors.T, 0.0, 2.0).astype(np.float64)
    np.fill_diagonal(distances, 0.0)
    distances = (distances + distances.T) / 2
    tree = linkage(squareform(distances, checks=False), "average")
    best, chosen = -2.0, np.zeros(len(vectors), np.int64)
    for k in (k for k in K_TRIED if k < len(vectors)):
        labels = fcluster(tree, k, "maxclust").astype(np.int64)
        if len(np.unique(labels)) < 2:
            continue
        quality = float(silhouette_score(distances, labels, metric="precomputed"))
        if quality > best:
            best, chosen = quality, labels
    return chosen


def density(vectors: FloatMatrix) -> IntArray:
    """HDBSCAN after PCA to 15 dimensions; texts outside dense places stay out."""
    from hdbscan import HDBSCAN
    from sklearn.decomposition import PCA

    wanted = min(15, len(vectors) - 1, vectors.shape[1])
    reduced = PCA(wanted, random_state=0).fit_transform(vectors)
    # With more samples than one, nearly every text is left out.
    return HDBSCAN(min_cluster_size=5, min_samples=1).fit_predict(reduced).astype(np.int64)


def evoc(vectors: FloatMatrix, seed: int) -> IntArray:
    """EVōC's most persistent layer; texts outside stay out."""
    from evoc import EVoC

    return np.asarray(EVoC(random_state=seed).fit_predict(vectors)).astype(np.int64)


def kouchou(vectors: FloatMatrix, k: int, seed: int) -> IntArray:
    """Kouchou-AI's method, restated: k-means in a plane, and Ward's linkage of its centres above.

    The upper level has the cube root of the number of texts (2 to 10), the lower its square.
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from sklearn.cluster import KMeans
    from umap import UMAP

    n = len(vectors)
    upper = max(2, min(10, round(n ** (1 / 3))))
    lower = max(2, min(1000, upper * upper))
    plane = UMAP(
        n_neighbors=max(2, min(15, n - 1)), n_components=2, random_state=seed,
        init="spectral" if n > 30 else "random",
    ).fit_transform(vectors)  # fmt: skip
    model = KMeans(min(lower, n), n_init=10, random_state=seed).fit(plane)
    if k >= FINE:
        return model.labels_.astype(np.int64)
    above = fcluster(linkage(model.cluster_centers_, "ward"), upper, "maxclust")
    return above[model.labels_].astype(np.int64)
