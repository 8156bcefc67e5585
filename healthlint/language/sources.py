"""What reads as a source: addresses that links go to, and organisations, journals and people named in a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

#: Shops, social networks, video, maps, forms and stores of apps: a link there is no reference.
_NO_SOURCE = re.compile(
    r"(?:^|\.)(?:amazon|amzn|ebay|etsy|walmart|iherb|aliexpress|shopify|gumroad|facebook|fb|twitter|x|instagram|youtube|youtu|vimeo|"
    r"tiktok|pinterest|linkedin|reddit|tumblr|whatsapp|t|telegram|discord|spotify|patreon|paypal|gofundme|eventbrite|calendly|typeform|"
    r"surveymonkey|mailchi|bit|goo|tinyurl|imgur|unsplash|pexels|pixabay|shutterstock|gravatar|feedburner|addthis|disqus|localhost|"
    r"example|yelp|groupon|meetup)\.(?:com|co|be|ly|me|gl|net|org|mp|gg|ca|de|in|co\.uk|com\.au)$"
    r"|^(?:maps|play|apps|itunes|docs|forms|drive|plus|shop|store|cart|checkout|open)\."
)
_NO_SOURCE_PATH = re.compile(
    r"/(?:shop|store|product|products|cart|checkout|basket|buy|order|subscribe|newsletter|signup|sign-up|register|login|contact|about|"
    r"tag|category|author|donate|booking|coupon|privacy|terms|share|sharer)(?:[-/?.]|$)|\.(?:jpe?g|png|gif|svg|webp|mp4|mp3|zip)(?:\?|$)",
    re.IGNORECASE,
)
#: Publishers, registers and public bodies: a source whatever the path.
_AUTHORITY = re.compile(
    r"(?:^|\.)(?:doi\.org|(?:[\w-]+\.)?gov(?:\.\w\w)?|gob\.\w\w|gouv\.fr|edu(?:\.\w\w)?|ac\.\w\w|who\.int|nhs\.uk|nice\.org\.uk|europa\.eu|"
    r"europepmc\.org|cochrane(?:library)?\.(?:com|org)|nejm\.org|thelancet\.com|bmj\.com|jamanetwork\.com|nature\.com|science\.org|"
    r"sciencemag\.org|sciencedirect\.com|springer\.com|springeropen\.com|biomedcentral\.com|wiley\.com|tandfonline\.com|frontiersin\.org|"
    r"mdpi\.com|plos\.org|oup\.com|oxfordjournals\.org|cambridge\.org|sagepub\.com|cell\.com|pnas\.org|ahajournals\.org|acpjournals\.org|"
    r"annals\.org|karger\.com|lww\.com|liebertpub\.com|hindawi\.com|elsevier\.com|jstor\.org|researchgate\.net|semanticscholar\.org|"
    r"medrxiv\.org|biorxiv\.org|arxiv\.org|isrctn\.com|un\.org|oecd\.org|ourworldindata\.org)$"
)
_HOST = re.compile(r"(?:https?:)?//(?:[^/@\s]*@)?([^/:?#\s]+)(?::\d+)?([^\s]*)", re.IGNORECASE)
_CALL = re.compile(
    r"\W*(?:buy|shop|order|subscribe|sign up|join|register|book (?:now|a|an|your)|contact|get in touch|donate|add to cart|follow|share|"
    r"watch|listen|play|tweet|log ?in|coupon|claim|pre-?order|enrol)",
    re.IGNORECASE,
)
ANCHOR = re.compile(r"#(?:cite|ref|fn|foot|bib|note|cit|r|en)[\w.:-]*?(\d{1,3})$", re.IGNORECASE)


def own_hosts(targets: Iterable[str]) -> frozenset[str]:
    """Hosts that most of the links go to: the article's own site, unless it is a publisher's or a public body's."""
    hosts = Counter(match.group(1).lower() for match in map(_HOST.match, targets) if match)
    total = sum(hosts.values())
    return frozenset(
        host for host, count in hosts.items() if count >= 4 and count * 2 > total and not _AUTHORITY.search(host)
    )


def is_source(target: str, text: str, own: frozenset[str] = frozenset()) -> bool:
    """Whether a link reads as a reference: it leaves the site for a page, and is no shop, network, video or call to act."""
    if target[:1] in "#/." or _CALL.match(text):
        return False
    if target[:4].lower() == "doi:" or target.startswith("10."):
        return True
    match = _HOST.match(target)
    if match is None:
        return False
    host, path = match.group(1).lower(), match.group(2)
    if _AUTHORITY.search(host):
        return True
    return (
        host not in own
        and len(path.strip("/#?")) > 2
        and not _NO_SOURCE.search(host.removeprefix("www."))
        and not _NO_SOURCE_PATH.search(path)
    )


_REPORTS = (
    r"(?:said|says|say|adds?|added|explains?|explained|tells|told|estimates?|estimated|notes?|noted|reports?|reported|calculates?|calculated|"
    r"found|finds|states?|stated|concludes?|concluded|recommends?|recommended|warns?|warned|suggests?|points out|writes|wrote|showed|shows|"
    r"announced|published|advises|claims?|claimed|recalls|highlighted|demonstrated)"
)
_NAME = r"(?:[A-Z][\w'’.-]*[a-z]|[A-Z]{2,6})"
_NAMED = re.compile(
    rf"\baccording to (?:(?:the|a|an|data|figures|statistics|estimates|results|research|reports?|surveys?|stud(?:y|ies)|from|by|in|of|"
    rf"both|recent|new|researchers|experts|officials|at|\d{{4}}|published|latest) )*{_NAME}"
    rf"|\b(?:per|from|by|via) the (?:{_NAME} ){{2,}}"
    rf"|\b[Pp]ublished (?:\w+ ){{0,3}}(?:in|by|online in) (?:(?:the|a|an|journal|peer-reviewed|medical|scientific|[A-Z][a-z]+\.?|\d+|issue|edition|of|online) )*{_NAME}"
    rf"|\b[Jj]ournal,? (?:of )?(?:the )?{_NAME}|\b{_NAME} Journal\b"
    rf"|\b(?:(?:The )?(?:New England Journal|Lancet|BMJ|JAMA|Nature (?:Medicine|Genetics|Communications)|PLOS|Cochrane|NEJM))\b"
    rf"|\b(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.? {_NAME}"
    rf"|(?<![.!?:] )(?<!^)\b{_NAME}(?:,? (?:MD|PhD|Ph\.D\.?|M\.D\.?))?,? {_REPORTS}\b"
    rf"|\b{_REPORTS} (?:{_NAME}\b(?: {_NAME})*,? (?:MD|PhD|head|director|professor|chief|lead|senior|a |an |the |of |who|from|in a|at )|{_NAME}\s*[.,”\"]|{_NAME} {_NAME})"
    rf"|\b(?:University|College|Institutes?|Hospital|Clinic|School|Centers?|Centre|Academy|Association|Society|Foundation|Department|Ministry|"
    rf"Administration|Organi[sz]ation|Agency|Council|Commission|Bureau|Federation|Alliance|Task Force|Registry) (?:(?:of|for|on|and|the|in|at) )+{_NAME}"
    rf"|\b{_NAME} (?:University|College|Institutes?|Hospital|Clinic|Association|Society|Foundation|Administration|Organi[sz]ation|Academy|Council|Agency)\b"
    rf"|(?<![.!?:] )(?<!^)\b{_NAME}(?:['’]s?)? (?:(?:Health|Heart|Cancer|Eye|National|Cohort|Prevention|Initiative|Follow-Up|Youth|Risk|Behavior|and) ?)*(?:Study|Trial|Survey|Initiative|Cohort)\b"
    rf"|(?<![.!?:] )(?<!^)\b(?!(?:Chinese|Japanese|French|German|British|American|Swedish|Danish|Dutch|Italian|Indian|Korean|European|"
    rf"Canadian|Australian|Finnish|Norwegian|Spanish|Phase|I|II|III|IV|RCT)\b){_NAME} (?:stud(?:y|ies)|research(?:ers)?|scientists|trials?|surveys?|data|meta-analysis|report|guidelines?)\b"
    rf"|\b(?:[Tt]he )?(?:CDC|WHO|NIH|FDA|NHS|NICE|EMA|USDA|NCI|AHA|ADA|ACS|EPA|UNICEF|UNAIDS|IARC|U\.S\. [Hh]ealth officials)(?:['’]s)?,? (?:\w+ ){{0,2}}{_REPORTS}\b",
)


def names_source(text: str) -> bool:
    """Whether a sentence names whom a statement is from (an organisation, a journal, a person, a titled study), without a reference."""
    return _NAMED.search(text) is not None
