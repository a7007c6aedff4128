"""The nouns of a news library: what a bundle holds, what cleaning makes of it, what a list shows.

NamedTuples: they are made by the ten thousand and pass between processes, which costs a third of what it
does with frozen dataclasses; and their classes are made four times as fast, before the first headline.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

BodyKind = Literal["text", "markdown", "html-page", "html-fragment"]
"""How a RawDocument's body is to be read: scraped text, Markdown, a whole web page, or the HTML of a
body alone (a feed's content, a ``content_html`` field)."""

BlockKind = Literal["paragraph", "heading", "quote", "list-item", "caption", "table", "code"]
Precision = Literal["minute", "day", "month", "year", "unknown"]
DateSource = Literal["metadata", "dateline", "text", "url", "file", "none"]


FEWEST_IN_HUB = 5
"""Teasers that make a page without a text of its own a hub of links."""


class Metadata(NamedTuple):
    """What the format itself says about a document, as it says it: unparsed, untrusted, maybe empty.

    These win over anything guessed from the text. ``date`` is whatever string stands there;
    ``fallback_date`` is a weaker one (when a mail arrived, when a feed was built).
    """

    title: str = ""
    subtitle: str = ""
    date: str = ""
    fallback_date: str = ""
    byline: str = ""
    agency: str = ""
    place: str = ""
    section: str = ""
    language: str = ""
    url: str = ""
    guid: str = ""
    tags: tuple[str, ...] = ()


class RawDocument(NamedTuple):
    """One document as its bundle holds it, decoded but not cleaned.

    ``path`` is the place inside the bundle: ``folder/file.txt``, ``archive.zip!/member.html``,
    ``dump.jsonl:1234``. ``sha256`` is the hex digest of the bytes of that place. ``removed`` are lines of its
    file that belong to no document.
    """

    path: str
    sha256: str
    kind: BodyKind
    body: str
    metadata: Metadata = Metadata()
    removed: tuple[RemovedLine, ...] = ()


class Problem(NamedTuple):
    """A document that could not be read, and why, in one line that a person understands."""

    path: str
    reason: str


class Block(NamedTuple):
    """One piece of an article's body. ``text`` has no line breaks except in ``table`` and ``code``.

    ``line`` is the 1-based number of its first line in the source, counted as for RemovedLine; 0 is unknown.
    Blocks that say the same are equal, wherever they stood.
    """

    kind: BlockKind
    text: str
    line: int = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Block) and self[:2] == other[:2]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:2])


class Picture(NamedTuple):
    """A picture that is in the bundle: it stands above the block of that number, or below all of them.

    ``source`` is its place inside the bundle (``folder/pier.png``, ``archive.zip!/images/1.png``), or
    ``data:3``: the third file that is written into the document itself. It may not be there, or not be a
    picture. ``line`` is counted as for Block.
    """

    block: int
    source: str
    alt: str = ""
    line: int = 0


class Teaser(NamedTuple):
    """A pointer to another article, found in the tail of a page: its label, title and summary."""

    section: str
    title: str
    summary: str = ""
    url: str = ""


class RemovedLine(NamedTuple):
    """A line that cleaning took out: its 1-based line number in the source, its text, and the reason.

    What stands in the source's file, but outside of it, has the line 0.
    """

    line: int
    text: str
    reason: str


class Quotation(NamedTuple):
    """What somebody is reported to have said. ``speaker`` is the fullest name that the article gives.

    ``text`` holds the words as they stand in the title or a block; the parts of one that is interrupted, or
    goes on in the next paragraph, stand on lines of their own. ``is_indirect``: reported, not quoted.
    """

    speaker: str
    text: str
    is_indirect: bool = False


class Published(NamedTuple):
    """When an article was published, as precisely as is known, and how that is known.

    ``date`` is ISO (``2021-12-09``; with ``month`` or ``year`` precision the first day of it), in the
    article's own time zone, as is ``time`` (``14:05``). ``utc`` is set only where the zone is known.
    ``evidence`` says in words what the date was read or inferred from.
    """

    date: str | None = None
    time: str | None = None
    utc: str | None = None
    precision: Precision = "unknown"
    source: DateSource = "none"
    is_inferred: bool = False
    evidence: str = ""


UNDATED = Published()


class Article(NamedTuple):
    """A cleaned article. Strings hold no control characters; empty means unknown."""

    title: str
    subtitle: str = ""
    byline: str = ""
    agency: str = ""
    place: str = ""
    section: str = ""
    language: str = ""
    url: str = ""
    guid: str = ""
    tags: tuple[str, ...] = ()
    published: Published = UNDATED
    blocks: tuple[Block, ...] = ()
    teasers: tuple[Teaser, ...] = ()
    removed: tuple[RemovedLine, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def text(self) -> str:
        """The blocks joined by blank lines."""
        return "\n\n".join(block.text for block in self.blocks)

    @property
    def is_stub(self) -> bool:
        """A headline (and perhaps a summary) without the article's text."""
        return not self.blocks and not self.is_hub

    @property
    def is_hub(self) -> bool:
        """A page without a text of its own that points at other articles, such as a front page."""
        return not self.blocks and len(self.teasers) >= FEWEST_IN_HUB


class Headline(NamedTuple):
    """One row of a list: what the library knows of an article without its text.

    ``rowid`` is the store's key, stable for the life of the article in this library and never shown;
    ``id`` is the public one.
    """

    rowid: int
    id: str
    title: str
    subtitle: str
    byline: str
    agency: str
    place: str
    section: str
    language: str
    url: str
    published: Published
    bundle: str
    path: str
    words: int
    is_read: bool
    is_starred: bool
    is_stub: bool
    is_updated: bool
    tags: tuple[str, ...]
    story_id: str
    versions: int
    is_dismissed: bool = False
    score: int = 0
    """What the reader thinks of it, from -9 to 9."""


class TeaserLink(NamedTuple):
    """Where a teaser leads: the article's keys and title, and why it is taken for the one announced.

    ``key`` is the teaser's own.
    """

    key: str
    rowid: int
    id: str
    title: str
    evidence: str


class StoredArticle(NamedTuple):
    """An article as the library keeps it: its headline, its cleaned form and its story."""

    headline: Headline
    article: Article
    sha256: str
    version_ids: tuple[str, ...]
    """All articles of the story, this one among them, newest first."""
    mentioned_by: tuple[str, ...] = ()
    """Articles that announce it, newest first."""
    links: tuple[TeaserLink | None, ...] = ()
    """Where each of its teasers leads."""
    full: TeaserLink | None = None
    """Of an article without text: the one that has it."""
    kinship: str = ""
    """Why it is taken for a version of its story, in words; empty where it is the only one."""


class Original(NamedTuple):
    """A document as its bundle holds it, decoded, with all the control characters it may have.

    ``first_line`` is the 1-based line of ``text`` at which the body begins whose lines blocks and removed
    lines are numbered by; 0 where they cannot be told. Not ``is_verbatim``: the document is a part of a
    larger one, and ``text`` is what its format said of it, a field a line, and then its body.
    """

    path: str
    text: str
    first_line: int = 1
    is_verbatim: bool = True
