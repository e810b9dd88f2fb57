"""The leaders' page (看板网页): read-only, behind links that the bot sends; off unless the settings say where it is."""
