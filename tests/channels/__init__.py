"""Channels and feeds: what leaves for other messengers and programs, over real HTTP."""
