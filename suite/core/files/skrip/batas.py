"""Limits that a child sets on itself before it looks at a byte. Imports nothing of the suite."""

import resource
import sys


def pasang(memori_mb: int = 512, detik: int = 10) -> None:
    """Bound address space, CPU time and files written by this process."""
    for apa, batas in (
        (resource.RLIMIT_AS, memori_mb * 1024 * 1024),
        (resource.RLIMIT_CPU, detik),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(apa, (batas, batas))


def tolak(pesan: str) -> "None":
    """End with a sentence for the person."""
    sys.stderr.write(pesan)
    sys.exit(3)
