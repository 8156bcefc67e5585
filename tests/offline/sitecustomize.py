"""Takes the network away from every Python process that has this folder on its path (PYTHONPATH)."""

from __future__ import annotations

import socket


def _refuse(*arguments: object, **options: object) -> None:
    raise OSError("there is no network in this test")


socket.getaddrinfo = _refuse  # type: ignore[assignment]
socket.create_connection = _refuse  # type: ignore[assignment]
for _method in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, _method, _refuse)
