"""The methods of the Bot API that the sandbox serves, by family."""

from bot.sandbox.methods import (
    chats,
    commands,
    copying,
    editing,
    inline,
    invitations,
    leading,
    media,
    messages,
    places,
    polling,
    profile,
    receiving,
    topics,
)
from bot.sandbox.methods.call import Call, Method, Upload

FAMILIES = (
    messages, copying, editing, media, places, polling, topics, chats, leading, invitations, commands, profile,
    inline, receiving,
)  # fmt: skip
METHODS: dict[str, Method] = {name: method for family in FAMILIES for name, method in family.METHODS.items()}
NAMES = {name.lower(): name for name in METHODS}  # Method names are not case-sensitive.

__all__ = ["METHODS", "NAMES", "Call", "Method", "Upload"]
