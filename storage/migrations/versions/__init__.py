"""The steps, in order of their numbers; none is changed once it is released."""
