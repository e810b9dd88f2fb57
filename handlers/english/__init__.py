"""Wording in English: each module of ``handlers/wording`` has one of its name here, made of the same facts."""
