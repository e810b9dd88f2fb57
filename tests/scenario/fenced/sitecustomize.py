"""On the path of a process, this fences it in: a connection to anything but this machine ends in an error."""

import sys

LOCAL = ("127.0.0.1", "::1", "localhost")


def _fence(event: str, arguments: tuple[object, ...]) -> None:
    if event not in {"socket.connect", "socket.getaddrinfo"}:
        return
    address = arguments[1] if event == "socket.connect" else arguments
    host = address[0] if isinstance(address, tuple) else None  # A path stands for a socket file.
    if host is not None and host not in LOCAL:
        raise ConnectionRefusedError("fenced in: only this machine may be reached")


sys.addaudithook(_fence)
