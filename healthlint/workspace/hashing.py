"""BLAKE2b, as the standard library has it beneath `hashlib`, whose import takes 3 ms for OpenSSL."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b as blake2b
else:
    try:
        from _blake2 import blake2b as blake2b
    except ImportError:
        from hashlib import blake2b as blake2b
