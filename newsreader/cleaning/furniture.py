"""Site furniture: lines of the page around an article, known by heart or learned from repetition."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsreader.cleaning.lines import has_other_blanks

REASON = "site furniture"

_READ_MORE = """
read more|read full story|read the full story|read full article|continue reading|full story|more
|learn more|see more|читать далее|читать дальше|читать полностью|подробнее|далее|детальніше
|читати далі|lire la suite|lire plus|en savoir plus|weiterlesen|mehr lesen|mehr erfahren|mehr dazu
|leer más|seguir leyendo|ver más|leia mais|saiba mais|continua a leggere|leggi tutto|leggi di più
|lees meer|lees verder|läs mer|les mer|læs mere|lue lisää|czytaj więcej|czytaj dalej|číst dále
|celý článek|devamını oku|devamı|tovább|citește mai mult|διαβάστε περισσότερα|阅读全文|查看全文
|查看更多|阅读更多|閱讀全文|閱讀更多|続きを読む|もっと見る|더 보기|더보기|اقرأ المزيد|المزيد
|ادامه مطلب|ادامه خبر|بیشتر بخوانید|بیشتر|קרא עוד|המשך קריאה|और पढ़ें|อ่านต่อ|đọc tiếp
|baca selengkapnya
"""

_FURNITURE = """
all news|all stories|all articles|latest news|breaking news|top stories|most read|most popular
|trending|trending now|newsletter|newsletters|share|share this|share this article|share this story
|share on facebook|share on twitter|share via email|tweet|email|print|print this page|copy link
|link copied|facebook|twitter|linkedin|whatsapp|telegram|follow us|follow us on facebook
|follow us on twitter|follow us on google news|like us on facebook|subscribe|subscribe now
|subscribe to our newsletter|sign up|sign up for our newsletter|sign in|log in|login|register
|advertisement|advertisements|advertising|advert|ad|sponsored|sponsored content
|story continues below advertisement|article continues below advertisement
|article continues after advertisement|skip to main content|skip to content|skip advertisement
|skip navigation|back to top|go to top|home|homepage|main menu|menu|search|close|next|previous
|next article|previous article|load more|show more|comments|leave a comment|post a comment
|no comments|add a comment|view comments|privacy policy|cookie policy|terms of use|terms of service
|terms and conditions|contact us|about us|all rights reserved|accept cookies|accept all
|we use cookies|loading|please wait|view gallery|image source|play video|watch video
|listen to this article|все новости|лента новостей|последние новости|поделиться|реклама|подписаться
|подпишитесь|подписывайтесь на нас|на главную|главная|наверх|печать|распечатать|комментарии
|версия для печати|войти|регистрация|меню|поиск|загрузка|все права защищены|усі новини|поділитися
|підписатися|toutes les actualités|toutes les infos|partager|partager cet article|publicité
|s'abonner|s’abonner|abonnez-vous|suivez-nous|imprimer|commentaires|haut de page|accueil
|tous droits réservés|connexion|alle nachrichten|teilen|artikel teilen|anzeige|werbung|abonnieren
|jetzt abonnieren|folgen sie uns|drucken|kommentare|nach oben|startseite|anmelden
|alle rechte vorbehalten|todas las noticias|últimas noticias|compartir|publicidad|suscribirse
|suscríbete|síguenos|imprimir|comentarios|volver arriba|inicio|todos los derechos reservados
|todas as notícias|compartilhar|partilhar|publicidade|assine|siga-nos|comentários|tutte le notizie
|condividi|pubblicità|iscriviti|abbonati|seguici|stampa|commenti|delen|advertentie|abonneren
|volg ons|dela|annons|prenumerera|udostępnij|reklama|subskrybuj|sdílet|reklam|paylaş|abone ol
|bizi takip edin|分享|分享到|广告|廣告|订阅|訂閱|关注我们|返回顶部|返回首页|首页|打印|评论|登录|注册
|更多新闻|全部新闻|版权所有|查看原文|阅读原文|シェア|広告|すべてのニュース|ログイン|コメント|공유
|공유하기|광고|구독|로그인|댓글|كل الأخبار|جميع الأخبار|شارك|مشاركة|إعلان|اعلان|اشترك|تابعنا|طباعة
|تعليقات|الرئيسية|جميع الحقوق محفوظة|همه اخبار|اشتراک گذاری|اشتراک‌گذاری|آگهی|تبلیغات|چاپ|نظرات
|عضویت|دنبال کنید|صفحه اصلی|انتهای پیام|όλες οι ειδήσεις|όλα τα νέα|τελευταία νέα|ροή ειδήσεων|κοινοποίηση
|κοινοποίησε|μοιράσου|διαφήμιση|εκτύπωση|σχόλια|αρχική|αρχική σελίδα|εγγραφή|σύνδεση|μενού|αναζήτηση
|שתף|פרסומת|हिंदी|शेयर करें|विज्ञापन
"""

_RELATED = """
related articles|related stories|related news|related|related topics|more on this story
|more on this topic|more stories|more news|read also|see also|also read|you may also like
|recommended|recommended for you|editor's picks|from the web|читайте также|по теме|другие новости
|ещё по теме|еще по теме|читайте також|lire aussi|à lire aussi|sur le même sujet|lesen sie auch
|mehr zum thema|auch interessant|lee también|te puede interesar|noticias relacionadas|leia também
|leggi anche|lees ook|läs också|czytaj też|zobacz też|čtěte také|相关新闻|相关阅读|相关报道|延伸阅读
|関連記事|관련 기사|اقرأ أيضا|مواضيع ذات صلة|مطالب مرتبط|اخبار مرتبط|بیشتر بخوانید
"""

_TRIMMED = " \t\xa0\u3000.,:;…|·•*>»›→▶►-–—_[]()<«‹←↑+#/\\"
_AROUND = _TRIMMED + "".join(character for character in map(chr, range(0x3001)) if character.isspace())
_LONGEST_LABEL = 40
_LONGEST_KNOWN = 120


def _phrases(table: str) -> frozenset[str]:
    return frozenset(normalise(phrase) for phrase in table.replace("\n", "").split("|") if phrase.strip())


def normalise(line: str) -> str:
    """The form in which lines are compared: one case, single spaces, no arrows, brackets or dots around."""
    return " ".join(line.casefold().split()).strip(_TRIMMED)


def edges(line: str) -> str:
    """First and last character of the line's normal form: cheap, and tells most lines apart."""
    bare = line.strip(_AROUND)
    return bare[0].casefold()[0] + bare[-1].casefold()[-1] if bare else ""


READ_MORE = _phrases(_READ_MORE)
RELATED = _phrases(_RELATED)
PHRASES = _phrases(_FURNITURE) | (READ_MORE - {"more", "далее", "المزيد", "بیشتر", "devamı", "tovább"})
_LONGEST = max(map(len, PHRASES))
_EDGES = frozenset(map(edges, PHRASES))
_EDGES_OF_LABELS = frozenset(map(edges, READ_MORE | RELATED))

_LONGEST_PHRASE_LINE = max(_LONGEST + 11, _LONGEST_LABEL)
_ANY_PHRASE = PHRASES | READ_MORE | RELATED

_COUNT = (
    r"\d+\s*(?:comments?|shares?|views?|likes?|комментари\w*|просмотр\w*"
    r"|commentaires?|kommentare?|comentarios?|评论)"
)
_COUNTER = r"(?:comments?|shares?|views?|комментарии|评论)\s*\(?\d+"
_COUNTED = re.compile(
    rf"\s*(?:{_COUNT}|{_COUNTER}\)?|(?:©|\(c\)|copyright)\s*(?:©\s*)?\d{{4}}.{{0,80}})\s*$",
    re.IGNORECASE,
)
COUNTED_STARTS = rf"{_COUNT}|{_COUNTER}|c\)|copyright"
"""What a line that is counted begins with, in any case, after what is no letter and no digit."""


# What a counter or a notice begins with, but for a digit.
_COUNTED_STARTS = frozenset("csvк评©")


_MARKS_IN_ASCII = bytes(code for code in range(0x80) if not (chr(code).isalnum() or chr(code) == "\n"))


def _bare(text: str) -> str:
    """ASCII text in small letters, without all that is neither letter nor digit, line breaks aside."""
    return text.lower().encode("ascii").translate(None, _MARKS_IN_ASCII).decode("ascii")


_BARE_PHRASES = frozenset(map(_bare, filter(str.isascii, _ANY_PHRASE)))


def holds_phrase(lines: Iterable[str]) -> bool:
    """Whether any of the lines is a button or a label, of furniture or of teasers."""
    short = [line for line in lines if len(line) <= _LONGEST_PHRASE_LINE]
    text = "\n".join(short)
    # What is equal in its normal form is so without any mark or blank, too, and that takes one look.
    if text.isascii() and _BARE_PHRASES.isdisjoint(_bare(text).split("\n")):
        return False
    forms = [line.strip(_TRIMMED) for line in text.casefold().split("\n")]
    together = "".join(forms)
    if "  " in together or not together.isascii() or has_other_blanks(together):
        # There may be white space within a line that its normal form has not.
        forms = list(map(normalise, short))
    return not _ANY_PHRASE.isdisjoint(forms)


def is_known(line: str) -> bool:
    """Whether the line is furniture in any site: a button, a label, a counter, a copyright notice."""
    return is_known_by(line, edges(line))


def is_known_by(line: str, edges_of_line: str) -> bool:
    """As ``is_known``, for whoever has looked at the line's edges already."""
    if len(line) > _LONGEST_KNOWN:
        return False
    if edges_of_line in _EDGES and len(line) < _LONGEST + 12 and normalise(line) in PHRASES:
        return True
    first = edges_of_line[:1]
    return (first in _COUNTED_STARTS or first.isdecimal()) and _COUNTED.match(line) is not None


def may_be_label(line: str) -> bool:
    """Whether a closer look is worth while at whether the line stands above or below teasers."""
    return len(line) <= _LONGEST_LABEL and edges(line) in _EDGES_OF_LABELS


def is_read_more(line: str) -> bool:
    """Whether the line is the link that closes a teaser."""
    return may_be_label(line) and normalise(line) in READ_MORE


def is_related_label(line: str) -> bool:
    """Whether the line announces a list of other articles."""
    return may_be_label(line) and normalise(line) in RELATED
