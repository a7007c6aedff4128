"""The names that formats and their authors give to the parts of an article."""

from __future__ import annotations

from functools import lru_cache

# For each part, names in order of trust, lower case without separators; an ``article`` in front is ignored.
_NAMES: dict[str, str] = {
    "title": "title headline headlines name heading hed head webtitle displaytitle longtitle "
    "pagetitle subject",
    "subtitle": "subtitle subheadline subhead deck dek standfirst lede summary abstract excerpt "
    "teaser trailtext description descriptions desc intro snippet",
    "date": "datepublished published publishedat publishedon publicationdate publishdate pubdate "
    "webpublicationdate firstpublished firstpublishedat dateposted posted postedat date "
    "datetime timestamp time issued released versioncreated firstcreated created "
    "createdat creationdate dccreated dcdate day",
    "fallback_date": "updated updatedat modified modifiedat datemodified lastmodified lastmod "
    "versionupdated timeadded dateadded addedat savedat crawled crawledat crawldate "
    "scraped scrapedat fetched fetchedat retrieved downloaded dateaccessed archivedat",
    "byline": "byline bylines author authors dccreator creator writer writers reporter reporters by "
    "contributor contributors",
    "agency": "agency newsagency wire provider source sourcename publisher publication outlet "
    "sitename credit creditline",
    "place": "place placename location locations located city",
    "section": "section sectionname sections category categories rubric desk newsdesk column channel "
    "topic topics subjects folder group",
    "language": "language lang inlanguage languagecode locale",
    "url": "url link canonical canonicalurl canonicallink permalink weburl externalurl sourceurl "
    "originalurl resolvedurl givenurl href address uri guid",
    "guid": "guid id uuid docid documentid docno newid identifier uri",
    "tags": "tags tag keywords keyword labels topics subjects subject categories hashtags",
}
_BODIES: dict[str, str] = {
    "html": "contenthtml bodyhtml bodyxhtml contentxhtml htmlbody htmlcontent fulltexthtml texthtml",
    "markdown": "contentmarkdown bodymarkdown markdown",
    "any": "body bodies fulltext bodytext content contenttext contentencoded maintext text story "
    "storytext paragraphs plaintext cleanedtext articletext transcript selection",
    "page": "html rawhtml pagehtml pagecontent rawcontent",
}

_PARTS: dict[str, list[tuple[str, int]]] = {}
for _part, _spellings in _NAMES.items():
    for _rank, _spelling in enumerate(_spellings.split()):
        _PARTS.setdefault(_spelling, []).append((_part, _rank))
_BODY_RANKS: dict[str, tuple[str, int]] = {
    spelling: (kind, rank)
    for rank, (kind, spelling) in enumerate(
        (kind, spelling.lower()) for kind, spellings in _BODIES.items() for spelling in spellings.split()
    )
}


@lru_cache(maxsize=4096)
def meaning_of(name: str) -> tuple[tuple[str, int] | None, tuple[tuple[str, int], ...]]:
    """What ``body_named`` and ``parts_named`` say, in one look."""
    return body_named(name), parts_named(name)


@lru_cache(maxsize=4096)
def parts_named(name: str) -> tuple[tuple[str, int], ...]:
    """The parts of metadata that a field of this name may give, each with its rank (0 is most trusted)."""
    return tuple(_PARTS.get(_canonical(name), ()))


@lru_cache(maxsize=4096)
def body_named(name: str) -> tuple[str, int] | None:
    """How a field of this name holds the body (``html``, ``markdown``, ``any``, ``page``) and its rank."""
    return _BODY_RANKS.get(_canonical(name))


def is_known(name: str) -> bool:
    """Whether a field of this name says something about an article."""
    return bool(parts_named(name)) or body_named(name) is not None


@lru_cache(maxsize=4096)
def _canonical(name: str) -> str:
    bare = "".join(char for char in name[:80].lower() if char.isalnum())
    if bare.startswith("article") and (bare[7:] in _PARTS or bare[7:] in _BODY_RANKS):
        return bare[7:]
    return bare
