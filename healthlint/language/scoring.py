"""How sure a candidate is a claim: a sum of weights over its features, each of them readable.

The weights are data (`rules/lexicon/claim-weights.yaml`), trained by `scripts/claims/train.py`; nothing is reported
that the reading did not propose and no guard silenced.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp, log

#: Probability from which a claim is reported with high, medium and low confidence (see docs/accuracy.md).
HIGH, MEDIUM, LOW = 0.8, 0.55, 0.25
_ROUNDING = 1e-9


def probability(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """The probability that a candidate with these features is a claim; 0.5 where no weight is known."""
    return 1 / (1 + exp(-total(features, weights)))


def total(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """The log odds."""
    return weights.get("bias", 0.0) + sum(filter(None, map(weights.get, features)))


def gains(weights: Mapping[str, float], prefix: str) -> dict[str, float]:
    """What speaks for a claim of the features that begin with a prefix, by the rest of their names."""
    return {
        feature.removeprefix(prefix): weight
        for feature, weight in weights.items()
        if weight > 0 and feature.startswith(prefix)
    }


def least(more: float) -> float:
    """The log odds under which a candidate is not reported where no more than this can still be added to them."""
    return log(LOW / (1 - LOW)) - more - _ROUNDING


def confidence(value: float) -> str:
    """The confidence that a probability stands for; "" where it is too small to report at all."""
    return "high" if value >= HIGH else "medium" if value >= MEDIUM else "low" if value >= LOW else ""


def reasons(features: Iterable[str], weights: Mapping[str, float], most: int = 8) -> tuple[str, ...]:
    """The features that decided, weightiest first, each with its weight."""
    known = sorted(((abs(weights[f]), f) for f in features if weights.get(f)), reverse=True)[:most]
    return tuple(f"{feature} {weights[feature]:+.1f}" for _, feature in known)
