"""The conversation: dialogs on a real store, without a network."""
