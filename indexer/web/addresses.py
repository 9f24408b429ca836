"""Which addresses may be asked: public ones, and private ones that a source names.

The rule is applied where the connection is made, to the very number that is connected to: a name
that changes its number between look-up and use gains nothing.
"""

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit, urlunsplit

import httpcore

from knowledge.errors import RefusedFile


class RefusedAddress(RefusedFile):
    """An address that must not be asked."""


def checked_url(url: str) -> SplitResult:
    """Return the parts of an address without its fragment.

    Raises:
        RefusedAddress: it is none of the web, or holds a password.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.scheme not in {"http", "https"} or port == 0:
        raise RefusedAddress(
            f"“{url}” is no address of a web page", "Give one that begins with https://"
        )
    if parts.username or parts.password:
        raise RefusedAddress(f"The address at {host} holds a name or password", "Take it out")
    return parts._replace(fragment="", path=parts.path or "/")


def written(parts: SplitResult) -> str:
    """Return the address in one spelling."""
    host = parts.hostname or ""
    shown = f"[{host}]" if ":" in host else host
    default = {"http": 80, "https": 443}[parts.scheme]
    place = shown if parts.port in {None, default} else f"{shown}:{parts.port}"
    return urlunsplit(parts._replace(netloc=place))


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections to public addresses only.

    Args:
        hosts: names and numbers that may be private.
    """

    def __init__(self, hosts: Iterable[str]) -> None:
        self._hosts = frozenset(host.lower() for host in hosts)
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first number of a host.

        Raises:
            RefusedAddress: one of its numbers is private.
            httpcore.ConnectError: it has none, or none answers.
        """
        number = self._number(host, port)
        return self._inner.connect_tcp(number, port, timeout, local_address, socket_options)

    def _number(self, host: str, port: int) -> str:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} is not known") from error
        numbers = [str(row[4][0]) for row in found]
        if host.lower() not in self._hosts and not all(map(_is_public, numbers)):
            raise RefusedAddress(
                f"{host} is an address of a private network",
                "Name it under hosts in sources.toml if it is meant",
            )
        return numbers[0]


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not address.is_multicast
