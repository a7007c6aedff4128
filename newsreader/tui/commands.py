"""The one table of commands: what each is called, its keys, what it does and where it applies.

Key presses, the command line (``:``), the help screen and the key table of the README all come from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from newsreader.errors import ConfigError

Where = Literal["list", "article", "side bar", "timeline", "anywhere"]
LETTER = "{letter}"
"""Stands in a key for any letter, which the command is given."""
DIGIT = "{digit}"
"""Stands for any digit, where there is something on the screen to be chosen by one."""


class Command(NamedTuple):
    """One thing a reader can do. A key is written as one says it: ``j``, ``Ctrl-D``, ``g g``, ``m {letter}``.

    ``keys`` before the help text; ``takes_count``: a number typed before it is passed on.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    where: Where
    takes_count: bool = False

    @property
    def takes_words(self) -> bool:
        """Whether words may follow its name in the command line."""
        return self.id.startswith(("search.", "bundle."))

    @property
    def method(self) -> str:
        """The name of the method that does it, on whichever widget owns what it acts on."""
        return "do_" + self.id.replace(".", "_").replace("-", "_")

    @property
    def takes_letter(self) -> bool:
        """Whether its key ends in any letter or digit."""
        return any(key.endswith((LETTER, DIGIT)) for key in self.keys)


class Call(NamedTuple):
    """A command as it was asked for: with the number typed before it, the letter after it, its last key."""

    command: Command
    number: int | None = None
    letter: str = ""
    key: str = ""

    @property
    def times(self) -> int:
        """How often a movement is to be made."""
        return self.number or 1


def _keys(written: str) -> tuple[str, ...]:
    return tuple(key for key in written.split("  ") if key)


def _moving(id_: str, keys: str, label: str, help_: str, where: Where) -> Command:
    return Command(id_, _keys(keys), label, help_, where, takes_count=True)


def _doing(id_: str, keys: str, label: str, help_: str, where: Where = "anywhere") -> Command:
    return Command(id_, _keys(keys) if keys else (), label, help_, where)


COMMANDS: tuple[Command, ...] = (
    _moving("list.next", "j  Down", "next", "Next headline", "list"),
    _moving("list.previous", "k  Up", "previous", "Previous headline", "list"),
    _moving("list.first", "g g  Home", "first", "First headline; with a count, that headline", "list"),
    _moving("list.last", "G  End", "last", "Last headline; with a count, that headline", "list"),
    _moving("list.half-down", "Ctrl-D", "half page down", "Half a page down", "list"),
    _moving("list.half-up", "Ctrl-U", "half page up", "Half a page up", "list"),
    _moving("list.page-down", "Ctrl-F  PgDn", "page down", "A page down", "list"),
    _moving("list.page-up", "Ctrl-B  PgUp  b", "page up", "A page up", "list"),
    _doing("list.read-on", "Space", "read on", "A page down; at the end, the next unread", "list"),
    _doing("list.open", "Enter  l  Right", "open", "Read the article", "list"),
    _doing("list.search", "/", "search", "Search the library as you type", "list"),
    _moving("list.match-next", "n", "next match", "Next match; without a search, next unread", "list"),
    _moving("list.match-previous", "N", "previous match",
            "Previous match; without a search, previous unread", "list"),
    _doing("list.narrow", "f", "narrow", "Narrow this list to what matches; Esc clears", "list"),
    Command("list.why", (), "why", "Why the article under the cursor is a hit of the search", "list"),
    _doing("list.try", "{digit}", "search instead",
           "Where a search found little: search for the query of that number instead", "list"),
    _doing("list.sort", "S", "sort", "Choose the order: newest, oldest, best, title, score", "list"),
    _doing("list.read-all", "A", "mark all read", "Mark all shown as read", "list"),
    _doing("list.teasers", "", "show teasers (stubs)",
           "List headlines without their text, and teasers of articles that are not in the library", "list"),
    _doing("list.dismissed", "", "show dismissed (hidden)", "List what was dismissed", "list"),
    _moving("list.select", "v", "select", "Select the headline, or unselect it, and step down", "list"),
    _doing("list.select-range", "V", "select a range", "Select from here to the cursor; again V ends it",
           "list"),
    _doing("list.fold", "z a", "versions", "Show the versions of the story below it, or fold them",
           "list"),
    _doing("list.back", "q  h  Left  Esc", "back", "Leave the search or the bundle; q at the top quits",
           "list"),
    _moving("text.down", "j  Down", "line down", "A line down", "article"),
    _moving("text.up", "k  Up", "line up", "A line up", "article"),
    _moving("text.top", "g g  Home", "top", "To the top", "article"),
    _moving("text.bottom", "G  End", "bottom", "To the end", "article"),
    _moving("text.half-down", "Ctrl-D", "half page down", "Half a page down", "article"),
    _moving("text.half-up", "Ctrl-U", "half page up", "Half a page up", "article"),
    _moving("text.page-down", "Ctrl-F  PgDn", "page down", "A page down", "article"),
    _moving("text.page-up", "Ctrl-B  PgUp  b", "page up", "A page up", "article"),
    _doing("text.read-on", "Space", "read on", "A page down; at the end, the next unread", "article"),
    _doing("text.find", "/", "find", "Find in this article", "article"),
    _moving("text.match-next", "n", "next match", "Next match; without a search, next unread", "article"),
    _moving("text.match-previous", "N", "previous match",
            "Previous match; without a search, previous unread", "article"),
    _doing("text.view", "R", "clean, removed, raw",
           "The clean text; with the lines that cleaning removed and why; the document as it was", "article"),
    _doing("text.keep-line", "x", "keep or drop line",
           "Keep a line that cleaning removed, or drop one that it left, in all of this bundle", "article"),
    _doing("text.links", "U", "links", "Links and teasers of the article, to follow", "article"),
    _moving("text.new-next", "]", "next new sentence",
            "The next sentence that was not read elsewhere", "article"),
    _moving("text.new-previous", "[", "new sentence before",
            "The sentence before that was not read elsewhere", "article"),
    _doing("text.select", "v", "select sentences", "Select sentences; y q or Enter copies them", "article"),
    _doing("text.close", "q  h  Left  Esc", "close", "Back to the list; Esc first clears a find", "article"),
    _moving("side.next", "j  Down", "next", "Next row", "side bar"),
    _moving("side.previous", "k  Up", "previous", "Previous row", "side bar"),
    _moving("side.first", "g g  Home", "first", "First row", "side bar"),
    _moving("side.last", "G  End", "last", "Last row", "side bar"),
    _doing("side.open", "Enter  Space", "show", "List what the row stands for", "side bar"),
    _doing("side.unfold", "l  Right", "unfold", "Show what belongs below; else list it", "side bar"),
    _doing("side.fold", "h  Left", "fold", "Fold, or one level out", "side bar"),
    _doing("side.search", "/", "search", "Search the library as you type", "side bar"),
    _doing("side.close", "q  Esc", "close", "Back to the list", "side bar"),
    _doing("search.save", "", "save search", "Keep this list under a name: save-search NAME"),
    _doing("search.delete", "", "delete search", "Forget a saved search: delete-search NAME"),
    _doing("search.rename", "", "rename search", "Rename a saved search: rename-search OLD = NEW"),
    _doing("list.peak-previous", "[", "peak before", "The newest article of the peak before", "list"),
    _doing("list.peak-next", "]", "next peak", "The newest article of the next peak", "list"),
    _moving("time.next", "l  Right", "later", "Later", "timeline"),
    _moving("time.previous", "h  Left", "earlier", "Earlier", "timeline"),
    _doing("time.first", "g g  Home", "first", "The beginning", "timeline"),
    _doing("time.last", "G  End", "last", "The end", "timeline"),
    _doing("time.peak-next", "]", "next peak", "The next peak; the list follows", "timeline"),
    _doing("time.peak-previous", "[", "peak before", "The peak before; the list follows", "timeline"),
    _doing("time.range", "v", "range", "Begin a range here, or forget it", "timeline"),
    _doing("time.narrow", "Enter", "narrow", "Narrow the list to this time, or to the range", "timeline"),
    _doing("time.search", "/", "search", "Search the library as you type", "timeline"),
    _doing("time.leave", "Esc  q", "leave", "Forget the range; back to the list", "timeline"),
    _moving("article.next", "J", "next article", "Next article of the list, opened", "anywhere"),
    _moving("article.previous", "K", "previous article", "Previous article of the list, opened", "anywhere"),
    _doing("article.read", "r", "read or unread", "Mark as read, or as unread"),
    _doing("article.star", "s", "star", "Star, or take the star away"),
    _doing("article.tag", "t", "tag", "Add a tag, or take it away by -name"),
    _doing("article.dismiss", "d", "dismiss",
           "Take out of the lists; in the list of what was dismissed, bring back"),
    _moving("article.score-up", "+", "score up", "A point more, up to 9", "anywhere"),
    _moving("article.score-down", "-", "score down", "A point less, down to -9", "anywhere"),
    _doing("article.compare", "D", "compare versions",
           "What changed between the versions of the story; again: the next one, then the text"),
    _doing("article.apart", "", "set apart", "Say that this is no version of the others of its story"),
    _doing("article.together", "", "same story", "Say that the selected articles are versions of one story"),
    _moving("article.version", "=", "next version", "Next version of the same story", "anywhere"),
    _doing("article.thread", "T", "thread of the story",
           "What is about the same story, as a time line, oldest first; Backspace returns"),
    _doing("undo", "u", "undo", "Undo the last marking"),
    _doing("redo", "Ctrl-R", "redo", "Do again what was undone"),
    _doing("copy.citation", "y y", "copy citation", "Copy a citation"),
    _doing("copy.url", "y u", "copy url", "Copy the url"),
    _doing("copy.text", "y t", "copy text", "Copy the text"),
    _doing("copy.quote", "y q", "copy quote", "Copy the selected sentences with a citation"),
    _doing("article.original", "o", "original", "The document as the bundle has it, in $PAGER"),
    _doing("article.edit", "E", "edit a copy", "A copy of the text in $EDITOR"),
    _doing("article.pipe", "|", "pipe", "Pipe the text, or what is selected, to a shell command"),
    _doing("article.export", "w", "export", "Write the article, or what is selected, to a file"),
    _doing("text.line-rules", "", "line rules", "List the rules about lines that x made, and remove them"),
    _doing("bundle.dates", "", "date rule", "Say how the bundle is dated: date-rule year 2021"),
    _doing("place.mark", "m {letter}", "set mark", "Remember this article under a letter"),
    _doing("place.go", "' {letter}", "go to mark", "Go to the article remembered under a letter"),
    _doing("place.back", "Ctrl-O  Backspace", "back to where I was", "Back to where I was before a jump"),
    _doing("place.forward", "g f", "forward", "Forward again to where I went back from"),
    _doing("pane.next", "Tab", "next pane", "Next pane; from a text first to what it leads to, below it"),
    _doing("pane.previous", "Shift-Tab", "previous pane", "Previous pane"),
    _doing("view.side-bar", "z s", "side bar", "Show or hide bundles, sections, tags, saved searches"),
    _doing("view.zen", "z z", "zen", "The article alone, or everything again"),
    _doing("view.layout", "z l", "layout", "Next layout: side by side, list above article, one at a time"),
    _doing("view.timeline", "z t", "timeline", "Articles over time, above the list; inside it, hide it"),
    _doing("view.read-before", "z r", "dim what was read",
           "Sentences that were read in other articles dimmed, new ones bright; or all alike"),
    _doing("view.pictures", "z p", "pictures", "Pictures of articles drawn, or described in words"),
    _doing("app.command", ":", "command", "Run a command by its name"),
    _doing("app.help", "?  F1", "help", "All keys, searchable"),
    _doing("app.redraw", "Ctrl-L", "redraw", "Draw the screen anew"),
    _doing("app.mouse", "z m", "mouse", "The mouse for the reader, or left to the terminal to select with"),
    _doing("app.suspend", "Ctrl-Z", "suspend", "Back to the shell; fg returns"),
    _doing("app.cancel", "Ctrl-C", "cancel", "Cancel the running search; twice: quit"),
    _doing("app.quit", "Q", "quit", "Quit"),
)  # fmt: skip


def remapped(
    keys: Mapping[str, Sequence[str]], commands: Sequence[Command] = COMMANDS
) -> tuple[Command, ...]:
    """The table with other keys for some commands, by id; a key so given is taken from whoever had it there.

    A key of one pane leaves what it means anywhere else as it is. Raises ConfigError for an id that is no
    command.
    """
    unknown = [id_ for id_ in keys if id_ not in {command.id for command in commands}]
    if unknown:
        raise ConfigError(f"[keys] {unknown[0]}: no such command", hint="F1 in the reader lists them")
    changed = []
    for command in commands:
        if command.id in keys:
            changed.append(command._replace(keys=tuple(keys[command.id])))
            continue
        given = {
            key
            for other in commands
            if other.id in keys and other.where in (command.where, "anywhere")
            for key in keys[other.id]
        }
        kept = tuple(key for key in command.keys if not any(_meet(key, other) for other in given))
        changed.append(command._replace(keys=kept))
    return tuple(changed)


def _meet(one: str, other: str) -> bool:
    """Whether two keys are the same, or one begins the other."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    return longer[: len(shorter)] == shorter


def matching(words: str, commands: Sequence[Command] = COMMANDS) -> list[Command]:
    """Commands whose key, id, label or help holds every word; an exact key or id comes first."""
    wanted = words.casefold().split()

    def holds(command: Command) -> bool:
        text = " ".join((command.id, *command.keys, command.label, command.help, command.where)).casefold()
        return all(word in text for word in wanted)

    def rank(command: Command) -> int:
        if words in command.keys or words == command.id or words == command.label:
            return 0
        return 1 if command.label.startswith(words) or command.id.startswith(words) else 2

    return sorted(filter(holds, commands), key=rank)


def key_name(key: str) -> str:
    """A key as it is shown to a person."""
    return key.replace(LETTER, "x").replace(DIGIT, "1…9")


def key_table_markdown(commands: Sequence[Command] = COMMANDS) -> str:
    """The table of keys as it stands in the README."""
    rows = ["| key | does | in | id |", "|---|---|---|---|"]
    for command in commands:
        keys = " ".join(f"`{key_name(key)}`" for key in command.keys).replace("|", r"\|")
        rows.append(f"| {keys} | {command.help} | {command.where} | {command.id} |")
    return "\n".join(rows) + "\n"
