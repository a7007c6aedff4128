"""Invented news of some islands: stories that have nothing in common but their language, and two forms."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

EARNINGS = """ELLIN LOAVES INC <ELLN> 4TH QTR NET
Shr 34 cts vs 1.19 crowns. Net 807,000 vs 2,858,000. Revs 12.4 mln vs 11.9 mln. Year. Shr 1.12
crowns vs 2.40 crowns. Net 2,611,000 vs 5,900,400. Revs 48.1 mln vs 47.7 mln. Note: 4th qtr includes
gain from tax carry forward of 132,000 crowns, or five cts per share, and the sale of the bakery at
Lantern Point."""

MARKET = """FISH MARKET TURNOVER AT 412 TONNES ON MONDAY
The fish market of Port Ellin turned over 412 tonnes on Monday, the harbour office said, against 388
tonnes the day before. Cod cost 31 crowns a box on average, herring 17 crowns. The office added that
46 boats had landed and that 12 more were expected before dusk. Stocks in the cold store rose to
2,140 tonnes from 2,051 on 3 December."""

_OPENERS = (
    "{who} of {place} {did} the {thing} in {month}, after {number} weeks of quarrels over its {trait} {part}",
    "A {trait} {thing} at {place} was {done} by {who}, who had {did} its {part} for {number} years",
    "In {place} the {part} of the {thing} will be {done} before {month}, {who} said, and {number} came",
    "Nobody at {place} expected {who} to have {did} a {trait} {thing} with {number} others of the {part}",
)
_WORDS = {
    "who": "pilots bakers teachers keepers sailors painters weavers carpenters singers divers clerks nurses",
    "place": "Ellin Lantern Harrow Skerry Morrow Tarn Wick Dunmore Fenn Quay Brae Holm",
    "did": "repaired refused counted painted measured praised sold moved mapped rented guarded borrowed",
    "done": "opened closed auctioned tested shown burnt insured inspected photographed renamed traded lit",
    "thing": "bridge ferry organ lighthouse library orchard museum harbour market tower school quarry",
    "trait": "narrow wooden forgotten costly yellow famous leaking crooked silent heavy foreign holy",
    "part": "roof council keel budget window garden choir stair engine flag ladder archive",
    "month": "January March April May June July August October November December",
}


class Story(NamedTuple):
    title: str
    text: str


def stories(number: int, seed: int) -> list[Story]:
    """So many stories of about 150 words, each of other sentences."""
    random = Random(seed)
    return [Story(_sentence(random), _text(random)) for _ in range(number)]


def _text(random: Random) -> str:
    return "\n\n".join(" ".join(f"{_sentence(random)}." for _ in range(2)) for _ in range(5))


def _sentence(random: Random) -> str:
    words = {name: random.choice(choices.split()) for name, choices in _WORDS.items()}
    return random.choice(_OPENERS).format(**words, number=random.randint(2, 90))
