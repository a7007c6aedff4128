"""The sample bundles read and clean as they were written: what each place holds, and what is damaged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from newsreader.article import Article, Problem, RawDocument
from newsreader.bundles import discover, read_source, scan
from newsreader.cleaning import clean, learn
from newsreader.errors import DocumentError

SAMPLES = Path(__file__).resolve().parent.parent / "sample_bundles"


@dataclass(frozen=True)
class Reading:
    """A bundle as read and cleaned: its articles by the place of their document, its problems by place."""

    articles: dict[str, tuple[Article, ...]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    junk: int = 0

    def all(self) -> Iterator[Article]:
        for articles in self.articles.values():
            yield from articles

    def one(self, fragment: str) -> Article:
        """The only article whose place holds ``fragment``."""
        found = [article for path, some in self.articles.items() if fragment in path for article in some]
        assert len(found) == 1, f"{fragment}: {[article.title for article in found]}"
        return found[0]

    def titled(self, start: str) -> Article:
        found = [article for article in self.all() if article.title.startswith(start)]
        assert found, f"{start!r} is not among {[article.title for article in self.all()]}"
        return found[0]


@cache
def reading(name: str) -> Reading:
    root = SAMPLES / name
    seen = scan(root)
    found = [item for source in seen.sources for item in read_source(root, source)]
    documents = [item for item in found if isinstance(item, RawDocument)]
    problems = {
        problem.path: problem.reason for problem in (*seen.problems, *found) if isinstance(problem, Problem)
    }
    context = learn(documents)
    articles: dict[str, tuple[Article, ...]] = {}
    for raw in documents:
        try:
            articles[raw.path] = articles.get(raw.path, ()) + clean(raw, context)
        except DocumentError as error:
            problems[raw.path] = str(error)
    return Reading(articles, problems, seen.junk)


BUNDLES = {
    "agency-dump.jsonl": 10,
    "damaged": 11,
    "harbour-gazette.zip": 8,
    "island-radio.rss": 6,
    "meridian-wire": 23,
    "notebook": 10,
    "world": 12,
}


def test_the_folder_of_samples_is_seven_bundles() -> None:
    assert sorted(path.name for path in discover(SAMPLES)) == sorted(BUNDLES)


@pytest.mark.parametrize("name", BUNDLES)
def test_every_bundle_gives_all_its_articles(name: str) -> None:
    titles = [article.title for article in reading(name).all()]
    assert len(titles) == BUNDLES[name], titles


@pytest.mark.parametrize("name", sorted(set(BUNDLES) - {"damaged"}))
def test_only_the_damaged_bundle_has_problems(name: str) -> None:
    assert reading(name).problems == {}


RESIDUE = re.compile(r"\{\{|\}\}|\{%|%\}|<%|\$\{")
FURNITURE = (
    "All news",
    "Share",
    "Read more",
    "Follow us",
    "Programmes",
    "© Meridian",
    "cookies",
    "Sign up for our newsletter",
    "Imprint",
    "Subscribe",
    "Все новости",
    "Поделиться",
    "Читать далее",
    "全部新闻",
    "Όλες οι ειδήσεις",
    "Alle Nachrichten",
    "Teilen",
)


@pytest.mark.parametrize("name", sorted(set(BUNDLES) - {"damaged"}))
def test_no_residue_is_left_in_an_article(name: str) -> None:
    for article in reading(name).all():
        shown = "\n".join(
            (article.title, article.subtitle, article.text, *(t.title for t in article.teasers))
        )
        assert not RESIDUE.search(shown), article.title


@pytest.mark.parametrize("name", sorted(set(BUNDLES) - {"damaged"}))
def test_no_furniture_is_left_in_an_article(name: str) -> None:
    for article in reading(name).all():
        lines = [article.title, article.subtitle, *(block.text for block in article.blocks)]
        left = [(line, start) for line in lines for start in FURNITURE if line.strip().startswith(start)]
        assert not left, article.title


@dataclass(frozen=True)
class Expected:
    """What a page of the wire must yield."""

    date: str | None
    time: str | None
    place: str
    agency: str
    headings: tuple[str, ...] = ()
    teasers: int = 0
    is_year_inferred: bool = False


WIRE = {
    "000": Expected("2021-12-09", None, "PORT ELLIN", "MWA", ("The first four",), 0, True),
    "001": Expected("2021-12-09", None, "PORT ELLIN", "MWA", ("The first four",), 12, True),
    "002": Expected("2021-12-09", "13:40", "STRAITGATE", "MWA", ("What is closed", "Road and rail"), 5),
    "003": Expected("2021-12-09", "12:11", "PORT ELLIN", "MWA", ("Flour and freight",)),
    "004": Expected("2021-12-09", "11:30", "PORT ELLIN", "MWA", ("The quarrel",)),
    "005": Expected(
        "2021-12-09",
        None,
        "PORT ELLIN",
        "MWA",
        (
            "Harbour Gazette: four hulls and a question",
            "Skerrow Messenger: who pays for the storm",
            "The Corn Exchange: insurers look at the map",
        ),
        4,
        True,
    ),
    "006": Expected("2021-12-08", "22:47", "PORT ELLIN", "MWA", ("The theatre",)),
    "007": Expected("2021-12-08", "21:15", "HARROW BAY", "MWA"),
    "008": Expected("2021-11-26", "17:25", "HARROW BAY", "Kestrel", ("Who waits first",)),
    "009": Expected("2021-11-22", None, "MARHOLD", "Kestrel", ("In figures",)),
    "010": Expected("2021-12-03", None, "PORT ELLIN", "MWA", ("What is at stake",), 0, True),
    "011": Expected("2021-12-11", None, "STRAITGATE", "MWA", ("The truce holds",), 4, True),
    "012": Expected("2021-12-19", None, "LANTERN POINT", "MWA", ("Bakers relieved",), 0, True),
    "013": Expected("2021-12-20", None, "LANTERN POINT", "MWA", ("A dangerous corner",), 0, True),
    "014": Expected("2022-01-05", None, "PORT ELLIN", "Islewire", ("Election promise",), 3, True),
    "015": Expected("2022-01-12", "15:50", "HARROW BAY", "MWA", ("Crews wanted",)),
    "016": Expected("2022-01-17", None, "PORT ELLIN", "MWA", ("The night boat",), 4, True),
    "017": Expected("2021-11-17", None, "PORT ELLIN", "MWA", ("Buoys and bills",), 0, True),
    "018": Expected(None, None, "STRAITGATE", "Kestrel", ("The wind is not on any wheel",)),
    "019": Expected("2022-01-06", None, "PORT ELLIN", "Islewire", (), 0, True),
    "020": Expected("2022-01-07", None, "PORT ELLIN", "Islewire", (), 0, True),
    "021": Expected("2022-01-08", None, "PORT ELLIN", "MWA", ("Who may sail with them",), 0, True),
    "022": Expected("2021-12-09", "18:20", "PORT ELLIN", "MWA", ("The first four",)),
}


@pytest.mark.parametrize("number", WIRE)
def test_a_page_of_the_wire_has_its_place_and_agency(number: str) -> None:
    article, expected = reading("meridian-wire").one(f"{number}_"), WIRE[number]
    assert (article.place, article.agency) == (expected.place, expected.agency)


@pytest.mark.parametrize("number", WIRE)
def test_a_page_of_the_wire_has_its_date_and_says_how_it_is_known(number: str) -> None:
    article, expected = reading("meridian-wire").one(f"{number}_"), WIRE[number]
    published = article.published
    assert (published.date, published.time) == (expected.date, expected.time), published
    assert published.is_inferred is expected.is_year_inferred, published
    assert bool(published.evidence) is (expected.date is not None), published


@pytest.mark.parametrize("number", WIRE)
def test_a_page_of_the_wire_has_its_headings_and_teasers(number: str) -> None:
    article, expected = reading("meridian-wire").one(f"{number}_"), WIRE[number]
    headings = tuple(block.text for block in article.blocks if block.kind == "heading")
    assert headings == expected.headings
    assert len(article.teasers) == expected.teasers, article.teasers


def test_the_paragraphs_of_a_page_begin_after_its_dateline() -> None:
    for article in reading("meridian-wire").all():
        lede = next(block.text for block in article.blocks if block.kind == "paragraph")
        assert not lede.startswith((article.place, "/", "(", "—", "-")), lede
        assert lede[0].isupper(), lede


def test_the_background_paragraph_that_pages_share_is_kept() -> None:
    background = "The Northern Strait is eleven miles wide at its narrowest"
    kept = [article.title for article in reading("meridian-wire").all() if background in article.text]
    assert len(kept) == 6


def test_list_lines_of_a_page_are_list_items() -> None:
    storm = reading("meridian-wire").one("002_")
    assert len([block for block in storm.blocks if block.kind == "list-item"]) == 3


def test_hard_wrapped_paragraphs_are_joined() -> None:
    report = reading("meridian-wire").one("019_")
    assert len(report.blocks) == 5
    assert report.text.startswith(
        "Wheat closed firmer at the Port Ellin corn exchange on Thursday. Prices are"
    )


def test_two_scrapes_of_the_ferry_story_differ_in_the_dash_and_the_tail_alone() -> None:
    first, second = reading("meridian-wire").one("000_"), reading("meridian-wire").one("001_")
    assert first.title.replace("—", "-") == second.title
    assert (first.subtitle, first.text) == (second.subtitle, second.text)
    assert second.subtitle.startswith("Tomas Verrin said that the contract should worry nobody")


def test_the_updated_ferry_story_has_another_number_and_a_further_paragraph() -> None:
    first, updated = reading("meridian-wire").one("000_"), reading("meridian-wire").one("022_")
    assert first.title == updated.title
    assert "four more hulls" in first.text and "five more hulls" in updated.text
    assert len(updated.blocks) == len(first.blocks) + 1


def test_most_teasers_name_a_headline_of_the_library_exactly() -> None:
    headlines = {article.title for name in BUNDLES for article in reading(name).all()}
    named = [teaser.title for article in reading("meridian-wire").all() for teaser in article.teasers]
    exact = [title for title in named if title in headlines]
    assert len(named) == 32
    assert len(exact) == 18


def test_teasers_carry_the_label_they_stand_under() -> None:
    teasers = reading("meridian-wire").one("001_").teasers
    assert {teaser.section for teaser in teasers} == {"Storm at the strait"}
    assert teasers[0].title == "Storm closes the northern strait"
    assert teasers[0].summary.startswith("All pilots stay ashore")


def test_removed_lines_are_kept_with_their_reasons() -> None:
    removed = reading("meridian-wire").one("001_").removed
    assert any("{{newsPoint.title}}" in line.text for line in removed)
    assert any(line.text == "All news" for line in removed)
    assert all(line.reason and line.line >= 1 for line in removed)


PAGES = {
    "crane-dry-dock-4": ("Two hurt as crane falls at dry dock 4", "2021-12-08T20:05:00Z"),
    "customs-house-opera": ("A night among the tobacco bins", "2021-12-09T05:30:00Z"),
    "fares-and-timetables": ("Ferry fares for 2022: what changes on New Year’s Day", "2021-12-22T07:00:00Z"),
    "skerrow-pier": ("Skerrow gets its lights, and argues about the colour", "2021-12-14T14:20:00Z"),
    "what-is-in-a-loaf": ("What is in a loaf of three crowns twelve", "2021-12-10T04:00:00Z"),
    "nine-votes": ("Nine votes under an umbrella", "2022-01-18T04:10:00Z"),
    "training-a-pilot": ("Nineteen pilots who do not exist", "2022-01-11T03:45:00Z"),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_web_page_has_the_title_and_time_that_its_head_names(page: str) -> None:
    article = reading("harbour-gazette.zip").one(page)
    assert (article.title, article.published.utc) == PAGES[page]
    assert (article.published.source, article.published.is_inferred) == ("metadata", False)
    assert article.byline


def test_a_web_page_without_metadata_is_dated_by_what_its_text_says() -> None:
    article = reading("harbour-gazette.zip").one("notes-from-the-fish-hall")
    assert article.title == "Notes from the fish hall"
    assert article.published.date == "2021-12-16"
    assert "Letters" not in article.text


def test_a_web_page_keeps_its_headings_lists_quotes_tables_and_captions() -> None:
    gazette = reading("harbour-gazette.zip")
    opera = {block.kind: block.text for block in gazette.one("customs-house-opera").blocks}
    assert opera["heading"] == "A cold and nine curtain calls"
    assert opera["quote"].startswith("“It is a good cellar,”")
    assert opera["caption"].startswith("The weighing room")
    pier = [block for block in gazette.one("skerrow-pier").blocks if block.kind == "list-item"]
    assert len(pier) == 3
    loaf = next(block for block in gazette.one("what-is-in-a-loaf").blocks if block.kind == "table")
    assert "Freight and pilotage" in loaf.text and "0.09" in loaf.text


def test_junk_in_the_archive_is_counted_or_passed_over_but_never_an_article() -> None:
    assert all(path.endswith(".html") for path in reading("harbour-gazette.zip").articles)


DUMP_DATES = (
    "2021-11-16", "2021-12-09", "2021-12-01", "2022-01-14", "2021-11-29",
    "2021-11-29", "2021-12-09", "1968-03-12", "2022-01-04", "2021-12-23",
)  # fmt: skip


def test_records_of_the_dump_have_their_dates_whatever_the_field_is_called() -> None:
    found = [article.published.date for article in reading("agency-dump.jsonl").all()]
    assert tuple(found) == DUMP_DATES


def test_the_dump_holds_one_stub_and_one_exact_duplicate() -> None:
    articles = list(reading("agency-dump.jsonl").all())
    assert [article.title for article in articles if article.is_stub] == [
        "FLASH: Harbour office closes northern strait at noon"
    ]
    assert (articles[4].title, articles[4].text) == (articles[5].title, articles[5].text)


def test_records_of_the_dump_lose_their_datelines_to_place_and_agency() -> None:
    choir = reading("agency-dump.jsonl").titled("Choir of Tamm")
    assert (choir.place, choir.agency) == ("LANTERN POINT", "MWA")
    assert choir.subtitle == "Forty voices, two hundred steps and no encore"
    assert choir.text.startswith("The choir of Tamm will sing")


def test_the_feed_gives_full_text_where_it_has_it_and_the_description_elsewhere() -> None:
    radio = reading("island-radio.rss")
    interview = radio.titled("Verrin on the new ferries: “They carry people")
    assert [block.text for block in interview.blocks if block.kind == "heading"] == [
        "On the pilots",
        "On his grandmother",
    ]
    assert (interview.byline, interview.published.utc) == ("Maren Fold", "2021-12-10T18:00:00Z")
    assert "twenty-eight pupils" in radio.titled("Lessons by radio").text
    assert radio.titled("Herring breakfast").text.startswith("Nine hundred people")
    assert radio.titled("Regatta committee").published.date == "2022-01-18"


def test_the_bulletin_without_a_date_does_not_pretend_to_have_one() -> None:
    published = reading("island-radio.rss").titled("Weather for the strait").published
    assert published.date is None or published.is_inferred


NOTEBOOK = {
    "An envoy and a barometer": "2021-11-18T07:20:00Z",
    "Bread & butter: what the guild’s table says": "2021-12-02T16:05:00Z",
    "How the storm was counted": "2021-12-10T21:45:00Z",
    "A name for a ferry": "2022-01-13T05:10:00Z",
    "Voting from a lightship": "2022-01-16T20:30:00Z",
}


@pytest.mark.parametrize("title", NOTEBOOK)
def test_a_post_has_the_title_and_time_of_its_front_matter(title: str) -> None:
    article = reading("notebook").titled(title)
    assert (article.title, article.byline) == (title, "Brenna Holt")
    assert article.published.utc == NOTEBOOK[title]


def test_a_post_dated_by_the_day_has_no_time() -> None:
    published = reading("notebook").titled("Letters left on the ferry").published
    assert (published.date, published.time, published.precision) == ("2021-12-27", None, "day")


def test_posts_keep_their_lists_quotes_code_and_tables() -> None:
    notebook = reading("notebook")
    kinds = {block.kind for title in NOTEBOOK for block in notebook.titled(title).blocks}
    assert kinds >= {"paragraph", "heading", "list-item", "quote", "code", "table"}
    assert "ferries" in notebook.titled("A name for a ferry").tags


def test_the_digest_is_four_articles_of_its_day() -> None:
    digest = [
        article
        for path, some in reading("notebook").articles.items()
        if "20211213" in path
        for article in some
    ]
    assert [article.title for article in digest] == [
        "Convoy of eleven clears the anchorage off Skerrow",
        "Talks on the twelve-hour watch begin under a judge",
        "Four tugs fail to move the Alma Terren",
        "Umbrellas to be auctioned",
    ]
    assert {article.published.date for article in digest} == {"2021-12-13"}


WORLD = {
    "russian/000": ("ru", "2021-12-09", "ПОРТ-ЭЛЛИН", "МВА", 3),
    "russian/001": ("ru", "2021-12-09", "СТРЕЙТГЕЙТ", "МВА", 0),
    "russian/002": ("ru", "2022-01-05", "ПОРТ-ЭЛЛИН", "МВА", 0),
    "chinese/000": ("zh", "2021-12-09", "", "", 0),
    "chinese/001": ("zh", "2021-12-09", "", "", 0),
    "chinese/ziwushe": ("zh", "2022-01-12", "", "", 0),
    "persian/": ("fa", "2022-01-12", "", "", 0),
    "greek/": ("el", "2021-12-20", "", "", 0),
    "german/": ("de", "2021-12-09", "PORT ELLIN", "MWA", 0),
    "french/": ("fr", "2021-12-08", "PORT-ELLIN", "MWA", 0),
}


@pytest.mark.parametrize("path", WORLD)
def test_an_article_in_another_script_has_its_language_and_date(path: str) -> None:
    article = reading("world").one(path)
    assert (article.language, article.published.date) == WORLD[path][:2]


@pytest.mark.parametrize("path", [path for path in WORLD if WORLD[path][2]])
def test_an_article_in_another_script_has_its_place_agency_and_teasers(path: str) -> None:
    article = reading("world").one(path)
    assert (article.place, article.agency, len(article.teasers)) == WORLD[path][2:]


def test_arabic_and_persian_texts_keep_their_letters_and_joiners() -> None:
    arabic = [article for article in reading("world").all() if article.language == "ar"]
    assert [article.published.date for article in arabic] == ["2021-12-09", "2022-01-05"]
    assert "\u200c" in reading("world").one("persian/").text


DAMAGED = {
    "bad-member.zip!/lightship.txt": r"checksum|CRC|corrupt|damaged",
    "truncated.zip": r"zip|archive|truncated|damaged",
    "broken-lines.jsonl:2": r"JSON",
    "broken-lines.jsonl:4": r"JSON",
    "cut-off.jsonl.gz": r"cut off|truncated|ended|incomplete",
    "empty.txt": r"empty",
    "nuls.txt": r"empty|binary|NUL|text|null",
}


def test_the_damaged_bundle_reports_exactly_what_is_damaged_and_why() -> None:
    problems = reading("damaged").problems
    unexplained = {path: reason for path, reason in problems.items() if not _expected(path, reason)}
    missing = [path for path in DAMAGED if not any(found.startswith(path) for found in problems)]
    assert (unexplained, missing) == ({}, []), problems


def _expected(path: str, reason: str) -> bool:
    patterns = [pattern for start, pattern in DAMAGED.items() if path.startswith(start)]
    return any(re.search(pattern, reason, re.IGNORECASE) for pattern in patterns) and "\n" not in reason


def test_damage_costs_nothing_but_what_is_damaged() -> None:
    titles = {article.title for article in reading("damaged").all()}
    assert titles >= {
        "Buoy 17 found on a beach in Vardany",
        "Pilots’ widows receive proceeds of the herring breakfast",
        "Swing bridge at Straitgate opens again",
        "Dredger Patience to clear the pier of Tamm",
        "Fog holds up the morning boats",
        "Customs finds forty cheeses in a lifeboat",
        "Lantern Point bank has moved again, survey finds",
    }


def test_words_in_an_undeclared_encoding_are_read() -> None:
    article = reading("damaged").one("latin-1.txt")
    assert article.title == "Menu of the café on the quay has changed"
    assert "crème brûlée" in article.text and "Zoë Angélique Brücke" in article.text


def test_bad_front_matter_does_not_lose_the_post() -> None:
    article = reading("damaged").one("bad-front-matter.md")
    assert "The longest was about a rope." in article.text
    assert article.title in {"The harbour court reads aloud", "Harbour court: a reading"}


def test_markup_and_escape_sequences_in_a_headline_are_only_letters() -> None:
    article = reading("damaged").one("hostile-headline.txt")
    for literal in ("[bold]office[/bold]", "[/]", "[link=https://trap.example]", "{{ and", "lamps"):
        assert literal in article.title
    assert "👩‍👩‍👧‍👦" in article.text
    assert article.published.date == "2021-12-11"


def test_no_string_of_any_article_can_steer_a_terminal() -> None:
    overrides = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
    for name in BUNDLES:
        for article in reading(name).all():
            removed = tuple(line.text for line in article.removed)
            blocks = tuple(block.text for block in article.blocks if block.kind not in {"table", "code"})
            for text in (article.title, article.subtitle, article.byline, *article.tags, *blocks, *removed):
                bad = [c for c in text if unicodedata.category(c) == "Cc" or c in overrides]
                assert not bad, (article.title, bad)


def test_a_very_long_word_stays_one_headline() -> None:
    article = reading("damaged").one("long-word.txt")
    assert len(article.title.split()[0]) == 371
    assert article.published.date == "2021-12-15"
