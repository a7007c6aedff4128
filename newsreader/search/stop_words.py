"""Words that say little by themselves, and words that questions begin with, in the languages of most news."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from newsreader.search.folding import fold

_TABLE = """
en a about after all also am an and any are as at be because been before being between but by can could did
   do does doing for from had has have he her him his how i if in into is it its me my no nor not of on or
   our out over she should so some such than that the their them then there these they this those to up was
   we were what when where which while who whom whose why will with would you your
de aber alle als am an auch auf aus bei bin bis das dass dem den denn der des die dies diese dieser dieses
   doch du durch ein eine einem einen einer eines er es für gegen hat hatte haben ich ihr im in ist kann man
   mit nach nicht noch oder sein seine sich sie sind so über um und von vor wann war waren warum was welche
   welchen welcher welches wem wen wenn wer werden wessen wie wieso wieviel wir wird wo worden worüber wurde
   wurden zu zum zur
fr a à au aux avec c ce ces cet cette comment d dans de des du elle elles en est et était eu il ils j je l
   la le les leur leurs lui ma mais même n ne nos notre nous on ont ou où par pas pour pourquoi qu quand que
   quel quelle quelles quels qui quoi s sa sans se ses son sont sur ta te tu un une vos votre vous y
es a al algo ante cómo como con cuál cuáles cuándo cuando cuánto cuántos de del desde dónde donde durante el
   ella ellos en entre era es esa ese eso esta este esto fue fueron ha han hay la las le les lo los más me
   mi muy no nos o para pero por porque qué que quién quien quiénes se ser si sin sobre son su sus también
   un una unos y ya
it a ai al alla alle anche c che chi ci come con cosa cui da dal dalla dei del della delle di dove e è era
   gli ha hanno i il in io l la le lo loro ma mi nei nel nella non o per perché più quale quali quando
   quanti quanto quella quello questa questo se si sono sta su sua sue sul sulla suo tra un una uno
pt a à ao aos as às com como da das de do dos e é ela ele eles em entre era essa esse esta este foi foram há
   isso já lhe mais mas me muito na não nas no nos o onde os ou para pela pelas pelo pelos por porque qual
   quais quando quanto que quem se sem ser seu seus sobre sua suas são também tem um uma
nl aan als bij dan dat de deze die dit door een en er had heb hebben heeft het hij hoe hoeveel hun ik in is
   kan maar met mijn naar niet nog nu of om onder ook op over te tot uit van veel voor waar waarom wanneer
   waren was wat welk welke werd wie wij worden wordt ze zich zij zijn zo zou
ru а без бы был была были было быть в вам вас во вот все вы где да для до его ее если есть еще же за и из
   или им их к как какая какие какой ко когда кого кому кто куда ли мы на над нас не него нет но о об он она
   они от откуда по под почему при про с сколько со так также там те тем то тогда только того тоже ты у уже
   чего чей чем что чтобы чьи эта эти это этого этой этом этот я
uk а без був була були було бути в вам вас ви від він вона вони все де для до его за з зі і із їх її й як
   яка які який коли кого кому хто куди чи ми на над нас не немає але о об під по при про що щоб скільки так
   також там те тільки то тому у це ця цей цього чого чому я є
sv att av de dem den denna det detta där efter ej eller en ett för från ha hade han har hon hur hur i inte
   jag kan man med men mot när och om på sig sin ska skulle som så till under upp ut var vad varför vem vems
   vi vid vilka vilken vilket är över
da af at da de dem den denne der det dette du efter eller en er et for fra han har have hun hvad hvem hvilke
   hvilken hvilket hvis hvor hvordan hvorfor hvornår i ikke jeg kan man med men mod når og om op over på sig
   sin skal som så til ud under var ved vi være
no at av da de dem den denne der det dette du eller en er et etter for fra ha hadde han har hun hva hvem
   hvilke hvilken hvilket hvis hvor hvordan hvorfor i ikke jeg kan man med men mot når og om opp over på seg
   sin skal som så til under ut var ved vi være å
pl a aby ale bo był była było były być co czy czyj dla do dlaczego gdy gdzie go i ich ile im jak jaka jaki
   jakie jako jego jej jest jeszcze już kiedy kogo komu który która które kto lub ma mnie na nad nie o od on
   ona oni po pod przez przy są się ta tak także tam te tego tej ten to tu tym u w we z za ze że
"""


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    rows = _TABLE.strip().replace("\n   ", " ").split("\n")
    return {language: frozenset(map(fold, words)) for language, *words in map(str.split, rows)}


def among(words: Iterable[str], languages: Collection[str]) -> frozenset[str]:
    """Which of a query's folded words say little, in the one of the languages that knows most of them."""
    asked = frozenset(words)
    known = (asked & _words()[language] for language in sorted(languages) if language in _words())
    return max(known, key=len, default=frozenset())
