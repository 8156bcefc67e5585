"""`NamedTuple` and `Protocol` as in `typing`, at a third of the price.

The layers have about a hundred small classes, and a short run needs most of them. `typing` looks at each annotation
while a class is made, which takes longer than all else about it (0.11 ms a class; this 0.04).
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING

__all__ = ["NamedTuple", "Protocol"]

if TYPE_CHECKING:
    from typing import NamedTuple, Protocol
else:
    #: What a class body holds by itself.
    _GIVEN = frozenset(("__annotations__", "__module__", "__qualname__"))

    class _Maker(type):
        """Makes what `typing.NamedTuple` makes; annotations stay the texts they are."""

        def __new__(cls, name, bases, body):  # noqa: ANN001, ANN204
            fields = body.get("__annotations__", {})
            defaults = [body[field] for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            made.__annotations__ = fields
            made.__qualname__ = body["__qualname__"]
            for key, value in body.items():
                if key not in _GIVEN and key not in fields:
                    setattr(made, key, value)
            return made

    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})

    class Protocol:
        """Nothing: only type checkers look at protocols."""
