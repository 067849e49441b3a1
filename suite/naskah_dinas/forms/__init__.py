"""Forms of naskah dinas, by document: what was typed, kept as typed, and what it means for the services."""
