"""`healthlint.values.NamedTuple` makes what `typing.NamedTuple` makes."""

from __future__ import annotations

import pickle
import typing

import pytest

from healthlint.values import NamedTuple


class Cheap(NamedTuple):
    """A place and what stands there."""

    start: int
    #: How it is called.
    name: str = "pill"
    parts: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.name)

    @classmethod
    def at(cls, start: int) -> Cheap:
        return cls(start)


class Dear(typing.NamedTuple):
    """A place and what stands there."""

    start: int
    name: str = "pill"
    parts: tuple[str, ...] = ()


def test_it_has_the_same_fields_and_defaults() -> None:
    for name in ("_fields", "_field_defaults", "__doc__", "__module__", "__slots__", "__match_args__"):
        assert getattr(Cheap, name) == getattr(Dear, name)
    assert typing.get_type_hints(Cheap) == typing.get_type_hints(Dear)
    assert type(Cheap) is type(Dear)
    assert Cheap.__mro__[1:] == Dear.__mro__[1:]


def test_its_values_are_tuples_by_name() -> None:
    value = Cheap(3, parts=("a",))
    assert value == Dear(3, "pill", ("a",)) == (3, "pill", ("a",))
    assert (value.end, Cheap.at(4).start) == (7, 4)
    assert repr(value) == "Cheap(start=3, name='pill', parts=('a',))"
    assert value._replace(name="tea") == (3, "tea", ("a",))
    assert pickle.loads(pickle.dumps(value)) == value
    assert type(pickle.loads(pickle.dumps(value))) is Cheap


def test_wrong_use_is_an_error() -> None:
    with pytest.raises(TypeError):
        Cheap()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Cheap(1, wrong=2)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Cheap(1).name = "tea"  # type: ignore[misc]
