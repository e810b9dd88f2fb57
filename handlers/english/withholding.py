"""What the minimal mode (最简模式) says in the place of files; what stands for people's words is the same for all."""

from __future__ import annotations

FILE = "This unit runs in minimal mode: no files or pictures are sent. To read them, please ask your administrator."
