"""A year of letters: planned on paper first, then imported (most) or lived through the real services (the rest)."""
