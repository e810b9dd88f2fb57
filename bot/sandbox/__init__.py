"""A Bot API server on this machine, for demonstrations and tests: a world, its HTTP, a client and a chat page."""
