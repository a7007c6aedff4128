"""Presets of keys for hands that have learnt another program.

What another program's key does is done by that key here, where there is such a thing and the key is not
needed for more; all else keeps its own keys. Sources: newsboat's manual (“Default key” of each operation),
the tables of bindings in mutt's functions.h, vim's index of commands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsreader.tui.commands import Command, remapped

Keys = Mapping[str, tuple[str, ...]]

NEWSBOAT: Keys = {
    "list.first": ("Home",),
    "list.last": ("End",),
    "text.top": ("Home",),
    "text.bottom": ("End",),
    "side.first": ("Home",),
    "side.last": ("End",),
    "list.sort": ("g", "G"),
    "list.match-previous": ("p",),
    "text.match-previous": ("p",),
    "list.narrow": ("F",),
    "list.page-down": ("PgDn",),
    "list.back": ("q", "h", "Left", "Esc", "Ctrl-F"),
    "article.read": ("N",),
    "article.dismiss": ("D",),
    "article.star": ("Ctrl-E",),
    "article.export": ("s", "w"),
    "text.links": ("u", "U"),
}

MUTT: Keys = {
    "list.next": ("j", "Down"),
    "list.previous": ("k", "Up"),
    "side.next": ("j", "Down"),
    "side.previous": ("k", "Up"),
    "list.first": ("=", "Home"),
    "list.last": ("*", "End"),
    "list.half-up": ("[",),
    "list.half-down": ("]",),
    "list.select": ("t",),
    "list.select-range": ("T",),
    "list.narrow": ("l",),
    "list.open": ("Enter", "Right"),
    "list.sort": ("o", "O"),
    "list.match-next": ("n", "Tab"),
    "list.match-previous": ("Shift-Tab",),
    "list.back": ("q", "x", "h", "Left", "Esc"),
    "text.match-next": ("n", "Tab"),
    "text.match-previous": ("Shift-Tab",),
    "text.down": ("Enter", "Down"),
    "text.up": ("Backspace", "Up"),
    "text.top": ("^", "Home"),
    "text.bottom": ("$", "End"),
    "text.page-up": ("-", "PgUp", "b"),
    "text.close": ("i", "q", "h", "Left", "Esc"),
    "side.first": ("=", "Home"),
    "side.last": ("*", "End"),
    "article.next": ("J", "j"),
    "article.previous": ("K", "k"),
    "article.read": ("N",),
    "article.star": ("F",),
    "article.export": ("s", "w"),
    "article.tag": ("Y",),
    "article.version": ("P",),
    "pane.next": ("Ctrl-W w",),
    "pane.previous": ("Ctrl-W W",),
    "view.side-bar": ("c", "z s"),
}

VIM: Keys = {
    "list.fold": ("z a", "z o", "z c"),
    "text.down": ("j", "Down", "Ctrl-E"),
    "text.up": ("k", "Up", "Ctrl-Y"),
    "article.dismiss": ("d d",),
    "place.go": ("' {letter}", "` {letter}"),
    "pane.next": ("Tab", "Ctrl-W w"),
    "pane.previous": ("Shift-Tab", "Ctrl-W W"),
    "view.zen": ("z z", "Ctrl-W o"),
    "app.quit": ("Q", "Z Z", "Z Q"),
}

KEYMAPS: Mapping[str, Keys] = {"newsboat": NEWSBOAT, "mutt": MUTT, "vim": VIM}


def commands(keymap: str, keys: Mapping[str, Sequence[str]]) -> tuple[Command, ...]:
    """The table of commands under a preset, with the reader's own keys on top.

    Raises ConfigError for an id that is no command.
    """
    return remapped(keys, remapped(KEYMAPS.get(keymap, {})))
