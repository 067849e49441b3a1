"""Pure: single amendments (add, change, move, close a code) applied to the content of a version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from suite.core.daftar_kode.banding import Isi
from suite.core.daftar_kode.kode import induk, kunci_urut, urutkan
from suite.core.errors import AturanDilanggar
from suite.core.impor.baca import Sel

TINDAKAN = {
    "tambah": "Tambah kode",
    "ubah": "Ganti nama atau isi",
    "pindah": "Pindah ke kode lain",
    "tutup": "Tutup kode",
}


def terapkan(
    isi: Isi, perubahan: Iterable[Mapping[str, Any]]
) -> tuple[dict[str, tuple[str, Mapping[str, str]]], dict[str, str | None]]:
    """The content after all amendments, in their order, and what became of each old code that moved or ended.

    An amendment is {tindakan, kode, uraian?, data?, kode_baru?}. A code takes along all that stands below it. Raises
    `AturanDilanggar` (field `kode`, `kode_baru`) for one that cannot be done.
    """
    kini = dict(isi)
    asal = {k: k for k in isi}
    """Code as it stands now → code of the version that the amendments began from."""
    for p in perubahan:
        kode = str(p["kode"])
        _pastikan_bentuk(kode, "kode")
        if p["tindakan"] == "tambah":
            if kode in kini:
                raise AturanDilanggar(f"Kode {kode} sudah ada: {kini[kode][0]}.", field="kode")
            _pastikan_induk(kode, kini, "kode")
            kini[kode] = (str(p["uraian"]), dict(p.get("data") or {}))
            continue
        if kode not in kini:
            raise AturanDilanggar(f"Kode {kode} tidak ada pada versi dasar. Periksa angkanya.", field="kode")
        if p["tindakan"] == "ubah":
            kini[kode] = (str(p["uraian"]), dict(p.get("data") or {}))
        elif p["tindakan"] == "tutup":
            for k in sekeluarga(kode, kini):
                del kini[k]
                asal.pop(k, None)
        else:
            _pindah(kode, str(p["kode_baru"]), kini, asal)
    kemana = {dulu: k for k, dulu in asal.items()}
    return (
        {k: kini[k] for k in urutkan(kini)},
        {k: kemana.get(k) for k in isi if kemana.get(k) != k},
    )


def sekeluarga(kode: str, isi: Iterable[str]) -> list[str]:
    """The code and all that stand below it."""
    return [k for k in isi if k == kode or k.startswith(f"{kode}.")]


def _pindah(kode: str, ke: str, kini: dict[str, tuple[str, Mapping[str, str]]], asal: dict[str, str]) -> None:
    _pastikan_bentuk(ke, "kode_baru")
    if ke == kode or ke.startswith(f"{kode}."):
        raise AturanDilanggar(f"Kode {kode} tidak dapat dipindah ke {ke}. Pilih tempat lain.", field="kode_baru")
    if ke in kini:
        raise AturanDilanggar(f"Kode {ke} sudah ada: {kini[ke][0]}.", field="kode_baru")
    _pastikan_induk(ke, kini, "kode_baru")
    for k in sekeluarga(kode, kini):
        baru = ke + k[len(kode) :]
        kini[baru] = kini.pop(k)
        if k in asal:
            asal[baru] = asal.pop(k)


def _pastikan_bentuk(kode: str, field: str) -> None:
    try:
        kunci_urut(kode)
    except ValueError:
        raise AturanDilanggar(
            f"Kode {kode[:40]} bukan angka yang dipisahkan titik. Periksa penulisannya.", field=field
        ) from None


def _pastikan_induk(kode: str, kini: Mapping[str, Any], field: str) -> None:
    atas = induk(kode)
    if atas is not None and atas not in kini:
        raise AturanDilanggar(f"Induk {atas} dari kode {kode} tidak ada. Tambahkan induknya dahulu.", field=field)


def sebagai_tabel(isi: Isi, kolom: Iterable[str]) -> list[list[Sel]]:
    """The content as the rows of a file, heading first, as `periksa` reads them."""
    kolom = list(kolom)
    kepala: list[Sel] = ["kode", "uraian", *kolom]
    return [kepala, *([k, uraian, *(data.get(n) for n in kolom)] for k, (uraian, data) in isi.items())]
