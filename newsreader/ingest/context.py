"""What is known of a bundle as a whole before the first of its documents is cleaned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.article import RawDocument
from newsreader.bundles import SourceFile, read_source
from newsreader.errors import UsageError
from newsreader.store import SpokenRules

if TYPE_CHECKING:
    from newsreader.cleaning import BundleContext

SAMPLE = 200
"""Documents of a bundle that are looked at for repeated lines and dates."""


def context_of(root: Path, sources: Sequence[SourceFile], rules: SpokenRules) -> BundleContext:
    """What a sample of its documents says, and what a reader has said."""
    # Where workers load it themselves, this process does so meanwhile.
    from newsreader.cleaning import learn

    return _ruled(learn(_sample(root, sources)), rules)


def _ruled(context: BundleContext, rules: SpokenRules) -> BundleContext:
    """What is known of a bundle, with what a reader has said of it.

    A rule about dates that this version does not understand, from another machine perhaps, is passed over.
    """
    from newsreader.cleaning import date_rule

    try:
        dates = date_rule.parse(rules.dates)
    except UsageError:
        dates = date_rule.NO_RULE
    return replace(
        context,
        kept=frozenset(rule.line for rule in rules.lines if rule.is_kept),
        dropped=frozenset(rule.line for rule in rules.lines if not rule.is_kept),
        date_rule=dates,
    )


def _sample(root: Path, sources: Sequence[SourceFile]) -> list[RawDocument]:
    """Documents from all over the bundle: some of each source, or one of every n-th."""
    step = max(1, len(sources) // SAMPLE)
    each = max(1, SAMPLE // len(sources))
    chosen = (islice(read_source(root, source), each) for source in sources[::step])
    return [document for document in chain.from_iterable(chosen) if isinstance(document, RawDocument)]
