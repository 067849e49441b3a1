"""News by e-mail: a person's verified address, choices per kind of event, quiet hours, the daily digest.

`services` writes what a person sets, `rules` says when a letter may go, `jobs` reads new notifications and sends them
on. The fast path of notifying knows nothing of it.
"""


def pasang() -> None:
    """Register the work (called with the rest of core)."""
    from suite.core.kabar import jobs

    jobs.pasang()
