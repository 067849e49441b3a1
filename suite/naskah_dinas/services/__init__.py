"""Use cases of naskah dinas, by document. They load, apply the rules, write and hand down; none commits."""
