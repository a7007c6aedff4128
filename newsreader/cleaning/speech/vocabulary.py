"""Words that tell speakers from what surrounds them, of all languages that have spaces, in lower case."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


LINKS = words("of and & de del la von van der bin al du des d' for the ibn ben dos da und et y")
"""What may stand inside a name without a capital."""
ADJUNCTS = words(
    "on in at after during when while as to by in late early am im nach bei в во на в после во lors à en"
    " el tras durante"
)
"""Words that begin what says when and where something was said."""
PREPOSITIONS = words(
    "to by on as than about into against over through between among under since until via per versus"
    " including в на с к о об по для от из у за при von bei mit nach zu gegen über sur contre chez par con"
    " sobre contra"
)
"""A name after one of these is not who speaks."""
CORPORATE = words("inc corp co ltd plc ag sa nv group bank gmbh llc industries holdings")
"""How the names of firms end: no title is taken from them."""
CALENDAR = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december montag dienstag mittwoch donnerstag freitag samstag"
    " sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes"
    " sábado domingo"
)
"""Days and months: no names, though they have capitals."""
SHORT_FORMS = words("inc corp co ltd plc mr mrs ms dr st gen sen rep gov prof jr sr messrs bros m mme")
"""Written with a full stop that ends no sentence."""
SCENERY = words(
    "in on at after during when while asked speaking before as with following earlier later for despite"
    " if under by from since although though because according among until once instead besides"
)
"""Words that begin a phrase in which nothing is said."""
ASIDES = words(
    "adding noting citing quoting referring speaking describing commenting who which where when while but"
    " and in on at as after before with pointing saying according although though director chief head"
    " chairman"
)
"""After ``X said,`` these begin what the writer adds."""
AUDIENCE = words(
    "reporters journalists parliament investors analysts him her them me us delegates lawmakers mps"
    " shareholders congress senators reuters"
)
"""Whom something is told."""
BODIES = words("inc corp co ltd plc ag sa group bank ministry commission committee agency association")
"""In the name of what is no person."""
