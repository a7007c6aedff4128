"""Articles as the database keeps them: bodies packed small, strings that SQLite can hold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from newsreader.article import Article, Block, Picture, Quotation, RemovedLine, Teaser
from newsreader.store.compression import compressed, decompressed

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_decode = json.JSONDecoder(strict=False).decode
_ESCAPES = (("\\", r"\\"), ('"', r"\""), ("\n", r"\n"), ("\t", r"\t"), ("\a", '"'))
Speech = tuple[tuple[str, str], ...]
"""Speakers, each with what is said."""
_TAG_SEPARATOR = "\x1f"


class Body(NamedTuple):
    """What of an article does not stand in its row."""

    guid: str
    tags: tuple[str, ...]
    blocks: tuple[Block, ...]
    teasers: tuple[Teaser, ...]
    removed: tuple[RemovedLine, ...]
    quotations: tuple[Quotation, ...]
    """Empty, too, for an article that was stored before quotations were: until it is read again."""
    pictures: tuple[Picture, ...]
    """The same holds of these."""


def pack(article: Article) -> bytes:
    """An article's body as compressed JSON; its nouns are tuples, which become lists."""
    is_plain = not (article.teasers or article.pictures)
    encoded = (is_plain and plain_json(article)) or general_json(article)
    return compressed(encoded.encode("utf-8", "replace"))


def general_json(article: Article) -> str:
    """The body of any article as JSON."""
    body: dict[str, Any] = {"blocks": article.blocks}
    if article.guid:
        body["guid"] = article.guid
    if article.tags:
        body["tags"] = article.tags
    if article.teasers:
        body["teasers"] = article.teasers
    if article.removed:
        body["removed"] = article.removed
    if article.quotations:
        body["said"] = article.quotations
    if article.pictures:
        body["pictures"] = article.pictures
    return _encode(body)


def plain_json(article: Article) -> str | None:
    """The same for most articles, in half the time; None for one that has bells in its strings.

    Bells stand for the quotation marks of JSON until those of the text are escaped, all at once. Besides
    them, line ends and tabs are the only control characters that an article may have.
    """
    guid, tags, removed, said = article.guid, article.tags, article.removed, article.quotations
    rows = [f"[\a{kind}\a,\a{text}\a,{line}]" for kind, text, line in article.blocks]
    parts = [f"{{\ablocks\a:[{','.join(rows)}]"]
    if guid:
        parts.append(f"\aguid\a:\a{guid}\a")
    if tags:
        parts.append("\atags\a:[\a" + "\a,\a".join(tags) + "\a]")
    if removed:
        rows = [f"[{line},\a{text}\a,\a{reason}\a]" for line, text, reason in removed]
        parts.append(f"\aremoved\a:[{','.join(rows)}]")
    if said:
        rows = [f"[\a{who}\a,\a{text}\a,{'true' if indirect else 'false'}]" for who, text, indirect in said]
        parts.append(f"\asaid\a:[{','.join(rows)}]")
    flat = ",".join(parts)
    strings = 2 * (len(article.blocks) + len(removed) + len(said)) + len(tags) + bool(guid) + len(parts)
    if flat.count("\a") != 2 * strings:
        return None
    for character, escaped in _ESCAPES:
        # To look for what is not there takes replacing ten times as long.
        if character in flat:
            flat = flat.replace(character, escaped)
    return flat + "}"


def unpack(packed: bytes) -> Body:
    """The body that ``pack`` made. Raises ValueError when the bytes are damaged."""
    try:
        body = _decode(decompressed(packed).decode())
        return Body(
            guid=body.get("guid", ""),
            tags=tuple(body.get("tags", ())),
            blocks=tuple(Block(*block) for block in body["blocks"]),
            teasers=tuple(Teaser(*teaser) for teaser in body.get("teasers", ())),
            removed=tuple(RemovedLine(*line) for line in body.get("removed", ())),
            quotations=tuple(Quotation(who, text, bool(kind)) for who, text, kind in body.get("said", ())),
            pictures=tuple(Picture(*picture) for picture in body.get("pictures", ())),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"damaged article body: {error}") from error


def unpack_text(packed: bytes) -> tuple[str, Speech]:
    """The text alone of the article whose body was packed, and who says what in it. Raises ValueError when
    the bytes are damaged."""
    try:
        body = _decode(decompressed(packed).decode())
        text = "\n\n".join([block[1] for block in body["blocks"]])
        return text, tuple([(who, said) for who, said, _ in body["said"]]) if "said" in body else ()
    except (LookupError, TypeError) as error:
        raise ValueError(f"damaged article body: {error}") from error


def storable(text: str) -> str:
    """The text without what SQLite cannot keep: NULs go, lone surrogates become question marks."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def all_storable(texts: Sequence[str | None]) -> Sequence[str | None]:
    """Each text there is as ``storable`` has it; looked at together, since hardly any needs a change."""
    try:
        is_storable = b"\0" not in "".join(filter(None, texts)).encode()
    except UnicodeEncodeError:
        is_storable = False
    return texts if is_storable else [text and storable(text) for text in texts]


def path_to_sql(path: str) -> str | bytes:
    """A path as it is stored. Names that are not UTF-8 on disk become bytes, so that they come back as
    they were."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
    return path


def path_from_sql(stored: str | bytes) -> str:
    """The path that ``path_to_sql`` was given."""
    return stored if isinstance(stored, str) else stored.decode("utf-8", "surrogatepass")


def shown_path(stored: str | bytes) -> str:
    """A stored path fit to be printed."""
    return storable(path_from_sql(stored))


def tags_to_sql(tags: tuple[str, ...] | list[str]) -> str:
    return _TAG_SEPARATOR.join(tags)


def tags_from_sql(stored: str) -> tuple[str, ...]:
    return tuple(stored.split(_TAG_SEPARATOR)) if stored else ()


def tag_name(tag: str) -> str:
    """A tag as it is kept: one line, no blanks at its ends."""
    return " ".join(storable(tag).replace(_TAG_SEPARATOR, " ").split())


def sorting_title(title: str) -> str:
    """What a title is ordered by: without case, and without the quotation marks it may open with."""
    return title.casefold().lstrip("\"'“”„‘’«» ")
