"""The demo office."""
