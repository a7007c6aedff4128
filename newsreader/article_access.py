"""What the library knows of a single article beyond its text: its document as the bundle holds it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from newsreader.article import Headline, Original, TeaserLink
from newsreader.errors import BusyError
from newsreader.paths import Paths
from newsreader.store import LineRule, Store

if TYPE_CHECKING:
    from newsreader.export.forms import Form
    from newsreader.relating import Below
    from newsreader.search import SearchIndex

LONGEST_RULED_LINE = 120
"""Longer lines are never taken for furniture."""

FURNITURE_REASONS = ("site furniture", "repeats in ", "your rule ")
"""How the reasons begin for which a line was removed that can be kept by a rule."""

RULE_LABEL = "line rule: "
"""How the actions begin that ``undo`` and ``redo`` name when what they change is a rule about a line."""


DATES_LABEL = "date rule: "
"""The same for what was said of a bundle's dates."""

LINK_LABEL = "link of a teaser: "
"""How the actions begin that ``undo`` and ``redo`` name when what they change is a link."""


class ArticleAccess:
    """The part of a library's door that is used from inside an article."""

    paths: Paths
    _now: Callable[[], float]

    def _store(self) -> Store:
        raise NotImplementedError

    def _index(self) -> SearchIndex:
        raise NotImplementedError

    def _index_pending(self) -> int:
        raise NotImplementedError

    def original(self, rowid: int) -> Original:
        """The document of an article as its bundle holds it now.

        Raises NotFoundError when the article is gone, BundleError when its bundle is not there, DocumentError
        when the document is not in it any more, or has changed since it was read.
        """
        from newsreader.bundles import read_original

        origin = self._store().origin(rowid)
        return read_original(origin.root, origin.source, origin.path, origin.sha256)

    def pictures(self, rowid: int, sources: Iterable[str]) -> Iterator[bytes | str]:
        """The pictures of an article as its bundle holds them now, by their sources; why not, where not.

        Nothing is decoded: what is given may be anything of at most ``LARGEST_PICTURE_BYTES``. Raises
        NotFoundError when the article is gone.
        """
        from newsreader.picture_access import read_pictures

        return read_pictures(self._store().origin(rowid), sources)

    # Rules about lines

    def line_rules(self) -> list[LineRule]:
        """What was said of lines, bundle by bundle."""
        store = self._store()
        return [rule for bundle in store.bundles() for rule in store.rules.lines(bundle.name)]

    def set_line_rule(self, bundle: str, text: str, *, is_kept: bool) -> bool:
        """Say that a line belongs to the texts of a bundle, or that it does not; ``undo`` takes it back.

        Holds for what is cleaned from now on: see ``reclean``; the whole bundle follows when it is refreshed.
        False where the same was said before, or the line is longer than ``LONGEST_RULED_LINE``.
        """
        from newsreader.cleaning.furniture import normalise

        line = normalise(text)
        if not line or len(text) > LONGEST_RULED_LINE:
            return False
        verb = "keep" if is_kept else "drop"
        rule = LineRule(bundle, line, " ".join(text.split()), is_kept)
        return self._store().rules.set_line(rule, f"{RULE_LABEL}{verb} “{rule.text}” in {bundle}")

    def remove_line_rule(self, rule: LineRule) -> bool:
        """Forget what was said of a line; ``undo`` takes it back."""
        label = f"{RULE_LABEL}forget “{rule.text}” in {rule.bundle}"
        return self._store().rules.remove_line(rule, label)

    def date_rule(self, bundle: str) -> str:
        """What was said of a bundle's dates; empty where nothing was."""
        return self._store().rules.dates(bundle)

    @property
    def date_rule_forms(self) -> str:
        """How rules about dates are written."""
        from newsreader.cleaning import date_rule

        return date_rule.FORMS

    def set_date_rule(self, bundle: str, text: str) -> str:
        """Say how a bundle is to be dated (``none``: as its documents say); ``undo`` takes it back.

        Gives the rule as it was understood. Until the bundle has been read again by it, which the next
        ``add`` does, there is unfinished work. Raises UsageError for what is no rule.
        """
        from newsreader.cleaning import date_rule

        rule = "" if text.strip().casefold() == "none" else date_rule.parse(text).text
        self._store().rules.set_dates(bundle, rule, f"{DATES_LABEL}{rule or 'none'} for {bundle}")
        return rule

    def reclean(self, rowid: int) -> None:
        """Clean an article anew from its bundle. Where somebody is adding now, they index it.

        Raises NotFoundError, BundleError or DocumentError; what the library has of it stays then.
        """
        from newsreader.ingest.lock import ingest_lock
        from newsreader.ingest.recleaning import reclean

        reclean(self._store(), rowid)
        with suppress(BusyError), ingest_lock(self.paths.ingest_lock, wait_s=0):
            self._index_pending()

    def reclean_in_child(self, rowid: int) -> None:
        """As ``reclean``, in a process of its own; any failure is a DocumentError."""
        from newsreader.ingest.recleaning import reclean_in_child

        reclean_in_child(self.paths, rowid)

    # Where one is, and where links lead

    def reading_place(self, article_id: str) -> tuple[int, int]:
        """The piece of text, and the character in it, at which an article was left."""
        return self._store().places.of(article_id)

    def keep_reading_places(self, places: Mapping[str, tuple[int, int]]) -> None:
        """Remember where articles were left, by their ids; ``(0, 0)`` forgets."""
        self._store().places.keep(places)

    def linked(self, urls: Collection[str], titles: Collection[str]) -> dict[str, int]:
        """The keys of articles by url, and by title in small letters, as far as there are such articles."""
        return self._store().places.linked(urls, titles)

    def with_ids(self, ids: Collection[str]) -> list[Headline]:
        """Rows by their public ids, in the order asked; those that have gone are left out."""
        store = self._store()
        return store.headlines(store.places.rowids_of(ids))

    def below(self, rowid: int) -> Below:
        """What is shown below an article: who announces it, and what is about the same."""
        from newsreader.relating import below

        return below(self._store(), self._index(), rowid)

    def read_elsewhere(self, rowid: int, before: float) -> frozenset[tuple[int, int]]:
        """The sentences of an article (block and sentence, from 0) that stand in others which were read
        ``before`` it was opened, in seconds since 1970."""
        from newsreader.rereading import read_elsewhere

        return read_elsewhere(self._store(), rowid, before)

    def reject_link(self, link: TeaserLink) -> bool:
        """Say that a teaser does not announce this article; ``undo`` takes it back. Whether that is new."""
        return self._store().teasers.reject(link, f"{LINK_LABEL}not “{link.title}”")

    def export(self, rowids: Iterable[int], form: Form) -> Iterator[str]:
        """Articles one after another in a form that is text."""
        from newsreader.export import forms

        return forms.texts(map(self._store().article, rowids), form)

    def export_to(self, output: BinaryIO, rowids: Iterable[int], form: Form, title: str) -> None:
        """Write articles in any form; ``title`` is that of a book."""
        from newsreader.export import forms

        forms.write(map(self._store().article, rowids), form, output, title=title, now_s=self._now())
