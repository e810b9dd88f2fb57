"""Proxies: whether the environment wants one between us and a server."""

from __future__ import annotations

from urllib.request import getproxies, proxy_bypass

from config.section import is_loopback


def is_behind_proxy(scheme: str, host: str) -> bool:
    """Tell whether calls of the scheme go to the host by a proxy; those on this machine never do."""
    known = getproxies()
    return bool(known.get(scheme) or known.get("all")) and not is_loopback(host) and not proxy_bypass(host)
