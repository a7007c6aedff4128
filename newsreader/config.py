"""config.toml -> Config: what a reader may choose, with the choice made for who says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from newsreader.errors import ConfigError

Keymap = Literal["default", "newsboat", "mutt", "vim"]
Preview = Literal["auto", "always", "never"]
Bidi = Literal["logical", "terminal"]
Pictures = Literal["auto", "on", "off", "blocks", "kitty", "sixel"]
Representative = Literal["fullest", "earliest", "latest"]
ThemeName = Literal["terminal", "dark", "light", "high-contrast"]

COLUMNS = ("time", "marks", "title", "subtitle", "section", "bundle", "words", "byline")
_CALLED = {bool: "true or false", int: "a number", dict: "a table", list: "a list"}


class Config(NamedTuple):
    """What config.toml can say. Unknown names are errors: a misspelt wish should not be silently lost.

    ``measure``: the width of the text column in cells; ``justify``: lines spread to it; ``hyphenate``:
    words divided at their ends. ``pictures``: those of the bundle drawn; ``auto`` leaves that out over SSH;
    ``blocks``, ``kitty``, ``sixel``: in that form, whatever the terminal is known for. ``preview``: whether
    the reading pane beside the list follows the cursor; ``auto`` begins with the first article opened.
    ``wrap``: a second row for the rest of a headline and its subtitle; ``columns``: what stands in the list,
    in that order. ``bidi``: who sets Arabic and Hebrew from right to left: nobody, so that letters stand in
    logical order, or the terminal. ``linear``: as a screen reader wants it. ``history``: whether queries that
    were run are kept. ``representative``: which version stands for its story. ``keymap``: a preset of keys;
    ``keys``, which come on top of it: command id to keys
    (``"article.star" = "*"``).
    """

    measure: int = 80
    justify: bool = False
    hyphenate: bool = False
    pictures: Pictures = "auto"
    preview: Preview = "auto"
    theme: ThemeName = "terminal"
    ascii_only: bool = False
    mouse: bool = True
    keymap: Keymap = "default"
    wrap: bool = False
    columns: tuple[str, ...] = ("time", "marks", "title", "subtitle")
    bidi: Bidi = "logical"
    linear: bool = False
    history: bool = True
    representative: Representative = "fullest"
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def load(path: Path) -> Config:
    """Read ``path``; a file that does not exist means the defaults.

    Raises ConfigError, naming the file and the setting, for what cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    import tomllib

    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    try:
        return _config(settings)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error


def _config(settings: Mapping[str, Any]) -> Config:
    known: dict[str, type | tuple[str, ...]] = {
        "measure": int,
        "justify": bool,
        "hyphenate": bool,
        "pictures": ("auto", "on", "off", "blocks", "kitty", "sixel"),
        "preview": ("auto", "always", "never"),
        "theme": ("terminal", "dark", "light", "high-contrast"),
        "ascii_only": bool,
        "mouse": bool,
        "keymap": ("default", "newsboat", "mutt", "vim"),
        "bidi": ("logical", "terminal"),
        "linear": bool,
        "wrap": bool,
        "columns": list,
        "history": bool,
        "keys": dict,
        "stories": dict,
    }
    values: dict[str, Any] = {}
    for name, value in settings.items():
        if name not in known:
            raise ConfigError(f"unknown setting {name!r}; known are {', '.join(known)}")
        values[name] = _checked(name, value, known[name])
    if not 20 <= values.get("measure", 80) <= 400:
        raise ConfigError("measure must be between 20 and 400 cells")
    if "columns" in values:
        values["columns"] = _columns(values["columns"])
    if "keys" in values:
        values["keys"] = {command: _keys(command, keys) for command, keys in values["keys"].items()}
    if "stories" in values:
        values["representative"] = _representative(values.pop("stories"))
    return Config(**values)


def _checked(name: str, value: Any, wanted: type | tuple[str, ...]) -> Any:
    if isinstance(wanted, tuple):
        if value not in wanted:
            raise ConfigError(f"{name} must be one of {', '.join(wanted)}")
    elif not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise ConfigError(f"{name} must be {_CALLED[wanted]}")
    return value


def _columns(names: list[Any]) -> tuple[str, ...]:
    for name in names:
        if name not in COLUMNS:
            raise ConfigError(f"columns: {name!r} is none; known are {', '.join(COLUMNS)}")
        if names.count(name) > 1:
            raise ConfigError(f"columns: {name} stands there twice")
    if "title" not in names:
        raise ConfigError("columns: title must be among them")
    return tuple(names)


def _representative(stories: Mapping[str, Any]) -> str:
    for name in stories:
        if name != "representative":
            raise ConfigError(f"[stories] unknown setting {name!r}; known is representative")
    chosen: str = _checked(
        "[stories] representative",
        stories.get("representative", "fullest"),
        ("fullest", "earliest", "latest"),
    )
    return chosen


def _keys(command: str, keys: Any) -> tuple[str, ...]:
    if isinstance(keys, str):
        return (keys,)
    if isinstance(keys, list) and all(isinstance(key, str) for key in keys):
        return tuple(keys)
    raise ConfigError(f"[keys] {command}: give a key, or a list of keys")
