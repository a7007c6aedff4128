"""What the reading screen begins with: all that its first frame shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsreader.config import Config
from newsreader.library import Library
from newsreader.store import BundleRecord, Counts
from newsreader.tui.messages import ListingReady
from newsreader.tui.theme import Look

if TYPE_CHECKING:
    from newsreader.ingest.background import BackgroundAdd
    from newsreader.tui.commands import Command


class Start(NamedTuple):
    """What the first frame shows, read before there is a screen."""

    library: Library
    config: Config
    look: Look
    commands: Sequence[Command] | None
    counts: Counts
    bundles: Sequence[BundleRecord]
    listing: ListingReady
    session: dict[str, object]
    work: BackgroundAdd | None = None

    @property
    def bundle(self) -> str | None:
        """The bundle that was listed when the reader was left, if it is still there."""
        name = self.session.get("bundle")
        return name if isinstance(name, str) and any(b.name == name for b in self.bundles) else None
