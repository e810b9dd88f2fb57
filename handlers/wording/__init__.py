"""From facts to a sentence: all Chinese that the bot says in conversation lives here."""
