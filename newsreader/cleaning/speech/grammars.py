"""The grammars of reported speech, language by language."""

from __future__ import annotations

import re
from functools import cache

from newsreader.cleaning.speech.grammar import Grammar
from newsreader.cleaning.speech.vocabulary import words


@cache
def grammar_of(language: str) -> Grammar | None:
    """The grammar for a language code; English where the language is not known."""
    match language.partition("-")[0].lower():
        case "" | "en":
            return _english()
        case "ru":
            return _russian()
        case "de":
            return _german()
        case "fr":
            return _french()
        case "es":
            return _spanish()
    return None


def _english() -> Grammar:
    return Grammar(
        strong=words("said says say told tells"),
        weak=words(
            "added adds noted notes stressed stresses insisted insists warned warns claimed claims argued"
            " argues explained explains stated declared announced believes admitted replied commented"
            " predicted revealed confirmed recalled emphasised emphasized concluded remarked observed"
            " maintained reiterated acknowledged complained wrote writes tweeted assured pointed asserted"
            " vowed pledged suggested joked conceded estimated reported"
        ),
        sources=re.compile(r"\b[Aa]ccording to\s+"),
        source_cues=("ccording to ",),
        that=re.compile(
            r"(?:\s+out)?(?:\s+(?:in|on|at|late|early|last|this|to|earlier|today|yesterday|after)\s[^.,;:\"“”]{1,50}|,)?"
            r"\s+that\s"
        ),
        that_cues=("that",),
        persons=words("he she"),
        things=words("it they"),
        roles=words(
            "spokesman spokeswoman spokesperson spokesmen official officials analyst analysts trader"
            " traders dealer dealers source sources economist economists minister ministers president"
            " chairman banker bankers broker brokers executive executives police critics supporters expert"
            " experts scientists researchers leaders lawyers lawyer diplomats diplomat delegates"
            " negotiators farmers shippers producers judge doctors officer officers director manager"
            " secretary senator investigators prosecutors observers organisers participants campaigners"
            " residents witnesses buyers operators"
        ),
        bodies=words(
            "company government ministry bank report agency group union board court paper newspaper"
            " magazine committee commission statement firm department institute bureau association"
            " exchange council party study survey daily panel team airline carmaker maker unit giant club"
            " body organisation organization data figures companies office offices authority authorities"
            " reports others some many people one"
        ),
        titles=words(
            "mr mrs ms miss dr sir lord lady dame prof professor president minister secretary chancellor"
            " spokesman spokeswoman spokesperson chairman chairwoman director manager officer governor"
            " senator representative rep sen gov gen general colonel col captain lieutenant judge justice"
            " ambassador commissioner premier prime leader king queen prince princess pope bishop"
            " archbishop mayor economist analyst correspondent ceo cfo chief vice-president exchequer"
            " congressman envoy coach boss star singer actor author mp treasurer head undersecretary"
            " deputy reporter inspector sergeant constable striker vice-chairman congresswoman"
        ),
        fillers=words(
            "has had have also later earlier then again further now once repeatedly today yesterday"
            " meanwhile nevertheless however still even himself herself itself will would who"
        ),
        openers=words(
            "but and yet however meanwhile yesterday today still so the a an while when as although"
            " though because since if where that these those in on at for from by with after before during"
            " not nor both one some many most other others earlier later also then now only even last next"
            " about its his her their our this whose don't don’t"
        ),
        is_inverting=False,
    )


def _russian() -> Grammar:
    strong = (
        "сказал заявил сообщил отметил подчеркнул добавил рассказал пояснил указал напомнил объяснил уточнил"
        " написал говорил"
    )
    forms = " ".join(f"{verb} {verb}а {verb}и" for verb in strong.split())
    return Grammar(
        strong=words(forms + " заявляет сообщает сообщают говорит говорят считает отмечает утверждает"),
        weak=words("уверен уверена признал признала призналась признался"),
        sources=re.compile(
            r"\b(?:[Пп]о словам|[Пп]о мнению|[Сс]о слов|[Пп]о данным)\s+"
            r"|\b[Кк]ак\s+(?:ранее\s+)?(?:сообщ|заяв|отмет|рассказ|поясн|подчеркн|уточн|сказ)\w{1,4}\s+"
        ),
        source_cues=("о слов", "о мнению", "о данным", "ак со", "ак за", "ак о", "ак р", "ак по", "ак у"),
        that=re.compile(r"[\s,]+(?:что|будто)\s"),
        that_cues=("что", "будто"),
        persons=words("он она"),
        things=words("они"),
        roles=words(
            "представитель эксперты эксперт источник источники аналитики аналитик политик чиновник"
            " министр президент директор депутат губернатор пресс-секретарь собеседник"
        ),
        bodies=words("компания министерство ведомство агентство газета издание правительство документ"),
        titles=words(
            "президент министр премьер-министр пресс-секретарь представитель глава директор депутат"
            " губернатор мид рф сша ес оон мвд минобороны премьер господин госпожа"
        ),
        fillers=words("также ранее позже тогда уже ещё еще вновь затем"),
        openers=words("но и а однако вчера сегодня ранее при этом как в во на об по так он она это"),
    )


def _german() -> Grammar:
    return Grammar(
        strong=words("sagte sagten sagt erklärte erklärten erklärt"),
        weak=words("betonte betonten betont meinte meinten meint ergänzte fügte warnte warnten warnt teilte"),
        sources=re.compile(r"\b(?:[Ll]aut|[Nn]ach Angaben von|[Nn]ach Worten von)\s+"),
        source_cues=("aut ", "ach Angaben von ", "ach Worten von "),
        that=re.compile(r"[^.:;\"„“]{0,60},\s+(?:dass|daß)\s"),
        that_cues=("dass", "daß"),
        persons=words("er sie"),
        things=words("es"),
        roles=words("sprecher sprecherin experten minister ministerin analysten polizei kanzler kanzlerin"),
        bodies=words("unternehmen regierung ministerium bank zeitung behörde firma"),
        titles=words(
            "herr frau dr präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister"
            " ministerin außenminister außenministerin finanzminister innenminister sprecher sprecherin"
            " chef chefin ministerpräsident ministerpräsidentin kremlsprecher regierungssprecher"
            " regierungssprecherin bundespräsident vorsitzende vorsitzender"
        ),
        fillers=words("auch hat habe später zudem dann hatte"),
        openers=words("der die das ein eine aber und doch am im in auch dem den des zur so wie"),
    )


def _french() -> Grammar:
    return Grammar(
        strong=words("déclaré affirmé dit déclare affirme explique estime assure indiqué"),
        weak=words("ajouté expliqué estimé annoncé précisé souligné assuré ajoute précise souligne indique"),
        sources=re.compile(r"\b(?:[Ss]elon|[Dd]['’]après)\s+"),
        source_cues=("elon ", "'après", "’après"),
        that=re.compile(r"[\s,]+qu(?:e\s|['’])"),
        that_cues=("qu",),
        persons=words("il elle"),
        things=words("ils elles"),
        roles=words(
            "porte-parole ministre président présidente experts analystes police directeur directrice"
        ),
        bodies=words("entreprise gouvernement ministère banque journal agence société groupe"),
        titles=words(
            "m mme mlle président présidente ministre premier porte-parole directeur directrice chef maire"
        ),
        fillers=words("a ont avait également aussi ensuite"),
        openers=words("le la les un une mais et or de du des à en dans pour"),
    )


def _spanish() -> Grammar:
    return Grammar(
        strong=words("dijo dijeron dice afirmó declaró aseguró dicho declarado afirmado asegurado"),
        weak=words("señaló añadió explicó agregó indicó subrayó destacó anunció advirtió señalado explicado"),
        sources=re.compile(r"\b[Ss]egún\s+"),
        source_cues=("egún ",),
        that=re.compile(r"[\s,]+que\s"),
        that_cues=("que",),
        persons=words("él ella"),
        things=words("ellos ellas"),
        roles=words("portavoz ministro ministra presidente presidenta expertos analistas policía director"),
        bodies=words("empresa gobierno ministerio banco diario agencia compañía"),
        titles=words(
            "sr sra señor señora don doña presidente presidenta ministro ministra portavoz director directora"
        ),
        fillers=words("ha han había también además"),
        openers=words("el la los las un una pero y de del en por para al"),
    )
