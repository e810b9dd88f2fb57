"""CONVERSES: from an update to a request, and from the facts of the answer to a sentence."""
