"""The peer for the start of the screen: the least that a Textual app with a list can be."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import DataTable


class BareApp(App[None]):
    """A DataTable with the rows of one screen."""

    def compose(self) -> ComposeResult:
        yield DataTable()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("time", "headline")
        for number in range(60):
            table.add_row("14:05", f"Headline number {number} of a bare application")


if __name__ == "__main__":
    BareApp().run()
