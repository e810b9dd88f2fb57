"""The methods of the Bot API that the sandbox serves, by family."""

from bot.sandbox.methods import chats, commands, editing, media, messages, profile, receiving
from bot.sandbox.methods.call import Call, Method, Upload

METHODS: dict[str, Method] = {
    **messages.METHODS,
    **editing.METHODS,
    **media.METHODS,
    **chats.METHODS,
    **commands.METHODS,
    **profile.METHODS,
    **receiving.METHODS,
}
NAMES = {name.lower(): name for name in METHODS}  # Method names are not case-sensitive.

__all__ = ["METHODS", "NAMES", "Call", "Method", "Upload"]
