"""What the desk's threads fetch and do for commands given inside an article; each answers one part."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from newsreader.article import Headline, Original, StoredArticle, TeaserLink
from newsreader.errors import NewsreaderError, UsageError
from newsreader.library import Library
from newsreader.listing import Listing
from newsreader.store import LineRule
from newsreader.tui.chosen import Chosen
from newsreader.tui.messages import Answer

PIPE_TIMEOUT_S = 60
"""How long a command that reads an article may take."""

OUTPUT_SHOWN_BYTES = 100_000
"""How much of a command's output is shown."""


def original(library: Library, part: str, rowid: int) -> Answer:
    """The document as the bundle holds it, or why it cannot be shown."""
    found: Original | str
    try:
        found = library.original(rowid)
    except NewsreaderError as error:
        found = str(error)
    return Answer(part, (rowid, found))


# Versions of a story


def compare(library: Library, part: str, rowid: int, number: int) -> Answer:
    """How an article differs from another version, or why that cannot be said."""
    try:
        return Answer(
            part, library.compare_versions(rowid, number) or "there is no other version of this story"
        )
    except NewsreaderError as error:
        return Answer(part, str(error))


def set_apart(library: Library, part: str, rowid: int) -> Answer:
    """The article is no version of the others of its story."""
    if library.set_apart(rowid):
        return Answer(part, "set apart from the other versions · u undoes")
    return Answer(part, "there is no other version of this story, or none of another text")


def put_together(library: Library, part: str, chosen: Chosen) -> Answer:
    """The articles are versions of one story."""
    rowids = chosen.all()
    try:
        changed = library.put_together(rowids)
    except UsageError as error:
        return Answer(part, str(error))
    said = f"{len(rowids)} are one story now · u undoes" if changed else "select the articles first, with v"
    return Answer(part, said)


# Rules about lines


class Recleaned(NamedTuple):
    """An article as it is after it was cleaned anew, if it could be, and what to say."""

    stored: StoredArticle | None
    said: str


def line_rules(library: Library, part: str) -> Answer:
    """All rules about lines."""
    return Answer(part, library.line_rules())


def set_line_rule(library: Library, part: str, headline: Headline, text: str, *, is_kept: bool) -> Answer:
    """Keep a line, or drop it, from now on; the article is cleaned anew."""
    if not library.set_line_rule(headline.bundle, text, is_kept=is_kept):
        return Answer(part, "this was said of that line before; refreshing the bundle applies it")
    said = f"{'kept' if is_kept else 'dropped'} in {headline.bundle} from now on · u undoes"
    return reclean(library, part, headline, said)


def remove_line_rule(library: Library, part: str, rule: LineRule, headline: Headline | None) -> Answer:
    """Forget a rule; the article that is being read is cleaned anew if it is of that bundle."""
    library.remove_line_rule(rule)
    said = f"no rule about “{rule.text}” any more · u undoes"
    if headline is None or headline.bundle != rule.bundle:
        return Answer(part, said)
    return reclean(library, part, headline, said)


def reclean(library: Library, part: str, headline: Headline, said: str) -> Answer:
    """Clean an article anew by the rules there are now."""
    try:
        library.reclean_in_child(headline.rowid)
        return Answer(part, Recleaned(library.article(headline.rowid), said))
    except NewsreaderError as error:
        return Answer(part, Recleaned(None, f"{said}; this article stays as it is: {error}"))


# Rules about dates


class Dated(NamedTuple):
    """What is to be told, or the rule that a bundle is dated by and how rules are written; ``is_new``: it has
    just been given."""

    said: str
    bundle: str = ""
    rule: str = ""
    forms: str = ""
    is_new: bool = False


def date_rule(library: Library, part: str, bundle: str) -> Answer:
    """The rule a bundle is dated by."""
    return Answer(part, Dated("", bundle, library.date_rule(bundle), library.date_rule_forms))


def set_date_rule(library: Library, part: str, bundle: str, text: str) -> Answer:
    """Date a bundle by another rule from now on, or say why not."""
    try:
        rule = library.set_date_rule(bundle, text)
    except UsageError as error:
        return Answer(part, Dated(str(error)))
    said = f"{bundle} is dated by “{rule}” now" if rule else f"{bundle} is dated by its documents alone now"
    return Answer(part, Dated(f"{said} · u undoes", bundle, rule, is_new=True))


# Links


class Link(NamedTuple):
    """Something an article points at: what it says, its url or id, and the article it leads to.

    ``link`` is a teaser's, which may be rejected.
    """

    text: str
    url: str = ""
    id: str = ""
    what: str = ""
    rowid: int | None = None
    is_teaser: bool = False
    link: TeaserLink | None = None


def resolved(library: Library, part: str, stored: StoredArticle, links: Sequence[Link]) -> Answer:
    """The links of an article, each with the article it leads to where that is in the library."""
    found = library.linked({link.url for link in links if link.url}, ())
    by_id = {headline.id: headline for headline in library.with_ids([link.id for link in links if link.id])}
    return Answer(part, (stored.headline.rowid, [_resolved(stored, link, found, by_id) for link in links]))


def below(library: Library, part: str, rowid: int, is_stale: Callable[[], bool]) -> Answer | None:
    """What has to do with an article; nothing once another is read."""
    return None if is_stale() else Answer(part, (rowid, library.below(rowid)))


def read_elsewhere(
    library: Library, part: str, rowid: int, opened: float, is_stale: Callable[[], bool]
) -> Answer | None:
    """The sentences of an article that were read elsewhere before it was opened; nothing once another is."""
    return None if is_stale() else Answer(part, (rowid, library.read_elsewhere(rowid, opened)))


def reject_link(library: Library, part: str, rowid: int, link: TeaserLink) -> Answer:
    """Say that a teaser does not announce an article, and show the one that has it without."""
    library.reject_link(link)
    return as_it_is(library, part, rowid, f"not “{link.title}” · u undoes")


def as_it_is(library: Library, part: str, rowid: int, said: str) -> Answer:
    """An article as it is now."""
    return Answer(part, (library.article(rowid), said))


def _resolved(
    stored: StoredArticle, link: Link, found: Mapping[str, int], by_id: Mapping[str, Headline]
) -> Link:
    if link.id:
        headline = by_id.get(link.id)
        return link._replace(text=headline.title, rowid=headline.rowid) if headline else link
    if link.rowid is not None or link.is_teaser:
        return link
    rowid = found.get(link.url)
    return link if rowid == stored.headline.rowid else link._replace(rowid=rowid)


def position(_: Library, part: str, listing: Listing, rowid: int) -> Answer:
    """Where in a list an article stands."""
    from newsreader.tui.screens.inside.following import Position

    return Answer(part, Position(rowid, listing.position_of(rowid)))


def keep_places(library: Library, places: Mapping[str, tuple[int, int]]) -> None:
    """Remember how far articles have been read."""
    library.keep_reading_places(places)


# Handing on


class Text(NamedTuple):
    """An article in a form to be given to another program."""

    title: str
    text: str


class Piped(NamedTuple):
    """What became of a command: its exit status, None where it was given up, and how its output begins."""

    command: str
    status: int | None
    output: str


def write_copy(library: Library, part: str, text: str, what: str) -> Answer:
    """Write what is too long to be copied to a file beside the library."""
    file = library.paths.data / "copied.txt"
    try:
        file.write_text(text, encoding="utf-8")
        file.chmod(0o600)
    except OSError as error:
        return Answer(part, f"the {what} is too long to be copied, and {file}: {error.strerror}")
    return Answer(part, f"the {what} is too long to be copied; it is in {file}")


def markdown(library: Library, part: str, rowid: int) -> Answer:
    """An article as Markdown."""
    title = library.article(rowid).headline.title
    return Answer(part, Text(title, "".join(library.export([rowid], "markdown"))))


class Given(NamedTuple):
    """A command, and the text that it is to read."""

    command: str
    text: str


def given(library: Library, part: str, chosen: Chosen, command: str) -> Answer:
    """The texts of articles, one after another, for a command."""
    texts = (_plain(library, rowid) for rowid in chosen.all())
    return Answer(part, Given(command, "\n\n\n".join(texts)))


def _plain(library: Library, rowid: int) -> str:
    article = library.article(rowid).article
    return "\n\n".join(part for part in (article.title, article.subtitle, article.text) if part)


def run_shell(command: str, text: str) -> Piped:
    """Run a command without a terminal, in a session of its own so that what it starts ends with it."""
    try:
        process = subprocess.Popen(
            ["sh", "-c", command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        return Piped(command, None, f"it could not be started: {error.strerror}")
    with process:
        try:
            output, _ = process.communicate(text.encode("utf-8", "replace") + b"\n", timeout=PIPE_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return Piped(command, None, f"given up after {PIPE_TIMEOUT_S} seconds")
    return Piped(command, process.returncode, output[:OUTPUT_SHOWN_BYTES].decode("utf-8", "replace"))


def export(library: Library, part: str, chosen: Chosen, file: str) -> Answer:
    """Write articles to a file that is not there yet, unless its name is followed by an exclamation mark."""
    from newsreader.export import forms

    is_forced = file.endswith("!")
    path = Path(file.removesuffix("!").strip()).expanduser()
    form = forms.named_by(path)
    rowids = chosen.all()
    try:
        with path.open("wb" if is_forced else "xb") as output:
            library.export_to(output, rowids, form, path.stem)
    except FileExistsError:
        return Answer(part, f"{path} exists; with ! after its name it is replaced")
    except (OSError, ValueError) as error:
        return Answer(part, f"{path} could not be written: {getattr(error, 'strerror', None) or error}")
    return Answer(part, f"{'1 article' if len(rowids) == 1 else f'{len(rowids)} articles'} written to {path}")
