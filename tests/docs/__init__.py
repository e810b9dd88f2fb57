"""What the pages promise, compared with the program."""
