"""Tests say what is so."""
