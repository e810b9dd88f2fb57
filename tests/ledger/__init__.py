"""The rules: pure, without any store."""
