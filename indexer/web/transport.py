"""An httpx client whose connections are guarded."""

import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import httpcore
import httpx

from indexer.web.addresses import GuardedBackend

TIMEOUT_S = 15.0
AGENT = "ScienceGuide"


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx_errors():
            yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class GuardedTransport(httpx.BaseTransport):
    """Passes requests to a pool of guarded connections; see `GuardedBackend`."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(), network_backend=GuardedBackend(hosts)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and return the response with its body unread."""
        url = request.url
        with _as_httpx_errors():
            response = self._pool.handle_request(
                httpcore.Request(
                    request.method,
                    httpcore.URL(
                        scheme=url.raw_scheme,
                        host=url.raw_host,
                        port=url.port,
                        target=url.raw_path,
                    ),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


def open_client(hosts: Iterable[str]) -> httpx.Client:
    """Open a client that follows no redirect and asks no private host but the named ones."""
    return httpx.Client(
        transport=GuardedTransport(hosts),
        timeout=TIMEOUT_S,
        headers={"User-Agent": f"{AGENT}/1.0", "Accept-Encoding": "gzip, deflate"},
        follow_redirects=False,
        trust_env=False,
    )


@contextmanager
def _as_httpx_errors() -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException as error:
        raise httpx.ReadTimeout("no answer in time") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
        raise httpx.ConnectError("no connection") from error
