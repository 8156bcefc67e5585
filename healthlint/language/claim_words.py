"""Closed word sets that claims are read with; open vocabulary is in the lexicons."""

from __future__ import annotations

from healthlint.language.words import words

CLAUSE_MARKS = frozenset(";:()—–…•|")
SUBORDINATORS = words("but because although though whereas while however since so unless until when if")
RELATIVES = words("that which who whose where")
#: What may link a benefit noun or an adjective to its target: "relief from", "effective against".
AFTER_NOUN = words("in of from for against to on over with")
#: What introduces the agent after the predicate: "better with ginger", "gone after the massage".
MEANS_MARKERS = words("with from by after through using via when if during on since thanks due following")
#: Verbs of improving that also fit a complaint: "improves depression", "manages pain".
AMELIORATING = (
    *("improv", "ameliorat", "manag", "regulat", "normali", "balanc", "stabili", "optimi"),
    *("control", "target", "address"),
)
#: Verbs of easing that do good to a part of the body as such: "calms the mind", "clears the sinuses".
SOOTHING = (
    *("calm", "sooth", "relax", "settl", "quiet", "loosen", "soften", "clear", "cleans", "unclog"),
    *("decongest", "drain", "cool", "flush"),
)
LESS = words(
    "decreased delayed diminished eased fewer less lessened lower lowered milder minimal minimised minimized "
    "reduced relieved shorter slower weaker"
)
INTENSIFIERS = words(
    "very most highly extremely dramatically significantly remarkably incredibly particularly especially "
    "profoundly greatly powerful powerfully potent best always completely totally truly absolutely quickly fast "
    "instantly miraculous miraculously amazing huge profound dramatic significant substantial remarkable clear "
    "real proven excellent great wonderful"
)
#: Nouns with which a praised infinitive or adjective speaks of an intervention: "the best way to".
WAYS = words("way ways strategy method option choice tool remedy")
MEANS_NOUNS = WAYS | words(
    "methods tools options approach approaches strategies solution means technique techniques addition ally "
    "source sources agent agents ingredient ingredients product products alternative alternatives compound "
    "compounds effect effects property properties benefit benefits action results result"
)
#: What makes a part or a function of the body a complaint: "sore gums", "an overactive bladder".
AILING = words(
    "aching achy arthritic bad bloated blocked brittle broken bruised bulging burning chapped clogged congested "
    "cracked cramping damaged dehydrated diseased dry dull engorged enlarged excess fatty fragile frizzy frozen greasy "
    "high hyperactive infected inflamed injured irritable irritated itchy lazy leaky low oily overactive overexcited "
    "overstimulated painful pinched poor puffy racing restless sagging sensitive slipped sluggish sore stiff stressed "
    "stubborn stuffy swollen tense thinning throbbing tight tired torn trapped upset weak worn"
)
#: How what is kept is, where keeping it so is a benefit: "keeps the pain at bay", "keeps skin clear".
KEPT = words(
    "alert at away awake balanced bay calm check clear control down even fit flexible fresh full fuller going "
    "happy healthy hydrated in low moist moving normal off open regular sharp smooth soft stable steady strong supple "
    "under warm well young youthful"
)
COPULAS = words(
    "remains remain proved proven proves becomes become became seems feels makes made considered deemed"
)
FIRST_PERSON = words("i my me we our us i've i'm we've")
SECOND_PERSON = words("you your you'll yourself you're")
PERSONS = words("i we you he she i've we've i'm everyone everybody anyone someone people")
#: Nouns that stand for an intervention named before: "this simple habit".
GENERIC_AGENTS = words(
    "approach approaches method methods practice practices technique techniques habit habits routine routines "
    "combination mix remedy remedies product products ingredient ingredients compound compounds nutrient nutrients "
    "step steps change changes strategy strategies trick tricks tool tools plant plants food foods substance "
    "substances treatment treatments exercise exercises position positions pose poses powerhouse powerhouses stuff "
    "thing things tip tips plan program programme protocol system device devices option options all both one ones "
    "alone together also not only really just will can simply"
)
#: "Help" with these helps to know or to do, and is no claim: "helps me determine the cause".
KNOWING = words(
    "determine identify explain understand illustrate move decide find learn get see know make choose diagnose "
    "detect answer describe clarify plan track tell show guide prepare read remember start"
)
#: "Phase III results support efficacy": evidence said to settle that something works.
EVIDENCE_NOUNS = words(
    "results data evidence studies study trials trial research science findings tests experience"
)
EVIDENCE_VERBS = words(
    "support supports supported prove proves proved proven confirm confirms confirmed demonstrate "
    "demonstrates demonstrated validate validates validated establish establishes established show shows "
    "showed shown back backs backed document documents documented verify verifies verified underline "
    "underlines underlined reaffirm reaffirms attest attests"
)
EFFICACY = words("efficacy effectiveness benefit benefits usefulness value potency power powers")
EMBEDDING = frozenset(("how", "why", "where"))
PAST_AUXILIARIES = frozenset(("was", "were", "had", "did"))
