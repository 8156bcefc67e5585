"""Hedged wordings: what is stated as fact is said with "may", in correct English, or left to people."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_helpers import RULES, core_lexicon, document_of, read_rule, run_rules

from healthlint.finding import Finding
from healthlint.fixing import Look, applied, fix_text
from healthlint.language.annotated import AnnotatedDocument
from healthlint.linter import plan, run
from healthlint.rules.selection import RuleSet
from healthlint.settings import Settings
from healthlint.workspace.article import read_article

RULE = read_rule(RULES / "core" / "unhedged-efficacy-claim.yaml")
DEV = Path(__file__).parent.parent.parent / "shared" / "gold" / "dev" / "articles"


def findings(text: str, path: str = "x.md") -> list[Finding]:
    return run_rules(text, [RULE], path).findings


def hedged(text: str, path: str = "x.md") -> str:
    """The text with the fixes of all its findings; "" where one has none."""
    edits = []
    for finding in findings(text, path):
        if finding.fix is None:
            return ""
        assert finding.fix.safety == "unsafe"
        edits += finding.fix.edits
    return applied(text, sorted(edits)) if edits else ""


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Ginger tea relieves nausea.", "Ginger tea may relieve nausea."),
        ("Probiotics relieve constipation.", "Probiotics may relieve constipation."),
        ("Turmeric quickly reduces joint pain.", "Turmeric may quickly reduce joint pain."),
        ("Turmeric also reduces joint pain.", "Turmeric may also reduce joint pain."),
        ("Peppermint oil helps relieve headaches.", "Peppermint oil may help relieve headaches."),
        ("Peppermint oil helps to relieve headaches.", "Peppermint oil may help to relieve headaches."),
        ("Garlic is effective for high blood pressure.", "Garlic may be effective for high blood pressure."),
        ("Our capsules are highly effective for joint pain.", "Our capsules may be highly effective for joint pain."),
        ("Reflexology is a powerful treatment for insomnia.", "Reflexology may be a powerful treatment for insomnia."),
        ("Magnesium has been shown to reduce migraine attacks.", "Magnesium may reduce migraine attacks."),
        ("Magnesium is clinically proven to prevent migraine.", "Magnesium may prevent migraine."),
        ("Ginseng will boost your memory.", "Ginseng may boost your memory."),
        ("Nausea is relieved by ginger tea.", "Nausea may be relieved by ginger tea."),
        ("Garlic is a herb that lowers blood pressure.", "Garlic is a herb that may lower blood pressure."),
        ("Studies show that ashwagandha lowers cortisol.", "Studies show that ashwagandha may lower cortisol."),
        (
            "Elderberry syrup shortens colds and boosts the immune system.",
            "Elderberry syrup may shorten colds and boost the immune system.",
        ),
        ("Yoga improves sleep quality, easing anxiety at the same time.",
         "Yoga may improve sleep quality, easing anxiety at the same time."),
        ("## How Ginger Eases Nausea", "## How Ginger May Ease Nausea"),
        ("GINGER TEA RELIEVES NAUSEA.", "GINGER TEA MAY RELIEVE NAUSEA."),
        ("Ginger tea *relieves* nausea.", "Ginger tea *may relieve* nausea."),
        ("Ginger tea **relieves nausea**.", "Ginger tea **may relieve nausea**."),
        (
            "## Benefits of ginger tea\n\n- Relieves nausea\n- Reduces inflammation\n",
            "## Benefits of ginger tea\n\n- May relieve nausea\n- May reduce inflammation\n",
        ),
        ("Acupuncture offers real relief from back pain.", "Acupuncture may offer real relief from back pain."),
        ("Turmeric works for arthritis.", "Turmeric may work for arthritis."),
        ("Daily stretching reverses arthritis.", "Daily stretching may reverse arthritis."),
        (
            "Ginger tea lowers blood sugar, improves sleep and reduces headaches.",
            "Ginger tea may lower blood sugar, improve sleep and reduce headaches.",
        ),
        (
            "Ginger tea lowers blood pressure and it improves sleep.",
            "Ginger tea may lower blood pressure and it may improve sleep.",
        ),
        (
            "Zinc reduces the risk of colds in two ways: it helps you lose weight.",
            "Zinc may reduce the risk of colds in two ways: it may help you lose weight.",
        ),
    ],
)  # fmt: skip
def test_what_is_stated_as_fact_is_said_with_may(text: str, better: str) -> None:
    assert hedged(text) == better
    assert findings(better) == []


@pytest.mark.parametrize(
    "text",
    [
        "Two large trials confirm the effectiveness of tai chi after a stroke.",
        "Ginger tea not only relieves nausea but also lowers blood pressure.",
        "Ginger tea relieves my nausea.",
        "Lavender oil: better sleep and less anxiety.",
        "## Benefits\n\nGinger tea can:\n\n- Relieve nausea\n\nIt cured my arthritis pain.",
    ],
)
def test_what_may_does_not_fit_is_left_to_people(text: str) -> None:
    assert hedged(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "A daily breathing exercise raises energy and increases vagal tone within weeks.",
        "Evening yoga increases vagal tone in a month.",
        "It is vital to help residents maintain the best possible quality of life with tai chi.",
        "Chamomile offers deeper and improved sleep and reduces cramps.",
        "Chamomile is tried and tested and heals ulcers.",
        "Chamomile lowers blood pressure, raises HDL, and thins blood.",
        "- Lowers blood pressure and raises the pulse",
        "Lunch with salmon weekly reduces heart disease.",
        "Three small trials show improvements in back pain after yoga.",
        "**Best for:** Insomnia",
        "Ideal and effective for: Insomnia",
        "### The Lakeside Spina Bifida Health Care Benefits Program",
        "The teas are made by Native Remedies Trading in Ohio and relieve stress.",
        "Yoga Relieves the pain of arthritis.",
        "There are many natural remedies sold for eczema.",
        "- Benefits plateau after a month",
        "Brisk walking reduces the risk of diabetes: it helps you lose weight, controls your blood sugar, and improves "
        "your sleep.",
        "These are small habits that help you lose weight.",
        "We like green tea because it lowers blood pressure, improves sleep and reduces pain.",
        "After four sessions of acupuncture she was cured of insomnia.",
    ],
)
def test_a_verb_that_may_be_a_noun_a_name_or_one_of_several_is_left_to_people(text: str) -> None:
    edits = [finding.fix.edits for finding in findings(text) if finding.fix]
    assert edits == []


def test_a_verb_with_markup_inside_it_is_left_to_people() -> None:
    (finding,) = findings("<p>Ginger tea quickly <b>relieves</b> nausea.</p>", "x.html")
    assert finding.fix is None


def test_a_rule_that_offers_no_fix_gives_none() -> None:
    document = document_of("Garlic cures colds.")
    ruleset = RuleSet([read_rule(RULES / "core" / "cure-claim.yaml")])
    assert [one.fix for one in run(document, ruleset, plan(ruleset, Settings())).findings] == [None]


SENTENCES = st.lists(
    st.builds(
        "{} {} {}{}".format,
        st.sampled_from(["Ginger tea", "Probiotics", "*Daily* yoga", "- Zinc", "I think garlic", "When ginger"]),
        st.sampled_from(
            ["relieves", "helps to relieve", "is proven to ease", "may cure", "has reduced", "will, in time, cure",
             "quickly eases and", "is a powerful treatment for", "and mint ease"]
        ),
        st.sampled_from(["nausea", "headaches, easing stress", "colds and lowers blood pressure", "my pain"]),
        st.sampled_from([".", "!\n\n", ".\r\n", "? "]),
    ),
    max_size=5,
).map(" ".join)  # fmt: skip


@given(SENTENCES)
def test_rewording_twice_is_rewording_once(text: str) -> None:
    def look(now: str) -> Look:
        found = findings(now)
        return Look(found, found)

    once = fix_text(text, look, ("unsafe",))
    assert once.is_complete
    again = fix_text(once.text, look, ("unsafe",))
    assert (again.text, again.findings) == (once.text, ())
    assert "may may" not in once.text
    assert len(once.text.split()) >= len(text.split()) - 3 * len(once.findings)


@pytest.mark.slow
@pytest.mark.skipif(not DEV.exists(), reason="the articles are not beside the project")
def test_in_real_articles_a_fixed_sentence_is_not_reported_any_more() -> None:
    ruleset = RuleSet([RULE])
    planned = plan(ruleset, Settings())
    fixed = 0
    for path in sorted(DEV.rglob("*")):
        if path.suffix not in (".md", ".txt", ".html", ".mdx"):
            continue
        source = read_article(path.read_bytes(), path.name)
        document = AnnotatedDocument.read(source, core_lexicon())
        for finding in run(document, ruleset, planned).findings:
            if finding.fix is None:
                continue
            fixed += 1
            after = applied(source.text, finding.fix.edits)
            then = AnnotatedDocument.read(type(source)(path.name, after), core_lexicon())
            growth = len(after) - len(source.text)
            low = min(finding.start, finding.fix.edits[0].start)
            high = max(finding.end, finding.fix.edits[-1].end) + growth
            still = [
                one for one in run(then, ruleset, planned).findings if one.start < high and low < one.end
            ]
            assert not still, (path.name, finding.line, still[0].text)
    assert fixed >= 40, "more than a third of the claims have a hedged wording"
