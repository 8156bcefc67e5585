"""Percentages that are no share of anything counted: strengths of preparations, limits and readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint import expressions as re

if TYPE_CHECKING:
    from healthlint.language.annotated import AnnotatedDocument
    from healthlint.language.units import Quantity

# What a preparation holds: "5% niacinamide", "2% salicylic acid", "standardised to 20% ginsenosides".
_CHEMICAL = re.compile(
    r"[ -](?:(?!less|more|lower|higher|fewer|of|in|and|or|to)[A-Za-z-]+ ){0,2}(?!(?:amino"
    r"|fatty) )[A-Za-z]?[a-z-]*(?:osides?|inoids"
    r"|olides|amide|oxide|inol|retinal|glycol|urea|peptides?|(?<=tri)glycerides?|catechins?|cyanins?"
    r"|(?<=[cls]ic )acid)\b"
)
# "30% of your daily iron"; "15% Vitamin C Brightening Serum"
_DAILY = re.compile(r" of (?:your|the recommended|an adult['’]s|the) daily (?!life)")
_TITLED = re.compile(
    r" (?:[A-Z][\w-]* ){0,4}(?:[Ss]erum|[Tt]oner|[Pp]eel|[Bb]alm|[Ss]yrup|[Tt]incture|[Mm]outhwash|[Pp]aste"
    r"|[Ss]crub|[Ll]otion"
    r"|[Cc]ream|[Gg]el|[Oo]intment|[Ss]oap|[Ss]hampoo|[Pp]urity|[Pp]roducts?|[Ff]ormula|[Oo]xygen|[Ff]at milk"
    r"|[Vv]itamin C)\b"
)
# "serums with 10 percent", "15 and 20 percent products"
_WITH = re.compile(
    r"\b(?:dilut(?:ed?|ing)(?: down)? to (?:about |around |a )?$"
    r"|(?:serum|cream|gel|cleanser|toner|lotion|shampoo|repellent|solution|sunscreen|mouthwash|peel|toothpaste)s?"
    r" (?:with|containing|that contains?|of|at|in) (?:at least |about |up to |around )?$)",
    re.IGNORECASE,
)
# "no effect at 0.5%", "tested at 2%"
_TRIED_AT = re.compile(
    r"\b(?:(?:effects?|effective|works?|worked|active|inactive|tested|applied|used|dosed)(?: best| well| only)? at"
    r"|(?:diluted|concentrations?|solutions?|strengths?|potency) (?:at|of|to))"
    r" (?:[\d.]+ ?%,?(?: and| or|, and)? )*(?:(?:about|only|just|a|an|as low as|as little as) )*$",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(r" (?:of|effective|accura\w+|more|less|higher|lower)\b")
# "Fertility drops 20%"; not "eye drops 1%"
_DROPS = re.compile(
    r"\b(?!(?:the|of|with|use|apply|put|as|and|or|these|those|eye|ear|nose|nasal|lubricating|cough|\w+(?:ine|ol|one|ide|ate|in))"
    r"\b)[A-Za-z]+ drops $",
    re.IGNORECASE,
)
_STANDARDISED = re.compile(r"\bstandardi[sz]ed (?:to|for|at)(?: contain| at least| about)? $", re.IGNORECASE)


def is_strength(document: AnnotatedDocument, quantity: Quantity) -> bool:
    """Whether a percentage is a strength: "5% dextrose", "minoxidil 5%", "dark chocolate (85%)"."""
    lexicon, terms, prose = document.lexicon, document.terms, document.prose
    if _CHEMICAL.match(prose, quantity.end) or _STANDARDISED.search(
        prose, max(0, quantity.start - 40), quantity.start
    ):
        return True
    if (
        _is_tried_at(prose, quantity)
        or _DAILY.match(prose, quantity.end)
        or _TITLED.match(prose, quantity.end)
        or _WITH.search(prose, max(0, quantity.start - 50), quantity.start)
    ):
        return True
    strength, drug = lexicon.bits("number.strength"), lexicon.bits("intervention.drug")
    after = terms.first(quantity.end, quantity.end + 32, strength | drug)
    if after is not None and after.start <= quantity.end + 1:
        return not prose.startswith("better than", after.start)
    before = terms.within(
        max(0, quantity.start - 30), quantity.start, strength | lexicon.bits("intervention")
    )
    changed = lexicon.bits("number.changed")  # "rose 8%" is no strength of a rose
    return (
        bool(before)
        and not lexicon.masks[before[-1].entry] & changed
        and prose[before[-1].end : quantity.start] in (" ", " (")
        and not _DROPS.search(prose, max(0, quantity.start - 30), quantity.start)
    )


def _is_tried_at(prose: str, quantity: Quantity) -> bool:
    """Whether a percentage is the strength at which something was tried."""
    at = quantity.start
    return _TRIED_AT.search(prose, max(0, at - 50), at) is not None and not _OF_WHAT.match(
        prose, quantity.end
    )
