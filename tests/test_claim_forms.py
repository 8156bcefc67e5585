"""Constructions that state no effect although their words praise, each beside a neighbour that does state one."""

from __future__ import annotations

import pytest

from healthlint import Linter, annotate
from healthlint.language.claim_forms import REASONS

#: By form: what states nothing.
SILENT = {
    "time": (
        "Keep the bandage on until the swelling has gone.",
        "Add a set once your strength improves.",
        "As your fitness improves, the same hill takes less time.",
        "Rest in bed until you feel better.",
        "We lengthen the walk as her balance improves.",
        "Wait till the pain subsides.",
        "Return to running when the ankle recovers.",
        "Stay at home before they get better.",
    ),
    "belief": (
        "Claims that it lowers blood pressure come from the sellers.",
        "The theory goes that magnesium quiets the brain.",
        "Our grandmothers lived by the belief that garlic prevents colds.",
        "He drank a litre a day, thinking it would cure and it relieves his gout.",
        "The idea that honey heals burns is very old.",
        "Many take biotin hoping that it thickens hair.",
    ),
    "inquiry": (
        "The team assessed the effectiveness of yoga on sleep.",
        "We measured the extent to which massage is effective for back pain.",
        "The group compared the efficacy of both creams against eczema.",
    ),
    "by-itself": (
        "Most coughs go away on their own.",
        "The rash clears up by itself.",
        "Half of these cysts disappear spontaneously.",
    ),
    "less": (
        "Grapefruit makes the tablets less effective.",
        "After a year the spray is less helpful.",
    ),
    "embedded": (
        "# How stretching helps",
        "# Where it works best",
        "# What ginger is good for",
        "Why oats help:",
    ),
    "approval": (
        "The lamp is cleared for acne.",
        "These caps have been cleared by the FDA for hair loss.",
    ),
    "moving": (
        "Acupuncture has gone from a curiosity to a common service.",
        "She had gone through two rounds of antibiotics.",
    ),
    "commerce": (
        "Your payment is completely safe.",
        "Try the cream risk-free with our refund promise.",
        "You have nothing to lose with this massage.",
    ),
    "label": (
        "Claim 2: it melts belly fat",
        "Aim: reduce pain and stiffness with massage",
        "Goal of treatment: relieve the pain with heat",
        "Myth: it detoxes the liver",
    ),
    "list": (
        "Goals of yoga therapy:\n\n- reduce pain\n- improve sleep\n",
        "## Signs of progress with meditation\n\n- Better sleep\n- Improved digestion\n",
        "## Physical symptoms of too much caffeine\n\n- Faster pulse\n- Increased heart rate\n",
        "## How to use meditation\n\n- Improve sleep first\n- Reduce stress at work\n",
    ),
    "object": (
        "Yoga improves attendance and cuts costs at our studio.",
        "The new software improves accuracy and reduces paperwork.",
        "Massage by appointment reduces waste.",
        "Vinegar is effective for surfaces.",
        "Your data is completely safe with our massage app.",
    ),
    "knowing": (
        "The massage guide helps you decide.",
        "Our acupuncture diary helps to explain what happens.",
        "This yoga planner helps you track every session.",
    ),
    "interaction": (
        "St John's wort reduces the effect of the pill.",
        "Grapefruit lowers the potency of this medicine.",
    ),
    "going": (
        "Too many tablets keep headaches going.",
        "Staying in bed keeps the pain alive.",
    ),
    "taste": ("Ginger tastes better with honey.", "Turmeric milk smells better than it looks."),
    "job": (
        "Dr Imani works for a massage school.",
        "Lena works in a spa that offers acupuncture.",
        "Homeopathy works off the opposite principle.",
    ),
    "harmless": ("Most skin tags are harmless.", "These lumps are usually painless."),
    "order": (
        "Ginger in the kitchen:\n\n- Buy a fresh root\n- Reduce salt\n- Eat it daily\n- Walk after lunch\n",
        "Yoga at work:\n\n- Take the stairs\n- Manage stress\n- Open a window\n",
    ),
    "modifier": (
        "She asked about weight loss surgery and acupuncture.",
        "The shop sells pain relief gels.",
    ),
    "quality": (
        "Kefir contains beneficial yeasts.",
        "Kombucha is poured over medicinal roots.",
        "Add black tea with its therapeutic aroma.",
    ),
    "slight": (
        "With acupuncture there was a slight improvement in pain.",
        "The massage brought a marginal reduction of stiffness.",
    ),
    "unable": ("Shoe inserts have lost their ability to relieve knee pain.",),
    "body": (
        "Dopamine boosts alertness.",
        "Nitric oxide relaxes blood vessels.",
    ),
    "stopping": (
        "She stopped taking ginger.",
        "Many patients stop because of constipation.",
    ),
    "intake": (
        "Cut down on coffee.",
        "Reduce bread and alcohol.",
    ),
    "trail": ("Home » Massage » Pain relief » Effective treatment of back pain",),
}

#: Neighbours of those: plain statements.
STATED = (
    "Peppermint oil eases the pain until it has gone.",
    "Once in the blood, magnesium relieves cramps.",
    "As a tea, chamomile improves sleep.",
    "It lowers blood pressure as it relaxes the arteries.",
    "When taken daily, ginger relieves nausea.",
    "Since I started acupuncture, my migraines have gone.",
    "Garlic lowers blood pressure, whatever the claims say.",
    "Garlic tablets are just as effective as statins for high cholesterol.",
    "This cream is no less effective for eczema than cortisone.",
    "Ginger tea helps with nausea.",
    "Yoga works for back pain.",
    "Massage clears blocked sinuses.",
    "The herb is completely safe and has no side effects.",
    "Benefits of massage:\n\n- Reduces pain\n- Improves sleep\n",
    "Benefit: massage relieves back pain",
    "## Benefits of meditation\n\n- Better sleep quality\n- Reduced anxiety\n",
    "Turmeric relieves pain in every joint by itself.",
    "Yoga improves balance and cuts stress.",
    "Vinegar is effective for warts.",
    "Our cream is completely safe.",
    "Massage helps you sleep.",
    "Turmeric reduces the effects of stress.",
    "Ginger keeps nausea away.",
    "Acupuncture works for migraines.",
    "This massage is painless and safe.",
    "Benefits of ginger:\n\n- Boost energy\n- Relieve nausea\n- Reduce pain\n",
    "Massage offers real pain relief.",
    "Ginger has potent anti-inflammatory effects that relieve pain.",
    "With acupuncture there was a great improvement in my pain.",
    "Melatonin improves sleep.",
    "I stopped sneezing thanks to this nasal spray.",
    "Reduce joint pain with turmeric!",
)

#: A second infinitive, and one after "to help", are purposes as well.
PURPOSES = (
    "You will be given drops to prevent infection and reduce inflammation.",
    "The nurse used warm packs to help improve circulation.",
    "He was sent to a class to help him manage his pain.",
    "Take the tablets to relieve nausea, prevent vomiting and improve appetite.",
)
EFFECTS = (
    "Ginger helps to relieve nausea and improve appetite.",
    "Walking is proven to lower blood pressure and improve sleep.",
    "Magnesium works to relax muscles and improve sleep.",
    "Yoga helps people manage pain and sleep better.",
    "Turmeric has been shown to help relieve joint pain.",
)


def found(text: str) -> list[str]:
    """What is reported of a text's effects."""
    return [f.rule for f in Linter().lint_text(text, "article.md") if f.family == "efficacy"]


@pytest.mark.parametrize(("form", "text"), [(form, text) for form, texts in SILENT.items() for text in texts])
def test_a_form_that_states_nothing_is_silent(form: str, text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("form", sorted(SILENT))
def test_a_form_is_given_as_the_reason(form: str) -> None:
    guards = {claim.guard for text in SILENT[form] for claim in annotate(text, "article.md").claims}
    assert f"form: {REASONS[form]}" in guards


def test_every_form_has_sentences() -> None:
    assert SILENT.keys() == REASONS.keys()


@pytest.mark.parametrize("text", STATED)
def test_a_neighbour_that_states_an_effect_is_reported(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize("text", PURPOSES)
def test_a_purpose_further_off_is_silent(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", EFFECTS)
def test_an_infinitive_that_states_an_effect_is_reported(text: str) -> None:
    assert found(text)
