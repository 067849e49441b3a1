"""Files that go out: templates to fill in, and broken rows to mend and bring back."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import xlsxwriter

from suite.core.impor.baca import Sel
from suite.core.impor.jenis import KOLOM_GALAT, JenisImpor, Tabel
from suite.core.impor.kolom import normal, teks_sel

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def templat_csv(jenis: JenisImpor) -> bytes:
    """Headings, and an example row that an import passes over (it begins with #)."""
    contoh = [k.contoh for k in jenis.kolom]
    return _csv([[k.nama for k in jenis.kolom], [f"# contoh: {contoh[0]}", *contoh[1:]]])


def templat_xlsx(jenis: JenisImpor) -> bytes:
    """A sheet with headings (cells are text, so that no code loses its zeros), and one that explains each column."""
    keluar = io.BytesIO()
    with xlsxwriter.Workbook(keluar, {"in_memory": True}) as buku:
        teks = buku.add_format({"num_format": "@"})
        tebal = buku.add_format({"bold": True, "num_format": "@"})
        isi = buku.add_worksheet(jenis.judul[:31])
        isi.set_column(0, len(jenis.kolom) - 1, 20, teks)
        isi.freeze_panes(1, 0)
        jelas = buku.add_worksheet("Penjelasan")
        jelas.set_column(0, 1, 22, teks)
        jelas.set_column(2, 2, 28, teks)
        jelas.set_column(3, 3, 90, teks)
        for i, judul in enumerate(("Kolom", "Wajib", "Contoh", "Penjelasan")):
            jelas.write_string(0, i, judul, tebal)
        for i, k in enumerate(jenis.kolom):
            isi.write_string(0, i, k.nama, tebal)
            for j, kata in enumerate((k.nama, "ya" if k.wajib else "tidak", k.contoh, k.keterangan)):
                jelas.write_string(i + 1, j, kata, teks)
    return keluar.getvalue()


def baris_salah(tabel: Tabel, *, xlsx: bool) -> bytes:
    """The broken rows with the columns of the upload and one more that says what to do in each."""
    lama = [i for i, j in enumerate(tabel.kepala) if normal(j) != KOLOM_GALAT]
    baris: list[list[Sel]] = [[*(tabel.kepala[i] for i in lama), KOLOM_GALAT]]
    for b in tabel.baris:
        if b.keadaan == "salah":
            sel = [b.mentah[i] if i < len(b.mentah) else "" for i in lama]
            baris.append([*sel, f"Baris {b.nomor}. {b.sebab}"])
    return _xlsx(baris) if xlsx else _csv(baris)


def _csv(baris: Sequence[Sequence[Sel]]) -> bytes:
    keluar = io.StringIO(newline="")
    csv.writer(keluar, lineterminator="\r\n").writerows([teks_sel(s) for s in b] for b in baris)
    return b"\xef\xbb\xbf" + keluar.getvalue().encode()


def _xlsx(baris: Sequence[Sequence[Sel]]) -> bytes:
    keluar = io.BytesIO()
    with xlsxwriter.Workbook(keluar, {"in_memory": True, "strings_to_formulas": False}) as buku:
        teks = buku.add_format({"num_format": "@"})
        lembar = buku.add_worksheet("Perbaiki")
        lembar.set_column(0, len(baris[0]) - 2, 20, teks)
        lembar.set_column(len(baris[0]) - 1, len(baris[0]) - 1, 90, teks)
        lembar.freeze_panes(1, 0)
        for i, satu in enumerate(baris):
            for j, sel in enumerate(satu):
                lembar.write_string(i, j, teks_sel(sel), teks)
    return keluar.getvalue()
