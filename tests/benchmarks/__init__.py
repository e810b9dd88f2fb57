"""Figures of speed and memory, each printed by a command of its own; nothing here is a test."""
