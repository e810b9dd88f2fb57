"""Delivery: the outbox goes to the platform, in order per chat, inside the platform's limits, never twice blindly."""
