"""Cutting a connection in the middle, for the fault "posted, response lost"."""

import asyncio

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

_open: dict[tuple[str, int], asyncio.Transport] = {}


class DroppableProtocol(H11Protocol):
    """uvicorn's HTTP protocol, with each connection findable by its client's address."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Remember the connection."""
        super().connection_made(transport)
        peer = transport.get_extra_info("peername")
        _open[peer[0], peer[1]] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        peer = self.transport.get_extra_info("peername")
        if peer is not None:
            _open.pop((peer[0], peer[1]), None)
        super().connection_lost(exc)


def drop_connection(request: Request) -> None:
    """End the request's connection without an answer."""
    client = request.client
    transport = _open.pop((client.host, client.port), None) if client else None
    if transport is not None:
        transport.abort()
