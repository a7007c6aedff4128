"""The side bar's affairs: what it counts, what it lists, and the searches that are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from newsreader.listing import Sort, View
from newsreader.tui import beside
from newsreader.tui.commands import Call
from newsreader.tui.messages import Marked, SavedCounted, SideChosen, SideCounted, SideFolded
from newsreader.tui.side_rows import side_rows
from newsreader.tui.widgets.prompt_line import Prompt

if TYPE_CHECKING:
    from newsreader.library import Library
    from newsreader.tui.beside import SideCounts
    from newsreader.tui.screens.reading import ReadingScreen

CALM_S = 1.5
"""Saved searches are counted again when nothing has changed for so long: each is a search of its own."""

SHORT = 12
"""Groups of up to so many rows begin unfolded."""


class Aside:
    """Counts only what is shown of the side bar, one round at a time."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        opened = screen.start.session.get("unfolded")
        self.opened = {str(key) for key in opened} if isinstance(opened, list) else {"saved"}
        self._counts: SideCounts | None = None
        self._saved_counts: dict[str, int] = {}
        self._rounds = 0
        self._calm: Timer | None = None
        self._is_short_known = isinstance(opened, list)

    def refresh(self) -> None:
        """Show what is known, and count again."""
        self._show()
        if self.screen.panes.has_side_bar and self.screen.is_furnished:
            self._rounds += 1
            if self._rounds == 1:
                self.screen.desk.ask("side", beside.counts)

    def counted(self, message: SideCounted) -> None:
        """The sums that the store keeps; the saved searches come once it is calm."""
        self._counts = message.counts
        if not self._is_short_known and message.counts.tags:
            self._is_short_known = True
            if len(message.counts.tags) <= SHORT:
                self.opened.add("tags")
        self._show()
        self._count_saved(is_urgent=not self._saved_counts)
        asked_again, self._rounds = self._rounds > 1, 0
        if asked_again:
            self.refresh()

    def _count_saved(self, *, is_urgent: bool) -> None:
        if self._calm is not None:
            self._calm.stop()
        saved = self._counts.saved if self._counts and "saved" in self.opened else ()

        def count() -> None:
            self.screen.desk.ask("side", beside.saved_counts, saved)

        if saved and is_urgent:
            count()
        elif saved:
            self._calm = self.screen.set_timer(CALM_S, count)

    def saved_counted(self, message: SavedCounted) -> None:
        """How much of each saved search is unread."""
        self._saved_counts = message.unread
        self._show()

    def failed(self) -> None:
        """A round came to nothing; the next may do better."""
        self._rounds = 0

    def _show(self) -> None:
        if self.screen.has_made("side_bar"):
            screen = self.screen
            rows = side_rows(screen.counts, screen.bundles, self._counts, self._saved_counts, self.opened)
            screen.side_bar.show(rows, is_counted=self._counts is not None)
            if screen.panes.active == "side bar":
                screen.telling.position()  # what is said of the row under the cursor may have changed

    def folded(self, message: SideFolded) -> None:
        """Unfold or fold a row."""
        (self.opened.add if message.is_open else self.opened.discard)(message.key)
        self._show()
        if message.key == "saved":
            self._count_saved(is_urgent=True)

    def chosen(self, message: SideChosen) -> None:
        """List what a row stands for, or go back to the list there is."""
        row = message.row
        if row is None or row.view is None:
            self.screen.panes.focus_list()
            return
        name = row.label if row.depth == 0 or not row.view.scope.bundle else None
        title = name or f"{row.view.scope.bundle} › {row.label}"
        self.screen.browsing.show_place(row.view, title)

    # Saved searches

    def do_search_save(self, call: Call) -> None:
        """Keep the present list's query and order under a name."""
        if call.letter:
            self.save(call.letter)
        else:
            self.screen.prompting.ask(Prompt("save", "save this search as: "))

    def save(self, name: str) -> None:
        """Keep it under this name."""
        if name.strip():
            view = self.screen.browsing.levels[-1].view
            self.opened.add("saved")
            self.screen.desk.ask("marks", _save, name.strip(), query_of(view), view.order)

    def do_search_delete(self, call: Call) -> None:
        """Forget a saved search."""
        if call.letter:
            self.delete(call.letter)
        else:
            self.screen.prompting.ask(Prompt("unsave", "delete the saved search: "), self._present())

    def delete(self, name: str) -> None:
        """Forget the one of this name."""
        if name.strip():
            self.screen.desk.ask("marks", _delete, name.strip())

    def do_search_rename(self, call: Call) -> None:
        """Give a saved search another name."""
        if "=" in call.letter:
            self.rename(call.letter)
        else:
            name = call.letter or self._present()
            self.screen.prompting.ask(Prompt("rename", "rename, old = new: "), f"{name} = " if name else "")

    def rename(self, text: str) -> None:
        """``old = new``."""
        old, _, new = text.partition("=")
        if old.strip() and new.strip():
            self.screen.desk.ask("marks", _rename, old.strip(), new.strip())

    def _present(self) -> str:
        """The saved search under the side bar's cursor."""
        return self.screen.side_bar.row.saved if self.screen.panes.active == "side bar" else ""


def query_of(view: View) -> str:
    """A view's query with the place it is limited to put into words."""
    scope = view.scope
    named = (("bundle", scope.bundle), ("section", scope.section), ("tag", scope.tag))
    parts = [f'{field}:"{name.replace(chr(34), " ")}"' for field, name in named if name]
    parts += ["is:starred"] * scope.starred_only + ["is:unread"] * scope.unread_only
    parts += ["is:dismissed"] * (scope.dismissed == "only")
    query = view.query.strip()
    return " ".join([*parts, f"({query})" if parts and query else query]).strip()


def _save(library: Library, name: str, query: str, sort: Sort) -> Marked:
    was_there = library.save_search(name, query, sort)
    return Marked(f"{'saved anew' if was_there else 'saved'} as {name}", ())


def _delete(library: Library, name: str) -> Marked:
    library.delete_search(name)
    return Marked(f"the saved search {name} is deleted", ())


def _rename(library: Library, old: str, new: str) -> Marked:
    library.rename_search(old, new)
    return Marked(f"{old} is called {new} now", ())
