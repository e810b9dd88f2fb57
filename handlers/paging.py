"""Pages of a long answer: so many lines at a time, turned in place by 上一页 and 下一页."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from handlers.heard import Button
from handlers.wording import terms
from ledger.values import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The ``n``-th page (from 1) of ``of``; asked for beyond the end it is the last one."""

    shown: tuple[T, ...]
    n: int
    of: int

    @classmethod
    def cut(cls, whole: Sequence[T], n: int, *, size: int) -> Page[T]:
        """Return that page of what there is; an empty whole is one empty page."""
        of = max(1, -(-len(whole) // size))
        n = min(max(n, 1), of)
        return cls(tuple(whole[(n - 1) * size : n * size]), n, of)

    def buttons(self, act: str, *, task: str | None = None, args: Mapping[str, Any] = {}) -> tuple[Button, ...]:
        """Return the buttons that do ``act`` again for the page before and the one after, where there are such."""
        turns = ((terms.PAGE_BACK, self.n - 1), (terms.PAGE_ON, self.n + 1))
        return tuple(
            Button(label=label, act=act, task=task, args={**args, "page": n}) for label, n in turns if 1 <= n <= self.of
        )
