"""What counts as a disclaimer: full ones, half ones, and everything that only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_helpers import RULES, document_of, run_rules

from healthlint.finding import Finding
from healthlint.language.disclaimer_acts import Act
from healthlint.language.disclaimers import LINK, NO, PARTIAL, POINTER, PROVIDED, YES, find_omissions
from healthlint.rules.loader import load_rule
from healthlint.rules.model import Rule

FULL = (
    "This page is not medical advice.",
    "This article is for informational purposes only and is not a substitute for professional medical "
    "advice, diagnosis or treatment.",
    "Nothing here replaces a visit to your GP.",
    "Please treat this page as background reading, not as a diagnosis.",
    "Don't take this as medical advice.",
    "The content of this website does not constitute medical advice.",
    "We do not provide medical advice, diagnosis, or treatment.",
    "For informational purposes only.",
    "Not intended as a substitute for the advice of a doctor.",
    "The information on this site should never be used to diagnose or treat a health problem.",
    "Acme Wellness does not provide medical advice, diagnosis or treatment.",
    "Never disregard professional medical advice because of something you have read on this website.",
    "This newsletter is meant for general information only.",
    "I'm sharing my own experience here, and none of it should be construed as medical advice.",
    "No doctor-patient relationship is created by reading this blog.",
    "This content is intended solely for educational use.",
    "The material on this website is in no way a replacement for medical care from a qualified clinician.",
    "Reading this guide cannot take the place of a consultation with your own doctor.",
    "Everything in this podcast is general information and should not be relied on for medical decisions.",
    "What follows is general information, not advice.",
    "Information provided here isn't a substitute for seeing a health professional.",
    "These pages are intended to support, not replace, the relationship between patient and doctor.",
    "This leaflet does not tell you what treatment is right for you and is not medical advice.",
    "We aren't doctors, and nothing in this post counts as medical advice.",
    "None of the statements in this video amount to medical advice.",
    "Use this site for information only.",
    "This blog shares opinions and should not be interpreted as a recommendation for treatment.",
    "The authors are not giving medical advice here.",
    "This is not medical advice!",
    "Nothing contained on this site is or should be considered a substitute for medical advice.",
    "Medical disclaimer: the following is provided for educational and entertainment purposes only.",
    "This site offers information of a general nature and cannot stand in for individual care from "
    "your midwife.",
    "All content is provided as general information and is not meant to replace a face-to-face consultation.",
    "By publishing this we are not diagnosing or treating anyone.",
    "Do not use this article to self-diagnose.",
    "Don't rely on this page instead of seeing a doctor.",
    "This guide should be used in addition to, and not in place of, the care of your clinician.",
    "Our articles are written to inform, and they are not a substitute for your pharmacist's advice.",
    "It is general information and does not take the place of advice from a professional.",
    "The views expressed here are not medical advice.",
    "This fact sheet provides general information. It does not replace advice from your health care team.",
    "Please do not treat anything in this newsletter as medical advice.",
    "I am not a doctor and this is not medical advice.",
    "You should not rely on this information as an alternative to medical advice from your doctor.",
    "This website is designed for educational purposes only and is not engaged in rendering medical advice.",
    "This tool is not a medical device and cannot diagnose you.",
    "This course is strictly educational and is not health advice.",
    "The Site cannot and does not contain medical advice.",
    "Your use of this app does not create a doctor-patient relationship.",
    "Please remember: I'm a patient, not a physician, so treat this as one person's story and not as advice.",
    "These pages give general information about epilepsy; they are not tailored to you and cannot "
    "replace a conversation with your neurologist.",
    "Anything you read here is for interest only and isn't medical guidance.",
    "Although we try to keep this factsheet accurate, it is not a replacement for the opinion of a "
    "qualified doctor.",
    "The Sleep Guide is educational. It does not give medical advice.",
    "No part of this publication should be used as a substitute for consultation with a health professional.",
    "The contents of this email are not medical advice and do not create a therapeutic relationship.",
    "Use of this website does not establish a physician-patient relationship.",
    "This video is general education and no one should make treatment decisions based on it.",
    "Readers should not act on anything in this column without first seeing their own physician; it is "
    "not personal medical advice.",
    "It is not our intention to provide specific medical advice, but rather to help readers understand "
    "their health.",
    "This material is provided as a resource for information only and is not to be used or relied on "
    "for any diagnostic or treatment purposes.",
    "The author of this blog is not a physician and is not offering medical advice.",
    "All information on this site is of a general nature and does not take your personal situation "
    "into account.",
    "Content here is meant to start a conversation with your care team, not to replace it.",
    "By using this app you agree that it does not offer medical advice, diagnosis or treatment.",
    "Neither the publisher nor the author is engaged in rendering medical services.",
    "Please don't use this newsletter to diagnose yourself or anyone else.",
    "We write about health but we can't give you medical advice.",
    "The tips in this article do not substitute for the advice of a registered dietitian.",
    "This is a personal blog, not a medical resource, and nothing on it is medical advice.",
    "The information in this leaflet is not intended to take the place of your doctor's instructions.",
    "Nothing said on this podcast constitutes the practice of medicine.",
    "The purpose of this page is to inform, not to advise on treatment.",
    "Information presented on Gutline is for general educational purposes and does not constitute "
    "health advice.",
    "The opinions in this post are mine and should not be mistaken for medical advice.",
    "This report does not contain medical advice.",
    "It's information, not medical advice.",
    "This article cannot and should not replace advice from your healthcare team.",
    "Use this checklist alongside, never instead of, the advice of your midwife.",
    "You must not rely on the information on this website as an alternative to medical advice from "
    "your doctor.",
    "The following content is intended for informational and entertainment purposes.",
    "We provide this material for general knowledge; it must never override what your own doctor tells you.",
    "We're science writers rather than clinicians, and our articles aren't medical advice.",
    "Our chatbot does not diagnose conditions or recommend treatments.",
    "This handout is intended to supplement the care you receive from your provider, not to replace it.",
    "The site's content isn't reviewed for your case and does not amount to professional care.",
    "Think of this as background, not as medical instruction.",
    "Information is provided for education only and must not be used for diagnosis or treatment.",
    "Nothing in this magazine is a recommendation that you start or stop a medicine.",
    "This is educational content. For advice about you, see a clinician.",
    "Please consult your physician; this blog only reports on research and offers no medical "
    "recommendations.",
    "The material herein is not advice.",
)

HALF = (
    "Get medical advice if the rash spreads.",
    "Please ask your doctor before you try this.",
    "Talk to your pharmacist about other medicines you take.",
    "You should speak with a midwife before you use the tea.",
    "Consult a dermatologist if the mole changes.",
    "If the pain stays, see your GP.",
    "It is best to check with your dentist first.",
    "We recommend speaking to a dietitian before a fast.",
    "These symptoms should be discussed with your neurologist.",
    "We accept no responsibility for any harm.",
    "Neither the publisher nor the author is liable for errors.",
    "The publisher disclaims all liability.",
    "Use the information on this site at your own risk.",
    "I am not a doctor.",
    "I'm no physician, just a mother of three.",
    "The author is not a nutritionist.",
    "These statements have not been evaluated by the FDA.",
    "This product is not intended to diagnose, treat, cure or prevent any disease.",
    "The claims on this page have not been assessed by the MHRA.",
    "Please read our medical disclaimer before you go on.",
    "See the disclaimer at the foot of the site.",
)

NONE = (
    "Do not leave the hospital against medical advice.",
    "She left against medical advice the next morning.",
    "Advertising Disclaimer",
    "The charity is a company limited by guarantee.",
    "Fizzy drinks are not a substitute for a healthy diet.",
    "Supplements do not replace a varied diet.",
    "Never ignore a lump in the breast.",
    "The nurse on the phone could not give medical advice.",
    "Statins should not replace exercise.",
    "No treatment is needed in most cases.",
    "There is no substitute for sleep.",
    "It is not good advice to skip meals.",
    "Hip replacement is not always the answer.",
    "Hormone replacement therapy is not suitable for everyone.",
    "The trial did not provide treatment to the control group.",
    "We did not give advice to people in the comparison arm.",
    "Doctors do not recommend antibiotics for a cold.",
    "Your doctor may recommend a blood test.",
    "Patients who ignored medical advice fared worse.",
    "The report is for shareholders only.",
    "The pharmacy is open to members only.",
    "This medicine is for adults only.",
    "The scan is used for diagnostic purposes only.",
    "The images are for illustration purposes only.",
    "The leaflet was designed for people with epilepsy.",
    "The gene is not responsible for the disease.",
    "Investors should not rely on forward-looking statements.",
    "This is not investment advice.",
    "We do not provide tax or legal advice.",
    "Her doctor told her not to worry.",
    "He is not a doctor but plays one on television.",
    "The replacement of a knee joint takes two hours.",
    "A dose may be substituted by the pharmacist.",
    "This study does not establish a relationship between coffee and cancer.",
    "Researchers found no relationship between doctor visits and income.",
    "The diagnosis is not always clear.",
    "A negative test does not rule out the diagnosis.",
    "There is no treatment for this disease.",
    "The site of the injection should not be rubbed.",
    "This treatment is not a cure.",
    "This therapy is no replacement for insulin.",
    "The article did not mention side effects.",
    "Sugar substitutes are not harmful in small amounts.",
    "Most people don't need a doctor for a cold.",
    "A doctor should examine the wound.",
    "The book was written for educational psychologists.",
    "She asked her doctor about the new drug.",
    "The surgeon explained that there was no alternative to an operation.",
    "Only a blood test can confirm the diagnosis.",
    "Cookie disclaimer",
    "The FDA has not approved this drug for children.",
    "The review found that the drug does not improve sleep.",
    "Herbal tea is no alternative to chemotherapy.",
    "The insurance does not cover dental treatment.",
    "This form of treatment is not offered everywhere.",
    "The view from the ward is not important.",
    "Call centres are not staffed by nurses.",
    "Not every patient follows the advice of a dietitian.",
    "The post of medical director is vacant.",
    "People who take no advice from anyone often relapse.",
    "Ask any runner and they will mention knees.",
    "You are not alone.",
    "Exercise is not a replacement for sleep.",
    "The new tablet is not intended for children.",
    "This drug should not be used by people with liver failure.",
    "Artificial tears are a substitute for natural tears.",
    "Generic drugs may be substituted for brands.",
    "The course is open to nurses only.",
    "Vaccination advice has not changed.",
    "The panel did not give advice on screening.",
    "The team could not offer her treatment.",
    "Do not ignore chest pain.",
    "Don't delay treatment for sepsis.",
    "She never followed the advice of her dentist.",
    "Your pharmacist can give advice on side effects.",
    "Not all information on the internet is reliable.",
    "There's no evidence this diet replaces dialysis.",
    "Doctors replaced the valve through a small cut.",
    "The site of the fracture should not be moved.",
    "No, a cold is not the flu.",
    "Physicians may not diagnose the disease for years.",
    "This test cannot diagnose cancer.",
    "This test is not a diagnosis.",
    "A screening tool is not a diagnosis.",
    "The relationship between doctor and patient is not always easy.",
    "Researchers did not find a relationship between tea and cancer.",
    "The hospital accepts no responsibility for lost property.",
    "He is responsible for the ward.",
    "The liver is not responsible for this.",
    "Advice from friends is not always right.",
    "It is not advisable to drive after the operation.",
    "No substitute for insulin exists.",
    "There is no alternative to surgery in this case.",
    "The clinic doesn't treat children.",
    "We do not use animal products in this capsule.",
    "I am not a smoker.",
    "My father was not a patient man.",
    "The results are for the year 2019 only.",
    "The ward is for women only.",
    "Use only as directed.",
    "The gel is for external use only.",
    "For external use only.",
    "For veterinary use only.",
    "This cream is for the skin only.",
    "The educational programme was for nurses only.",
    "The trial was for research purposes.",
    "Data were used for training purposes only.",
    "It was prescribed for cosmetic purposes only.",
    "Blood was taken for diagnostic purposes.",
    "Please read the label.",
    "The agency has not evaluated the factory.",
    "The FDA approved the drug in 2019.",
    "The drug has not been approved by the FDA for weight loss.",
    "The statement was not accepted by the court.",
    "Our view is not shared by all.",
    "The editor did not reply.",
    "The author is not related to the patient.",
    "This story does not end well.",
    "The website does not load on a phone.",
    "This page does not exist.",
    "The report does not mention the cost of treatment.",
    "This article does not discuss surgery.",
    "The book does not cover children.",
    "The post is not funded.",
    "The information was not given to patients.",
    "This information is not known.",
    "Patients were not given information about treatment.",
)


def state(text: str, path: str = "example.md") -> str:
    return document_of(text, path).disclaimer.state


def kinds(text: str, path: str = "example.md") -> list[str]:
    return [act.kind for act in document_of(text, path).disclaimer.acts]


def rule(name: str) -> Rule:
    path = RULES / "core" / f"{name}.yaml"
    return load_rule(path.read_text(encoding="utf-8"), str(path), "core")


def findings(name: str, text: str, path: str = "example.md", **options: object) -> list[Finding]:
    return run_rules(text, [rule(name)], path, select=(name,), options={name: options}).findings


@pytest.mark.parametrize("text", FULL)
def test_a_full_disclaimer(text: str) -> None:
    assert state(text) == YES


@pytest.mark.parametrize("text", HALF)
def test_half_a_disclaimer(text: str) -> None:
    assert state(text) == PARTIAL


@pytest.mark.parametrize("text", NONE)
def test_no_disclaimer(text: str) -> None:
    assert state(text) == NO


@pytest.mark.parametrize(
    "text",
    [
        "Ulcers bleed.\n\n{% include disclaimer.html %}\n",
        "Ulcers bleed.\n\n{{< medical-disclaimer >}}\n",
        "Ulcers bleed.\n\n{{ site.data.i18n.disclaimer }}\n",
        "---\ntitle: Ulcers\nmedical_disclaimer: true\n---\n\nUlcers bleed.\n",
        "---\ndisclaimer: standard\n---\n\nUlcers bleed.\n",
    ],
)
def test_what_a_template_inserts_counts(text: str) -> None:
    assert kinds(text) == [PROVIDED]
    assert state(text) == YES


def test_a_component_counts() -> None:
    assert state("Ulcers bleed.\n\n<Disclaimer />\n", "example.mdx") == YES


@pytest.mark.parametrize(
    "text",
    [
        "Ulcers bleed.\n\n{% include affiliate-disclaimer.html %}\n",
        "Ulcers bleed.\n\n{% include footer.html %}\n",
        "---\ndisclaimer: false\n---\n\nUlcers bleed.\n",
        "---\naffiliate_disclaimer: true\n---\n\nUlcers bleed.\n",
    ],
)
def test_other_inserts_do_not(text: str) -> None:
    assert state(text) == NO


def test_a_quoted_speaker_is_not_the_article() -> None:
    assert state("“This is not medical advice,” the singer said on stage.") == NO
    assert state("This is not “expert opinion” or medical advice.") == YES


def test_a_label_in_a_quotation_is_not_the_article() -> None:
    assert state("> These statements have not been evaluated by the FDA.") == NO


def test_a_text_under_the_heading_counts_half_in_words_nobody_foresaw() -> None:
    assert state("## Disclaimer\n\nHealth is a serious matter and every body has its own ways.") == PARTIAL


def test_a_heading_with_nothing_under_it_is_a_menu_item() -> None:
    assert kinds("Ulcers bleed.\n\n## Disclaimer\n\n## Contact\n\nWrite to us.") == [LINK]


def test_financial_advice_is_another_matter() -> None:
    assert state("For information only. We do not provide financial advice.") == PARTIAL
    assert state("We do not provide medical, legal or financial advice.") == YES


def test_menus() -> None:
    menu = "Ulcers bleed and gastritis hurts.\n\n[Site disclaimer](/d) | [Legal notice](/l) | [Ads](/a)\n"
    assert kinds(menu) == [LINK]
    assert kinds("Gastritis hurts.\n\n[Advertising disclaimer](/a)\n") == []
    assert kinds("Gastritis hurts. By using this page you accept our disclaimer.") == [POINTER]


def test_missing_is_said_of_the_document_as_a_whole() -> None:
    [finding] = findings("missing-disclaimer", "Insulin lowers glucose in diabetes.")
    assert (finding.line, finding.column, finding.start, finding.end, finding.text) == (1, 1, 0, 0, "")


def test_one_report_for_half_a_disclaimer() -> None:
    text = "Insulin lowers glucose in diabetes. Ask your doctor about insulin."
    assert [bool(findings(name, text)) for name in ("missing-disclaimer", "disclaimer-partial")] == [
        False,
        True,
    ]


def test_what_the_configuration_accepts() -> None:
    text = "Insulin lowers glucose in diabetes.\n\n[[standard-footer]]\n"
    assert findings("missing-disclaimer", text)
    assert not findings("missing-disclaimer", text, accept=[r"\[\[standard-footer\]\]"])
    assert not findings("missing-disclaimer", text, required=False)


def test_the_contradiction_names_the_dose() -> None:
    text = "Volunteers took 30 mg of zinc daily.\n\nThis page does not provide dosing information.\n"
    [finding] = findings("disclaimer-contradicts-content", text)
    assert finding.text == "This page does not provide dosing information."
    assert "30 mg" in finding.message


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("This page does not provide dosing information.", ["dosing"]),
        ("We never recommend treatments.", ["treatment"]),
        ("No doses are given in this leaflet.", ["dosing"]),
        ("Doses are not listed on this site.", ["dosing"]),
        ("The trial did not give the dose.", []),
        ("This drug does not have a fixed dose.", []),
        ("Doctors do not recommend this treatment.", []),
        ("This page is not medical advice.", []),
    ],
)
def test_what_an_article_says_it_leaves_out(text: str, topics: list[str]) -> None:
    assert [omission.topic for omission in find_omissions(document_of(text))] == topics


WORDS = st.sampled_from(
    [
        *["this", "page", "site", "is", "not", "no", "never", "advice", "medical", "doctor", "ask", "your"],
        *["substitute", "for", "information", "only", "we", "do", "provide", "treatment", "diagnosis", "n't"],
        *["purposes", "nothing", "here", "replace", "disclaimer", *'.,;:"#-|()'],
    ]
)


@given(st.lists(WORDS, max_size=40))
@settings(max_examples=60, deadline=None)
def test_acts_lie_in_the_prose(words: list[str]) -> None:
    document = document_of(" ".join(words))
    for act in document.disclaimer.acts:
        assert isinstance(act, Act)
        assert 0 <= act.start < act.end <= len(document.prose)


@given(st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_a_disclaimer_is_found_after_any_text(text: str) -> None:
    document = document_of(f"{text}\n\nThis page is not medical advice.\n", "example.txt")
    assert document.disclaimer.state == YES


@pytest.mark.parametrize(
    "text",
    [
        "Our letters tell you what we read. They are not medical advice.",
        "The amounts below are told for safety and are not medical advice.",
        "The answers are the nurse's own. They're not a consultation and not medical advice.",
    ],
)
def test_what_is_not_advice_is_never_no_disclaimer_at_all(text: str) -> None:
    """Of what it is said may be unsure; an article that says it is not reported for saying nothing."""
    assert document_of(text, "x.txt").disclaimer.state != NO


@pytest.mark.parametrize(
    "text",
    [
        "These mails are for your information. They cannot replace your midwife or GP.",
        "This leaflet is for information. It does not replace a consultation.",
        "The talks in this series are general. It is a hobby, and nothing in this talk is advice about your health.",
        "We inform, we do not prescribe.",
        "None of this is a prescription or a diagnosis.",
        "Intended for general information; your own case may differ.",
        "Information in this magazine is general and takes no account of your case. It isn't personal medical advice.",
    ],
)
def test_who_speaks_is_carried_over(text: str) -> None:
    assert state(text) == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "Robots are quick. They cannot replace your GP.",
        "This page was updated in May. Crowns are white. They cannot replace lost teeth.",
        "This article is about iron. It is not a treatment for anaemia.",
        "This book is for information lovers.",
    ],
)
def test_other_pronouns_speak_of_others(text: str) -> None:
    assert state(text) != "yes"
