"""Running the pages: on this machine alone, unless told otherwise."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import secrets
import socket
from collections.abc import Callable, Sequence

from quotes import web
from quotes.errors import QuotesError

CONNECTIONS = 64
"""More at once are turned away."""

OWN = ("localhost", "127.0.0.1", "[::1]")


def serve(
    path: str, *, host: str = "127.0.0.1", port: int = 8001, edit: bool = False, allowed: Sequence[str] = (),
    ready: Callable[[str, str | None], None],
) -> None:  # fmt: skip
    """Serves the database at ``path`` until it is interrupted. With ``edit``, who has the token may correct.

    ``allowed`` are further names under which it may be called. ``ready`` is told the address, and the one that takes
    the token, if there is one. Raises QuotesError where it cannot be served there.
    """
    token = secrets.token_urlsafe(24) if edit else None
    hosts = (*OWN, bracketed(host), *(name.lower() for name in allowed)) if is_loopback(host) or allowed else None
    site = web.site(path, token=token, hosts=hosts)
    import uvicorn

    with contextlib.closing(site), _bound(host, port) as bound:
        base = f"http://{bracketed(host)}:{bound.getsockname()[1]}/"
        config = uvicorn.Config(
            site.app(), log_level="warning", server_header=False, limit_concurrency=CONNECTIONS,
            timeout_keep_alive=15, timeout_graceful_shutdown=2,
        )  # fmt: skip
        ready(base, f"{base}edit?token={token}" if token else None)
        uvicorn.Server(config).run(sockets=[bound])


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def bracketed(host: str) -> str:
    """The host as it stands in an address."""
    return f"[{host}]" if ":" in host else host.lower()


def _bound(host: str, port: int) -> socket.socket:
    # With the protocol named, asyncio sends every part of an answer at once (TCP_NODELAY), not after 40 milliseconds.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(CONNECTIONS)
    except OSError as error:
        bound.close()
        reason = f"cannot be served at ({error.strerror or error})"
        raise QuotesError(f"{host}:{port}", reason, "Choose another with --port or --host.") from error
    return bound
