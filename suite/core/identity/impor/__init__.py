"""Units, posts and people as files: what each column means, what an import compares and writes.

unit, jabatan, pegawai    one kind each (`JenisImpor`), registered by `daftarkan_semua`
pohon                     parents before children; circles
"""

from __future__ import annotations


def daftarkan_semua() -> None:
    """Register the three kinds, in the order in which a new city needs them."""
    from suite.core.identity.impor import jabatan, pegawai, unit
    from suite.core.impor import jenis

    for modul in (unit, jabatan, pegawai):
        jenis.daftarkan(modul.JENIS)
