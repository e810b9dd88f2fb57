"""Security: who gets in, what gets out, what stays; hostile words, files and hands."""
