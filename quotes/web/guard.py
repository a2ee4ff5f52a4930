"""What every request has to pass and every answer bears, whatever answers it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from typing import Any

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

LONGEST_ADDRESS = 4_096
LARGEST_BODY = 65_536
"""Bytes."""

POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    )
)  # fmt: skip
"""Nothing from elsewhere, and no script or style in the page itself (W3C, Content Security Policy)."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

OPEN = ("/-/static/", "/-/quotes/", "/-/marking/")
"""What of Datasette's own addresses is answered. The others tell about the machine, or change things."""


def guarded(app: App, *, hosts: Collection[str] | None, editable: bool) -> App:
    """The application behind the guard. ``hosts`` are the names under which it may be called, any if None: a page
    elsewhere must not reach it by giving its own name the address of this machine (DNS rebinding)."""

    async def guard(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        send = _with_headers(send)
        refusal = _refusal(scope, hosts, editable)
        if refusal is None:
            await app(scope, receive, send)
        else:
            status, words = refusal
            body = f"{words}\n".encode()
            headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    return guard


def _refusal(scope: dict[str, Any], hosts: Collection[str] | None, editable: bool) -> tuple[int, str] | None:
    """The status and the words with which a request is turned away, None if it may pass."""
    headers = {name.lower(): value for name, value in scope.get("headers", ())}
    path: str = scope["path"]
    if hosts is not None and _name(headers.get(b"host", b"")) not in hosts:
        return 421, "This page does not go by that name. 'quotes serve --allow-host NAME' allows it."
    if len(scope.get("raw_path") or b"") + len(scope.get("query_string", b"")) > LONGEST_ADDRESS:
        return 414, "The address is too long."
    if path.startswith("/-/") and not path.startswith(OPEN):
        return 404, "There is no such page."
    if scope["method"] in ("GET", "HEAD"):
        return None
    if scope["method"] != "POST" or not editable or not path.startswith("/edit"):
        return 405, "This page can only be read."
    size = headers.get(b"content-length", b"")
    if not size.isdigit():
        return 411, "The request does not say how long it is."
    if int(size) > LARGEST_BODY:
        return 413, "The request is too large."
    if headers.get(b"content-type", b"").partition(b";")[0] != b"application/x-www-form-urlencoded":
        return 415, "Only a form may be sent."
    return None


def _name(host: bytes) -> str:
    """The name in a Host header, without the port."""
    name = host.decode("latin-1").lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0]


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            message = {**message, "headers": [*message.get("headers", ()), *own]}
        await send(message)

    return sending
