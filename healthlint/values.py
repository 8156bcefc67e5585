"""`NamedTuple` and `Protocol` as in `typing`, `cached_property` as in `functools`, at a third of the price.

The layers have about a hundred small classes, and a short run needs most of them. `typing` looks at each annotation
while a class is made, which takes longer than all else about it (0.11 ms a class; this 0.04). The property
takes no lock, as that of newer versions of Python takes none: a document belongs to one thread.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING

__all__ = ["NamedTuple", "Protocol", "cached_property", "new"]

#: `new(Kind, (first, second))` makes a named tuple of a kind in half the time that `Kind(first, second)` takes; all
#: fields have to be given. For what is made for every word, number or line.
new = tuple.__new__

if TYPE_CHECKING:
    from functools import cached_property
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

    class cached_property:
        """A property that is worked out when it is first asked for, and then is a plain attribute."""

        def __init__(self, func):  # noqa: ANN001, ANN204
            """Take what works it out."""
            self.func = func
            self.__doc__ = func.__doc__

        def __set_name__(self, owner, name):  # noqa: ANN001, ANN204
            """Take the name it has in its class."""
            self.name = name

        def __get__(self, instance, owner=None):  # noqa: ANN001, ANN204
            """Its value."""
            if instance is None:
                return self
            value = instance.__dict__[self.name] = self.func(instance)
            return value
