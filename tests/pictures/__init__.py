"""The README's pictures, taken from the demo itself: ``python -m tests.pictures.make``."""
