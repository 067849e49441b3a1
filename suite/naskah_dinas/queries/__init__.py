"""Reads of naskah dinas, by document: scoped by the policy, bounded, set-based."""
