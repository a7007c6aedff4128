"""A bundle's undated articles are dated by what surrounds them, for as long as it does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from newsreader.library import Library
from newsreader.listing import View

MakeBundle = Callable[..., Path]


def page(isle: str, day: str = "") -> str:
    date = f"{day}\n\n" if day else ""
    return f"Ferry for {isle}\n\n{date}The ferry to {isle} sails again, the harbour office said.\n"


def dated(library: Library) -> dict[str, tuple[str | None, str]]:
    listing = library.listing()
    rows = listing.window(0, listing.total)
    return {row.path: (row.published.date, row.published.evidence) for row in rows}


def test_an_undated_article_has_the_day_of_its_folder_and_loses_it_with_the_folder(
    library: Library, make_bundle: MakeBundle
) -> None:
    pages = {
        f"isles/{isle}.txt": page(isle, "9 December 2021") for isle in ("Osk", "Ulva", "Mull", "Eigg", "Rum")
    }
    bundle = make_bundle({**pages, "isles/Skerry.txt": page("Skerry")})
    library.add([bundle])
    day, evidence = dated(library)["isles/Skerry.txt"]
    assert (day, evidence) == (
        "2021-12-09",
        "the 5 dated documents beside it in “isles” are of 2021-12-09",
    )
    assert library.listing(View(query="is:inferred date:2021-12-09")).total == 1
    assert library.listing(View(query="is:undated")).total == 0
    assert library.check() == []

    edited = page("Skerry") + "\nIt takes the post along.\n"
    (bundle / "isles/Skerry.txt").write_text(edited, encoding="utf-8")
    library.refresh()
    assert dated(library)["isles/Skerry.txt"][0] == "2021-12-09"

    (bundle / "isles/Mull.txt").unlink()
    library.refresh()
    assert dated(library)["isles/Skerry.txt"] == (None, "")
    assert library.listing(View(query="is:undated")).total == 1
    assert library.check() == []


def test_an_article_that_comes_to_state_its_date_keeps_that(
    library: Library, make_bundle: MakeBundle
) -> None:
    pages = {f"{isle}.txt": page(isle, "9 December 2021") for isle in ("Osk", "Ulva", "Mull", "Eigg", "Rum")}
    bundle = make_bundle({**pages, "Skerry.txt": page("Skerry")})
    library.add([bundle])
    row = library.listing(View(query="title:skerry")).window(0, 1)[0]
    library.tag([row.rowid], {"ferry": True})
    (bundle / "Skerry.txt").write_text(page("Skerry", "4 May 2020"), encoding="utf-8")
    library.refresh()
    assert dated(library)["Skerry.txt"][0] == "2020-05-04"
    assert library.check() == []
    (bundle / "Osk.txt").unlink()
    library.refresh()
    assert dated(library)["Skerry.txt"][0] == "2020-05-04"
    assert [row.path for row in library.listing(View(query="tag:ferry")).window(0, 9)] == ["Skerry.txt"]


TEASED = """Isles on Thursday

{day}

The isles wake to a calm sea, the harbour office said on the morning after the storm.

The pilots are out again, and so are the gulls.

{label}
Ferry for Skerry
The ferry to Skerry sails again.
Read more

More from the isles
Bread prices fall for a third month
Bakers credit cheaper flour.
Read more
"""


def test_an_undated_article_has_the_day_that_its_teaser_states_and_else_the_month_of_the_page(
    library: Library, make_bundle: MakeBundle
) -> None:
    page_of = TEASED.format(day="9 December 2021", label="8 December 2021")
    pages = make_bundle({"front.txt": page_of}, "pages")
    articles = make_bundle({"Skerry.txt": page("Skerry")}, "articles")
    library.add([articles])
    assert dated(library)["Skerry.txt"] == (None, "")
    library.add([pages])
    assert dated(library)["Skerry.txt"] == (
        "2021-12-08",
        "“8 December 2021”, with which “Isles on Thursday” announces it",
    )
    assert library.listing(View(query="is:inferred date:2021-12-08")).total == 1

    page_of = TEASED.format(day="9 December 2021", label="Top stories")
    (pages / "front.txt").write_text(page_of, encoding="utf-8")
    library.refresh()
    day, evidence = dated(library)["Skerry.txt"]
    assert (day, evidence) == ("2021-12-01", "announced on “Isles on Thursday”, of 2021-12-09")
    assert library.check() == []

    library.remove("pages")
    library.refresh()
    assert dated(library)["Skerry.txt"] == (None, "")
    assert library.check() == []
