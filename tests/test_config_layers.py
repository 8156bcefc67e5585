"""The one way in which configurations are laid on top of each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from healthlint.rules.model import Rule
from healthlint.rules.selection import RuleSet
from healthlint.workspace import layers
from healthlint.workspace.layers import Origin, Statement, Statements, choices, merged, on_top

#: Selectors in their one spelling: two rules, a family, a pack, everything.
SELECTORS = ("no-yak", "no-emu", "safety", "zoo", "all")
SEVERITIES = st.sampled_from(("error", "warning", "info"))


def rule(name: str, code: str, family: str, pack: str = "zoo", status: str = "stable") -> Rule:
    return Rule(
        name=name,
        code=code,
        pack=pack,
        family=family,
        severity="error",
        kind="pattern",
        message="",
        status=status,
    )


RULES = RuleSet(
    [
        rule("no-yak", "ZOO701", "safety"),
        rule("no-emu", "ZOO801", "language"),
        rule("no-cow", "HL701", "safety", "core"),
        rule("no-pig", "HL801", "language", "core", "optional"),
    ]
)


@st.composite
def layer(draw: st.DrawFn) -> Statements:
    """What one file, override or command line may say."""
    origin = Origin(draw(st.sampled_from("abc")), draw(st.integers(1, 9)), 1)
    some = st.lists(st.sampled_from(SELECTORS), max_size=3)
    found = choices(origin, draw(st.none() | some), draw(some), draw(some))
    for selector in draw(st.sets(st.sampled_from(SELECTORS))):
        found["severity", selector] = Statement(draw(SEVERITIES), origin)
    for option in draw(st.sets(st.sampled_from(("patterns", "words")))):
        found["options", "no-yak", option] = Statement([draw(st.sampled_from("xyz"))], origin)
    if draw(st.booleans()):
        found["exclude",] = Statement([draw(st.sampled_from("xyz"))], origin, "/")
    for pattern in draw(st.lists(st.sampled_from("xyz"), max_size=2, unique=True)):
        found["extend-exclude", "/", pattern] = Statement(pattern, origin, "/")
    return found


def in_order(statements: Statements) -> list[tuple[layers.Key, Statement]]:
    return list(statements.items())


@given(layer(), layer(), layer())
def test_it_does_not_matter_which_layers_are_put_together_first(
    low: Statements, middle: Statements, high: Statements
) -> None:
    assert in_order(on_top(on_top(low, middle), high)) == in_order(on_top(low, on_top(middle, high)))


@given(layer())
def test_a_layer_on_itself_and_an_empty_layer_change_nothing(one: Statements) -> None:
    assert in_order(on_top(one, one)) == in_order(one)
    assert in_order(on_top({}, one)) == in_order(on_top(one, {})) == in_order(one)


@given(st.lists(layer(), max_size=4), st.integers(0, 3))
def test_repeating_a_layer_where_it_stands_changes_nothing(found: list[Statements], index: int) -> None:
    repeated = [one for place, one in enumerate(found) for _ in range(2 if place == index else 1)]
    assert in_order(merged(repeated)) == in_order(merged(found))


@given(st.lists(layer(), max_size=4), layer())
def test_what_the_upper_layer_says_stands(below: list[Statements], upper: Statements) -> None:
    found = merged([*below, upper])
    assert {key: found[key] for key in upper} == upper


@given(st.lists(layer(), max_size=4))
def test_every_value_keeps_the_place_where_it_was_said(found: list[Statements]) -> None:
    said = [(key, one) for statements in found for key, one in statements.items()]
    for key, one in merged(found).items():
        if one.value == layers.TAKEN_BACK:
            assert any(key == other for other, _ in said)
        else:
            assert (key, one) in said


@given(st.lists(layer(), max_size=4), st.sampled_from(SELECTORS[:2]))
def test_a_rule_named_last_decides_whether_it_runs(below: list[Statements], name: str) -> None:
    origin = Origin("top")
    for upper, runs in (
        (choices(origin, extend_select=[name]), True),
        (choices(origin, select=[name]), True),
        (choices(origin, ignore=[name]), False),
    ):
        settings = layers.settings(merged([*below, upper]))
        active = RULES.select(settings.select, settings.ignore, settings.extend_select).active
        assert (name in {rule.name for rule in active}) is runs


@given(st.lists(layer(), min_size=1, max_size=4))
def test_one_layer_can_say_what_several_do(found: list[Statements]) -> None:
    whole = layers.settings(merged(found))
    alone = layers.settings(choices(Origin("one"), whole.select, whole.extend_select, whole.ignore))
    assert RULES.select(alone.select, alone.ignore, alone.extend_select) == RULES.select(
        whole.select, whole.ignore, whole.extend_select
    )


def test_select_takes_back_what_was_chosen_below_and_not_what_was_ignored() -> None:
    base = choices(Origin("base"), extend_select=["no-pig", "no-emu"], ignore=["no-yak"])
    settings = layers.settings(on_top(base, choices(Origin("top"), select=["zoo"])))
    assert (settings.select, settings.extend_select, settings.ignore) == (("zoo",), (), ("no-yak",))
