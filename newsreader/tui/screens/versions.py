"""The versions of a story: unfolded below its row, folded again, stepped through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.commands import Call
from newsreader.unfolding import Unfolded

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class Versions:
    """Remembers which stories are unfolded; they are so in every list until they are folded."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self._steps_after: int | None = None
        self._opens = False

    def _story(self) -> range | None:
        """The rows of the unfolded story under the cursor."""
        listing = self.screen.browsing.listing
        return listing.story_at(self.screen.headlines.cursor) if isinstance(listing, Unfolded) else None

    def do_list_fold(self, _: Call) -> None:
        """Unfold the versions of the story under the cursor, or fold them."""
        headlines = self.screen.headlines
        story = self._story()
        headline = headlines.headline
        if story is not None:
            first = headlines.headline_at(story.start)
            if first is not None:
                self.screen.browsing.unfolded.discard(first.rowid)
                headlines.move_to(story.start)
                self.screen.browsing.refold(first.rowid)
        elif headline is not None and self._has_versions(headline.versions):
            self.screen.browsing.unfolded.add(headline.rowid)
            self.screen.browsing.refold(headline.rowid)

    def _has_versions(self, versions: int) -> bool:
        if versions < 2:
            self.screen.telling.say("there is no other version of this story")
        return versions > 1

    def do_article_version(self, call: Call) -> None:
        """The next version of the story, after the last one the first; read if one is being read."""
        self._opens = self.screen.panes.is_in_article
        if self._story() is not None:
            self._step(call.times)
            return
        headline = self.screen.headlines.headline
        if headline is not None and self._has_versions(headline.versions):
            self._steps_after = call.times
            self.screen.browsing.unfolded.add(headline.rowid)
            self.screen.browsing.refold(headline.rowid)

    def list_shown(self) -> None:
        """The story that was to be stepped through is unfolded now."""
        if self._steps_after is not None:
            steps, self._steps_after = self._steps_after, None
            self._step(steps)

    def _step(self, steps: int) -> None:
        story, headlines = self._story(), self.screen.headlines
        if story is None:
            return
        place = story.start + (headlines.cursor - story.start + steps) % len(story)
        self.screen.telling.say(f"version {place - story.start + 1} of {len(story)}")
        if self._opens:
            self.screen.opening.open_at(place)
        else:
            headlines.move_to(place)
