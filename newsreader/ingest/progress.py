"""What an add tells while it runs and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stage = Literal["reading", "indexing"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an add has come.

    ``done`` and ``total`` are bytes of the bundle while reading and articles while indexing;
    ``documents`` counts what has been read, or indexed, in this stage.
    """

    bundle: str
    stage: Stage
    documents: int
    done: int
    total: int
    elapsed_s: float

    @property
    def fraction(self) -> float:
        """Between 0 and 1; 1 where there is nothing to do."""
        return min(1.0, self.done / self.total) if self.total else 1.0

    @property
    def rate(self) -> float:
        """Documents a second since the stage began."""
        return self.documents / self.elapsed_s if self.elapsed_s > 0 else 0.0

    @property
    def eta_s(self) -> float | None:
        """Seconds left at the present pace; None while there is nothing to judge by."""
        if self.elapsed_s < 0.5 or not self.fraction:
            return None
        return self.elapsed_s * (1 - self.fraction) / self.fraction


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What adding or refreshing one bundle came to; all counts are of this run but for ``documents``
    and ``articles``, which are what the library now holds of the bundle."""

    name: str
    path: str
    documents: int = 0
    articles: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: int = 0


@dataclass(frozen=True, slots=True)
class AddReport:
    """The bundles in the order they were added, and the seconds it took."""

    bundles: tuple[BundleReport, ...]
    took_s: float
