"""What reads as a source: the address of a link, and the organisations, journals and people that a sentence
names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from healthlint import expressions as re

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.terms import Term

#: Shops, social networks, video, maps, forms and stores of apps: a link there is no reference.
_NO_SOURCE = re.compile(
    r"(?:^|\.)(?:amazon|amzn|ebay|etsy|walmart|iherb|aliexpress|shopify|gumroad|facebook|fb|twitter|x"
    r"|instagram"
    r"|youtube|youtu|vimeo|tiktok|pinterest|linkedin|reddit|tumblr|whatsapp|telegram|discord|spotify|patreon"
    r"|paypal|gofundme|eventbrite|calendly|typeform|surveymonkey|mailchi|bit|goo|tinyurl|imgur|unsplash"
    r"|pexels"
    r"|pixabay|shutterstock|gravatar|feedburner|addthis|disqus|example|yelp|groupon|meetup)"
    r"\.(?:com|co|be|ly|me|gl|net|org|mp|gg|ca|de|in|co\.uk|com\.au)$"
    r"|^(?:maps|play|apps|itunes|docs|forms|drive|plus|shop|store|cart|checkout|open)\."
)
_NO_SOURCE_PATH = re.compile(
    r"/(?:shop|store|products?|cart|checkout|basket|buy|order|subscribe|newsletter|sign-?up|register|login"
    r"|contact"
    r"|about|tag|category|author|donate|booking|coupon|privacy|terms|sharer?)(?:[-/?.]|$)"
    r"|\.(?:jpe?g|png|gif|svg|webp|mp4|mp3|zip)(?:\?|$)",
    re.IGNORECASE,
)
#: What a site says of itself stands on such pages, whoever publishes it.
_HOUSEKEEPING = re.compile(
    r"/(?:[\w-]*[_-])?(?:disclaimers?|advertis\w+|privacy|policies|cookies?|imprint|impressum|sitemap|unsubscribe"
    r"|copyright"
    r"|accessibility-statement|terms-(?:of|and)[\w-]*)(?:[-_/?.]|$)",
    re.IGNORECASE,
)
#: Publishers, registers and public bodies: a source whatever the path.
_AUTHORITY = re.compile(
    r"(?:^|\.)(?:doi\.org|gov|gov\.\w\w|gob\.\w\w|gouv\.fr|edu|edu\.\w\w|ac\.\w\w|who\.int|nhs\.uk"
    r"|nice\.org\.uk"
    r"|europa\.eu|europepmc\.org|cochrane(?:library)?\.(?:com|org)|nejm\.org|thelancet\.com|bmj\.com"
    r"|jamanetwork\.com|nature\.com|science(?:mag)?\.org|sciencedirect\.com|springer(?:open)?\.com"
    r"|biomedcentral\.com|wiley\.com|tandfonline\.com|frontiersin\.org|mdpi\.com|plos\.org|oup\.com"
    r"|oxfordjournals\.org|cambridge\.org|sagepub\.com|cell\.com|pnas\.org|ahajournals\.org|acpjournals\.org"
    r"|annals\.org|karger\.com|lww\.com|liebertpub\.com|hindawi\.com|elsevier\.com|jstor\.org"
    r"|researchgate\.net"
    r"|semanticscholar\.org|medrxiv\.org|biorxiv\.org|arxiv\.org|isrctn\.com|un\.org|oecd\.org"
    r"|ourworldindata\.org)$"
)
_HOST = re.compile(r"(?:https?:)?//(?:[^/@\s]*@)?([^/:?#\s]+)(?::\d+)?(\S*)", re.IGNORECASE)
_CALL = re.compile(
    r"\W*(?:buy|shop|order|subscribe|sign up|join|register|book (?:now|an?|your)|contact|get in touch"
    r"|donate|add to"
    r" cart|follow|share|watch|listen|play|tweet|log ?in|coupon|claim|pre-?order|enrol)",
    re.IGNORECASE,
)
# To what else there is to read; where a public body is linked so, it is a source all the same.
_LEADS_ON = re.compile(
    r"\W*(?:related\b|read (?:more|next|also|our)|(?:next|previous)(?: post| article|:)|more (?:from|by|posts)"
    r"|you (?:may|might) also|back to|home$|top of page|print|reply|comments?\b|(?:see|view) (?:all|our)|our \w+"
    r"|find a|advertisement|privacy|terms)",
    re.IGNORECASE,
)
#: A site that most links go to is the article's own from this many links on.
_OWN = 4


def own_hosts(targets: Iterable[str]) -> frozenset[str]:
    """Hosts that most of the links go to: the article's own site, unless it is a publisher's or a public
    body's.
    """
    hosts = Counter(match.group(1).lower() for match in map(_HOST.match, targets) if match)
    total = sum(hosts.values())
    return frozenset(
        host
        for host, count in hosts.items()
        if count >= _OWN and count * 2 > total and not _AUTHORITY.search(host)
    )


def is_source(target: str, text: str, own: frozenset[str] = frozenset()) -> bool:
    """Whether a link with the given text reads as a reference: it leaves the site for a page and is no
    shop, network, video, picture or call to act.
    """
    if target[:1] in "#/." or _CALL.match(text):
        return False
    if target[:4].lower() == "doi:" or target.startswith("10."):
        return True
    match = _HOST.match(target)
    if match is None:
        return False
    host, path = match.group(1).lower(), match.group(2)
    if _HOUSEKEEPING.search(path):
        return False
    if _AUTHORITY.search(host):
        return True
    return (
        host not in own
        and not _LEADS_ON.match(text)
        and len(path.strip("/#?")) > 2
        and not _NO_SOURCE.search(host.removeprefix("www."))
        and not _NO_SOURCE_PATH.search(path)
    )


_CAPITAL = re.compile("[A-Z]")
_FIRST_WORD = re.compile(r"[^\W\d_]{4,}[ ,]")
#: What the patterns below accept before a name.
_RUNS_ON = frozenset('abcdefghijklmnopqrstuvwxyz,”"')
_PRONOUNS = frozenset(("They", "This", "That", "These", "Those", "Some", "Many", "Most", "Both", "Others"))
_NAME = r"(?:[A-Z][\w'’.-]*[a-z]|[A-Z]{2,6})\b"
_SMALL = r"(?:of|for|and|the|on|in|at|&)"
_BODY = (
    r"(?:University|College|Institutes?|Hospital|School|Clinic|Medical Cent(?:er|re)|Cent(?:er|re)s?"
    r"|Academy|Association"
    r"|Society|Foundation|Department|Ministry|Administration|Organi[sz]ation|Agency|Council|Registry|Bureau"
    r"|Federation|Alliance)"
)
# "Stanford Medicine estimates", "the CDC says", "Ms Okafor, PhD, found": two capitalised words, an
# abbreviation, or one capitalised word that does not open the sentence.
_BEFORE = re.compile(
    rf"(?:\b[A-Z][\w'’.-]* (?:{_SMALL} )*(?:[A-Z][\w'’.-]* (?:{_SMALL} )*)*{_NAME}|\b[A-Z]{{2,6}}"
    rf"|(?<=[a-z,”\"] ){_NAME})"
    r"(?:['’]s (?:team|group|study|report))?(?: \([A-Z]+\))?(?:,? (?:MD|M\.D\.|PhD|Ph\.D\.))?,?"
    r" (?:and (?:his|her|their|\w+) (?:colleagues|team) |also |has |have |had |now |recently )?$"
)
_AFTER = re.compile(
    rf",? (?:the )?(?:Dr\.? |Prof(?:essor|\.)? )?(?:[A-Z][\w.'’-]* )+{_NAME}|,? {_NAME}\s?[,.”\"]"
)
# "40 million Europeans report": people who are counted are no source.
_COUNTED = re.compile(
    r"\b(?:\d+|hundred|thousand|million|billion|many|most|some|few|older|younger|all) $", re.IGNORECASE
)
_TO_WHOM = re.compile(
    r" (?:(?:the|an?|data|figures|statistics|estimates|results|research|reports?|surveys?|stud(?:y|ies)"
    r"|from|by|in|of|"
    r"both|recent|new|researchers|experts|scientists|officials|at|\d{4}|published|latest|one|statistic"
    r"|quoted) )*[‘“\"']?"
    rf"{_NAME}"
)
_TITLE = re.compile(
    r"and (?:his |her |their )?(?:colleagues|co-?workers)|Dr|Prof"
    r"|Journal|Study|Trial|Survey|Lancet|BMJ|JAMA|NEJM|PLOS|Cochrane"
)
#: What reads as a title or a named study, each with pieces of words one of which is in whatever it matches.
_TITLED = tuple(
    (tuple(pieces.split()), re.compile(pattern))
    for pieces, pattern in (
        (
            "ublished",
            r"\b[Pp]ublished (?:\w+ ){0,3}(?:in|by)(?: (?:the|an?|journal|peer-reviewed|medical|scientific|issue"
            rf"|edition|of|online|[A-Z][a-z]+\.?|\d+))* {_NAME}",
        ),
        ("ournal", rf"\b[Jj]ournal,? (?:of )?(?:the )?{_NAME}|\b{_NAME} Journal\b"),
        (
            "Lancet BMJ JAMA NEJM PLOS Cochrane Nature",
            r"\b(?:The Lancet|Lancet|BMJ|JAMA|NEJM|PLOS|Cochrane|Nature (?:Medicine|Genetics|Communications))\b",
        ),
        ("Dr Prof", rf"\b(?:Dr|Prof|Professor)\.? (?:[A-Z]\.? ?)*{_NAME}"),
        (
            "team group lab",
            rf"(?!(?:Women|Men|Children|People|Patient|Mother|Father|Veteran|Parkinson|Alzheimer|Crohn|Huntington|Today|It|What"
            rf"|That|Here|There|He|She|Let|World|Nation|Country|Hospital"
            rf"|Clinic)s?\b)\b{_NAME}['’]s (?:\w+ )?(?:team|group|lab)\b",
        ),
        (
            "olleagues o-workers oworkers associates et al",
            rf"\b(?!He\b|She\b|They\b|We\b){_NAME} (?:and (?:his |her |their )?(?:colleagues"
            r"|co-?workers|associates)|et al)\b",
        ),
        # Researchers at, a study by, a team from somewhere with a name.
        (
            "University College Institut Hospital School Clinic Cent Academy Association Society Foundation "
            "Department Ministry Administration Organi Agency Council Registry Bureau Federation Alliance",
            r"\b(?:researchers?|scientists?|teams?|investigators?|stud(?:y|ies)|experts?|doctors?|trial|survey"
            r"|data|reports?|colleagues|professor|director|psychiatrist|physician|psychologist|statistics|figures"
            r"|estimates)(?:,? [\w-]+){0,3}"
            rf" (?:at|from|of|by|with|in) (?:the )?(?:{_BODY} (?:{_SMALL} )+{_NAME}|(?:{_NAME} ){{1,4}}{_BODY}\b)",
        ),
        # A study with a name: "the Harvest Cohort Study", "Copenhagen research", but not "Chinese studies" or
        # "HIV research".
        (
            "tud esearch cientist rial urvey data meta-analysis eport uideline nitiative ohort",
            r"(?<=[a-z,] )(?!(?:Chinese|Japanese|French|German|British|American|Swedish|Danish|Dutch|Italian|Indian"
            r"|Korean|European|Canadian|Australian|Finnish|Norwegian|Spanish|Alzheimer|Parkinson|Crohn|Huntington"
            r"|Phase|I|II|III|IV|RCT|HIV|PSA|DNA|COVID|US|UK|BMI|MRI|CT)s?\b)(?:[A-Z][\w-]*[a-z]|[A-Z]{2,6})"
            r" (?:stud(?:y|ies)|research(?:ers)?|scientists|trials?|surveys?|data|meta-analysis|report|guidelines?"
            r"|Study|Trial|Survey|Initiative|Cohort)\b|(?:[A-Z][\w'’-]+ ){2,}(?:Study|Trial|Survey|Initiative"
            r"|Cohort|Report)\b",
        ),
    )
)

# "The Harbour Hearing Registry provides the following figures"
_PROVIDES = re.compile(
    r"(?:[A-Z][\w'’-]+ ){2,}(?:\([A-Z]+\) )?(?:provides|publishes|supplies|collects) (?:\w+ ){0,2}"
    r"(?:lists?|data|figures|statistics|numbers|tables?|estimates)\b"
)

# "[00:22:06]", "[4:15]", "(1:04:15)": where in a recording something is said. "(9:30)" is a time of day.
_RECORDED = re.compile(r"[\[(](?:(?<=\[)(?:\d{1,2}:)?\d{1,2}:\d\d\]|\d{1,2}:\d\d:\d\d\))")


def names_recording(document: AnnotatedDocument, start: int, end: int) -> bool:
    """Whether the sentence [start, end) says where in a recording it was said: it retells a speaker's words."""
    return _RECORDED.search(document.prose, start, end) is not None


_STUDY = r"(?:stud(?:y|ies)|trials?|survey|review|analysis|meta-analysis|experiment|report|paper|research)"
_TEAM = (
    r"(?:researchers|investigators|authors|scientists|team|participants|subjects|volunteers|respondents|patients?(?:['’]s?)?|cases"
    r"|women|men|children|results|findings)"
)
#: How a sentence opens that goes on about the source of the one before: "The study found", "The patients lost", "Of
#: those"; "A study" and "Studies" name another.
GOES_ON = re.compile(
    r"\W*(?:(?:in|of|among|for|during|by|at|to) )?(?:(?:the|this|that|these|those|their|his|her|both|all)"
    rf"(?: (?!of\b|in\b)[\w’'-]+){{0,2}} (?:{_STUDY}|{_TEAM})\b|(?:of|among) (?:these|those|them)\b"
    r"|(?:she|he|they|it) (?:also )?\w+ed\b|(?:this|that) (?:brings|brought|means|makes)\b|that [“\"])",
    re.IGNORECASE,
)


def provides_figures(document: AnnotatedDocument, start: int, end: int) -> bool:
    """Whether the sentence [start, end) says who "provides the following list" or the like."""
    return _PROVIDES.search(document.prose, start, end) is not None


def names_source(document: AnnotatedDocument, start: int, end: int) -> bool:
    """Whether the sentence [start, end) names whom it is from (an organisation, a journal, a person, a
    study with a name, a place in a recording) without a reference.
    """
    prose, lexicon = document.prose, document.lexicon
    if names_recording(document, start, end):
        return True
    if document.gated and not _has_capital(prose, start, end):
        first = _FIRST_WORD.match(prose, start, end)
        if first is None or not _opens_with_name(document, start, first.end()):
            return False
    named = lexicon.bits("attribution.named")
    telling = named | lexicon.bits("report")
    if provides_figures(document, start, end):
        return True
    if _is_titled(document, start, end):
        others = lexicon.mask_of("research", "people.expert")
        if document.terms.within(start, end, telling | others) or _TITLE.search(prose, start, end):
            return True
    if not document.terms.any(start, end, telling):
        return False
    for term in document.terms.within(start, end, telling):
        if prose[term.start].isupper() and term.start > start:  # "the United States"
            continue
        before = _BEFORE.search(prose, max(start, term.start - 60), term.start)
        if before and not _COUNTED.search(prose, max(start, before.start() - 16), before.start()):
            return True
        if term.mask & named and _opens_with_name(document, start, term.start):
            return True
        if term.mask & named:
            follows = _TO_WHOM if prose[term.end - 3 : term.end].lower() in (" to", " by", "per") else _AFTER
            if follows.match(prose, term.end, end):
                return True
    return False


_UNNAMED = (
    r"(?:(?:an?|one|another|some|several|many|most|numerous|multiple|various|new|recent|early|earlier|previous)\s)?"
    r"(?:(?!the\s|this\s|these\s|that\s|my\s|our\s|his\s|her\s|their\s)[a-z\d-]+\s){0,3}"
    r"(?:stud(?:y|ies)|trials?|reviews?|research|meta-analys[ei]s|surveys?|researchers|scientists|experts)\b"
)
_UNNAMED_BEFORE = re.compile(
    rf"(?:^|[,;:.(]\s|\bthat\s){_UNNAMED}\s(?:have\s|has\s|had\s|now\s|also\s)?$", re.IGNORECASE
)
_UNNAMED_AFTER = re.compile(rf"\s{_UNNAMED}", re.IGNORECASE)


def quotes_unnamed(document: AnnotatedDocument, cue: Term, start: int, end: int) -> bool:
    """Whether it is research that nobody could find to which a cue of speech ("reports that", "according to") in the
    sentence [start, end) gives a statement: "a new study", "researchers"; not "the study", which was named before.
    """
    prose = document.prose
    return (
        _UNNAMED_AFTER.match(prose, cue.end, end) is not None
        or _UNNAMED_BEFORE.search(prose[start : cue.start]) is not None
    ) and not names_source(document, start, end)


def _is_titled(document: AnnotatedDocument, start: int, end: int) -> bool:
    """Whether something in a sentence reads as a title or a named study."""
    prose, gated = document.prose, document.gated
    sentence = prose[start:end]
    return any(
        (not gated or any(map(sentence.__contains__, pieces))) and pattern.search(prose, start, end)
        for pieces, pattern in _TITLED
    )


def _has_capital(prose: str, start: int, end: int) -> bool:
    """Whether a sentence has a capital that could begin a name or a title: one that does not open the sentence, or
    that opens one that runs on from what stands before it.
    """
    return (
        _CAPITAL.search(prose, start + 1, end) is not None
        or prose.startswith(("Lancet", "Cochrane"), start)
        or (start > 1 and prose[start - 1] == " " and prose[start - 2] in _RUNS_ON)
    )


def _opens_with_name(document: AnnotatedDocument, start: int, end: int) -> bool:
    """Whether one capitalised word that is no word of the lexicon opens the sentence and stands before the
    verb at `end`: "Okafor said", not "Researchers said".
    """
    word = document.prose[start:end].rstrip(" ,")
    return (
        len(word) > 3
        and word.isalpha()
        and word[0].isupper()
        and word not in _PRONOUNS
        and not document.terms.any(start, start + len(word), -1)
    )
