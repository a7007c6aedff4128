"""Names of months and weekdays in the languages of the news, and what they count as."""

from __future__ import annotations

_MONTHS = """
january jan janvier janv januar jänner jan enero ene janeiro gennaio gen januari январь января янв
    січень січня stycznia styczeń sty ocak oca leden ledna ianuarie يناير ژانویه
    ιανουάριος ιανουαρίου ιαν
february feb février févr fév februar februar febrero fevereiro fev febbraio februari февраль
    февраля фев февр лютий лютого lutego luty lut şubat şub únor února februarie فبراير فوریه
    φεβρουάριος φεβρουαρίου φεβ
march mar mars märz mrz marzo março marzo maart март марта мар березень березня marca marzec mart
    březen března martie مارس مارس
    μάρτιος μαρτίου μαρ
april apr avril avr abril abr aprile апрель апреля апр квітень квітня kwietnia kwiecień kwi nisan
    nis duben dubna aprilie أبريل ابريل آوریل
    απρίλιος απριλίου απρ
may mai mayo maio maggio mag mei maj май мая травень травня maja mayıs may květen května мај مايو مه
    μάιος μαΐου μαίου μαϊου μάι
june jun juin juni junio junho giugno giu июнь июня июн червень червня czerwca czerwiec cze haziran
    haz červen června iunie يونيو ژوئن
    ιούνιος ιουνίου ιουν
july jul juillet juil juli julio julho luglio lug июль июля июл липень липня lipca lipiec lip temmuz
    tem červenec července iulie يوليو ژوئیه
    ιούλιος ιουλίου ιουλ
august aug août aoû agosto ago augustus augusti август августа авг серпень серпня sierpnia sierpień
    sie ağustos ağu srpen srpna أغسطس اغسطس اوت
    αύγουστος αυγούστου αυγ
september sep sept septembre septiembre setembro settembre set сентябрь сентября сен сент вересень
    вересня września wrzesień wrz eylül eyl září septembrie سبتمبر سپتامبر
    σεπτέμβριος σεπτεμβρίου σεπ σεπτ
october oct octobre oktober okt octubre outubro out ottobre ott октябрь октября окт жовтень жовтня
    października październik paź ekim eki říjen října octombrie أكتوبر اكتوبر اکتبر
    οκτώβριος οκτωβρίου οκτ
november nov novembre noviembre novembro ноябрь ноября ноя нояб листопад листопада listopada lis
    kasım kas listopadu noiembrie نوفمبر نوامبر
    νοέμβριος νοεμβρίου νοε
december dec décembre déc dezember dez diciembre dic dezembro dicembre декабрь декабря дек грудень
    грудня grudnia grudzień gru aralık ara prosinec prosince decembrie desember des ديسمبر دسامبر
    δεκέμβριος δεκεμβρίου δεκ
"""

_WEEKDAYS = """
monday mon lundi montag lunes segunda lunedì понедельник понедельника maandag måndag poniedziałek
    pazartesi
    δευτέρα
tuesday tue tues mardi dienstag martes terça martedì вторник вторника dinsdag tisdag wtorek salı
    τρίτη
wednesday wed mercredi mittwoch miércoles quarta mercoledì среда среду среды woensdag onsdag środa
    çarşamba
    τετάρτη
thursday thu thur thurs jeudi donnerstag jueves quinta giovedì четверг четверга donderdag torsdag
    czwartek perşembe
    πέμπτη
friday fri vendredi freitag viernes sexta venerdì пятница пятницу пятницы vrijdag fredag piątek cuma
    παρασκευή
saturday sat samedi samstag sonnabend sábado sabato суббота субботу субботы zaterdag lördag sobota
    cumartesi
    σάββατο
sunday sun dimanche sonntag domingo domenica воскресенье воскресенья zondag söndag niedziela pazar
    κυριακή
"""


def _numbered(table: str, start: int) -> dict[str, int]:
    rows = table.strip().replace("\n    ", " ").split("\n")
    return {name: number for number, row in enumerate(rows, start) for name in row.split()}


# Short words of other meaning are months in few languages and words in many: "mag" is Italian, "set" and
# "out" are Portuguese; they count between a day and a year all the same, where nothing else can stand.
MONTHS = _numbered(_MONTHS, 1)
WEEKDAYS = _numbered(_WEEKDAYS, 0)


def month(word: str) -> int | None:
    """1 to 12 for the name of a month or its abbreviation, with or without a full stop."""
    return MONTHS.get(word.casefold().rstrip("."))


def weekday(word: str) -> int | None:
    """0 for a Monday to 6 for a Sunday."""
    return WEEKDAYS.get(word.casefold().rstrip(".,"))
