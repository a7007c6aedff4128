"""A batch of documents: each cleaned and prepared for the store, and the words of them all for the index.

This is what a worker does; and the process that starts the workers, while they load.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, NamedTuple

from newsreader.article import Article, RawDocument
from newsreader.errors import DocumentError
from newsreader.search.analysis import Analysed, Analyser
from newsreader.search.nouns import IndexText
from newsreader.store.preparation import PreparedArticle, prepare

if TYPE_CHECKING:
    from newsreader.cleaning import BundleContext

DOCUMENT_TIMEOUT_S = 30
"""A page that takes longer to clean is given up; ordinary pages take milliseconds."""
_local = threading.local()


class Outcome(NamedTuple):
    """What became of one document: its articles, or the reason why there are none."""

    articles: tuple[PreparedArticle, ...] = ()
    problem: str | None = None


class DocumentTimeoutError(BaseException):
    """Raised by the alarm inside cleaning; not an Exception, so that no library swallows it."""


SetAlarm = Callable[[float], object]
"""Takes the seconds until the alarm; 0 is never."""


class CleanedBatch(NamedTuple):
    """What became of some documents; and of all their articles, in their order, the texts, and the words in
    one part or several.

    Whatever else is to be found out from the texts of articles belongs here too: where they are cleaned they
    are at hand, and never again without being unpacked.
    """

    outcomes: list[Outcome]
    texts: list[str]
    words: tuple[Analysed, ...]

    @classmethod
    def joined(cls, parts: Sequence[CleanedBatch]) -> CleanedBatch:
        """Several as one."""
        return cls(
            [outcome for part in parts for outcome in part.outcomes],
            [text for part in parts for text in part.texts],
            tuple(words for part in parts for words in part.words),
        )


def clean_batch(documents: Sequence[RawDocument], context: BundleContext) -> CleanedBatch:
    """Clean each document, and prepare its articles for store and index; what goes wrong with one stays with
    it."""
    texts: list[IndexText] = []
    with _alarm() as set_alarm:
        outcomes = [_clean_one(document, context, set_alarm, texts) for document in documents]
    return CleanedBatch(outcomes, [text.zones[-1] for text in texts], (_analyser().analyse(texts),))


def _analyser() -> Analyser:
    analyser: Analyser | None = getattr(_local, "analyser", None)
    if analyser is None:
        analyser = _local.analyser = Analyser()
    return analyser


def _clean_one(
    document: RawDocument, context: BundleContext, set_alarm: SetAlarm, texts: list[IndexText]
) -> Outcome:
    """Also adds the texts of its articles to ``texts``."""
    # Cleaning takes a while to load: the process that starts the workers does so while they do.
    from newsreader.cleaning import clean

    try:
        try:
            set_alarm(DOCUMENT_TIMEOUT_S)
            articles = clean(document, context)
            outcome = Outcome(articles=tuple(map(prepare, articles)))
        finally:
            set_alarm(0)
        texts.extend(map(_index_text, articles, outcome.articles))
        return outcome
    except DocumentError as error:
        return Outcome(problem=str(error))
    except DocumentTimeoutError:
        return Outcome(problem=f"gave up after {DOCUMENT_TIMEOUT_S} seconds of cleaning")
    except MemoryError:
        return Outcome(problem="cleaning it needs more memory than a worker may have")
    except RecursionError:
        return Outcome(problem="nested too deeply")
    except Exception as error:  # noqa: BLE001 - parsers meet hostile input here; one document must not stop a bundle
        return Outcome(problem=f"cleaning failed: {type(error).__name__}: {error}".splitlines()[0][:300])


def _index_text(article: Article, prepared: PreparedArticle) -> IndexText:
    title, subtitle, byline, agency, place, section, language, url = prepared.row[:8]
    zones = (title, subtitle, byline, place, agency, section, article.text)
    return IndexText(zones, url, language, tuple((said.speaker, said.text) for said in article.quotations))


@contextmanager
def _alarm() -> Iterator[SetAlarm]:
    """The alarm of this process; outside its main thread there is none, and setting it does nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield lambda seconds: None
        return
    previous = signal.signal(signal.SIGALRM, _on_alarm)
    try:
        yield partial(signal.setitimer, signal.ITIMER_REAL)
    finally:
        signal.signal(signal.SIGALRM, previous)


def _on_alarm(_signal: int, _frame: FrameType | None) -> None:
    raise DocumentTimeoutError
