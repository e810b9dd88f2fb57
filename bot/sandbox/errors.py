"""Refusals in the platform's own words, as an HTTP status, a description and parameters."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    """A Bot API call that was refused; ``description`` is what the client reads."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """Return the JSON answer of the platform for this refusal."""
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return answer if self.parameters is None else {**answer, "parameters": self.parameters}


class WrongUse(Exception):  # noqa: N818 - named by what it says, as refusals are
    """A control call that makes no sense: somebody who is not there, a chat that does not exist."""


def bad_request(reason: str, **parameters: Any) -> ApiError:
    """Return a 400 with the platform's prefix; a sentence goes on in small letters, ``A_CODE`` stays as it is."""
    said = reason if reason[1:2].isupper() or reason[1:2] == "_" else reason[:1].lower() + reason[1:]
    return ApiError(400, f"Bad Request: {said}", parameters or None)


def forbidden(reason: str) -> ApiError:
    """Return a 403 with the platform's prefix."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """Return a 409 with the platform's prefix."""
    return ApiError(409, f"Conflict: {reason}")


def too_many(seconds: int) -> ApiError:
    """Return a 429 that names how long to wait."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def unauthorized() -> ApiError:
    """Return the answer to a malformed or wrong token."""
    return ApiError(401, "Unauthorized")


def not_found() -> ApiError:
    """Return the answer to an unknown method or path."""
    return ApiError(404, "Not Found")
