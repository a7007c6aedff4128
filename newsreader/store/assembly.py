"""Rows and packed bodies as the nouns they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from newsreader.article import Article, Headline, Published
from newsreader.errors import StoreError
from newsreader.store import packing
from newsreader.store.connection import Row

HEADLINE_COLUMNS = """
    a.rowid, a.id, a.title, a.subtitle, a.byline, a.agency, a.place, a.section, a.language, a.url,
    a.date, a.time, a.utc, a.precision, a.date_source, a.is_inferred, a.evidence,
    (SELECT name FROM bundle WHERE id = a.bundle_id),
    (SELECT path FROM document WHERE id = a.document_id),
    a.words, a.is_read, a.is_starred, a.is_stub, a.is_updated, a.is_dismissed, a.score, a.tags,
    (SELECT s.id FROM article AS s WHERE s.rowid = a.story), a.story
"""


def headline_of(row: Row, versions: Mapping[int, int]) -> Headline:
    """A row of ``HEADLINE_COLUMNS`` as a headline. ``versions``: how many articles stand behind the first of
    a story, by the story's number; none where it is missing."""
    (rowid, id, title, subtitle, byline, agency, place, section, language, url) = row[:10]
    (date, time, utc, precision, date_source, is_inferred, evidence) = row[10:17]
    (bundle, path, words, is_read, is_starred, is_stub, is_updated) = row[17:24]
    (is_dismissed, score, tags, story_id, story) = row[24:]
    return Headline(
        rowid=rowid,
        id=id,
        title=title,
        subtitle=subtitle,
        byline=byline,
        agency=agency,
        place=place,
        section=section,
        language=language,
        url=url,
        published=Published(date, time, utc, precision, date_source, bool(is_inferred), evidence),
        bundle=bundle,
        path=packing.shown_path(path),
        words=words,
        is_read=bool(is_read),
        is_starred=bool(is_starred),
        is_stub=bool(is_stub),
        is_updated=bool(is_updated),
        tags=packing.tags_from_sql(tags),
        story_id=story_id,
        versions=1 + versions.get(story, 0),
        is_dismissed=bool(is_dismissed),
        score=score,
    )


def assemble(headline: Headline, packed: bytes) -> Article:
    """The article of a headline and its packed body. Raises StoreError when the body is damaged."""
    with _damage_named(headline.id, headline.bundle):
        body = packing.unpack(packed)
    return Article(
        title=headline.title,
        subtitle=headline.subtitle,
        byline=headline.byline,
        agency=headline.agency,
        place=headline.place,
        section=headline.section,
        language=headline.language,
        url=headline.url,
        guid=body.guid,
        tags=body.tags,
        published=headline.published,
        blocks=body.blocks,
        teasers=body.teasers,
        removed=body.removed,
        quotations=body.quotations,
        pictures=body.pictures,
    )


def text_of(packed: bytes, id: str, bundle: str) -> tuple[str, packing.Speech]:
    """The text of a packed body, and who says what in it. Raises StoreError when the body is damaged."""
    with _damage_named(id, bundle):
        return packing.unpack_text(packed)


@contextmanager
def _damage_named(id: str, bundle: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise StoreError(
            f"the text of article {id} is damaged in the library",
            hint=f"remove the bundle {bundle} and add it again",
        ) from error
