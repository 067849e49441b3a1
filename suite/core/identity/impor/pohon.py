"""Pure: rows that refer to each other by code, superiors first; circles are errors."""

from __future__ import annotations

from collections.abc import Mapping

from suite.core.impor.jenis import Baris


def tandai_lingkar(baris: list[Baris], atas: Mapping[str, str | None], kolom: str) -> None:
    """Mark rows whose chain upwards (code → code above, of file and database together) comes back to itself."""
    for b in baris:
        kode, dilalui = str(b.nilai.get("kode", "")), set()
        kini: str | None = kode
        while kini is not None and kini not in dilalui:
            dilalui.add(kini)
            kini = atas.get(kini)
        if kini is not None and b.keadaan != "salah":
            b.salah(kolom, f"Rantai ke atas berputar lewat {kini}. Periksa kolom {kolom} pada baris-baris itu.")


def tandai_gantung(baris: list[Baris], kolom: str, ada: set[str], sebut: str) -> None:
    """Mark rows that refer by `kolom` to a code that neither stands nor comes with a good row; repeat until calm."""
    berubah = True
    while berubah:
        berubah = False
        baik = {str(b.nilai["kode"]) for b in baris if b.keadaan != "salah"}
        for b in baris:
            atas = b.nilai.get(kolom)
            if atas and b.keadaan != "salah" and atas not in ada and atas not in baik:
                b.salah(kolom, f"{sebut} {atas} belum ada, atau barisnya dalam berkas ini keliru.")
                berubah = True


def tandai_ganda(baris: list[Baris], kolom: str, apa: str) -> None:
    """Mark later rows that repeat a value that must be unique within the file."""
    lihat: dict[object, int] = {}
    for b in baris:
        nilai = b.nilai.get(kolom)
        if nilai in (None, ""):
            continue
        if nilai in lihat:
            b.salah(kolom, f"{apa} {nilai} sudah ada pada baris {lihat[nilai]}. Hapus atau perbaiki salah satunya.")
        else:
            lihat[nilai] = b.nomor


def atas_dahulu(baris: list[Baris], kolom: str) -> list[Baris]:
    """The rows so that whatever a row refers to by `kolom` comes before it; the file's order otherwise."""
    kode = {str(b.nilai.get("kode", "")): b for b in baris}
    hasil: list[Baris] = []
    selesai: set[int] = set()

    def taruh(b: Baris) -> None:
        rantai = []
        kini: Baris | None = b
        while kini is not None and kini.nomor not in selesai and kini not in rantai:
            rantai.append(kini)
            kini = kode.get(str(kini.nilai.get(kolom) or ""))
        for satu in reversed(rantai):
            selesai.add(satu.nomor)
            hasil.append(satu)

    for b in baris:
        taruh(b)
    return hasil
