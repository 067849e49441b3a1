"""The paper of every kind, measured from the text boxes of its PDF: margins, fonts, sizes, kop, page numbers, long letters.

Facts: Permendagri 1/2023 and Peraturan ANRI 5/2021 (A4; left at least 3 cm, right 2 cm, bottom 2.5 cm; Arial 11 or 12, for
which the metric-equal Liberation Sans stands; kop on the first page only, office names 3 : 4; page numbers from page 2).
The order of parts of each kind is measured in `test_jenis.py`.
"""

from __future__ import annotations

import ctypes
import io
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from suite.core import db
from suite.core.clock import today
from suite.core.documents.isi import pohon
from suite.naskah_dinas.documents import cetak_naskah
from suite.naskah_dinas.rules.jenis import semua_jenis_naskah
from suite.naskah_dinas.services import jenis as services
from tests.factories import actor_dari
from tests.naskah_dinas.kantor import Kantor
from tests.naskah_dinas.test_templates import MM

ISI = "<p>Bersama ini kami sampaikan hal penting kepada Saudara agar dilaksanakan sebaik-baiknya.</p>"
LONGGAR = 1.0
"""Millimetres by which ink may pass a margin: hanging punctuation, descenders."""
BADAN = 10.9
"""Point size from which a character belongs to the text, not to address lines or the foot about the signature."""


@dataclass(frozen=True)
class Huruf:
    """One visible character: edges in millimetres from the paper's left and top, size in points, name of its font."""

    halaman: int
    kiri: float
    kanan: float
    atas: float
    bawah: float
    ukuran: float
    font: str
    isi: str


def huruf(pdf: bytes) -> list[Huruf]:
    hasil = []
    for n, h in enumerate(pypdfium2.PdfDocument(pdf), 1):
        teks, tinggi = h.get_textpage(), h.get_height()
        isi = teks.get_text_range()
        for i in range(min(teks.count_chars(), len(isi))):
            if isi[i].isspace():
                continue
            kiri, bawah, kanan, atas = teks.get_charbox(i)
            nama = ctypes.create_string_buffer(200)
            pdfium.FPDFText_GetFontInfo(teks, i, nama, 200, ctypes.byref(ctypes.c_int()))
            hasil.append(
                Huruf(
                    n, kiri / MM, kanan / MM, (tinggi - atas) / MM, (tinggi - bawah) / MM,
                    round(pdfium.FPDFText_GetFontSize(teks, i), 1), nama.value.decode().partition("+")[2], isi[i],
                )
            )  # fmt: skip
    return hasil


def kertas(kantor: Kantor, jenis: Any, isi: str) -> bytes:
    """A sample of the kind with every field filled and this body."""
    template, data = services.contoh(actor_dari(kantor.akun["kadis"]), jenis)
    if jenis.berisi:
        data["isi"] = pohon(isi)  # type: ignore[typeddict-unknown-key]
    return cetak_naskah(template, data)  # type: ignore[arg-type]


@pytest.mark.lambat
def test_setiap_jenis_menurut_tata_letak(app, kantor, subtests):
    with app.app_context(), db.transaksi(baca=True):
        for jenis in semua_jenis_naskah(today()):
            with subtests.test(jenis.kode):
                _ukur(kertas(kantor, jenis, ISI * 60), jenis)


def _ukur(pdf: bytes, jenis: Any) -> None:
    for h in pypdfium2.PdfDocument(pdf):
        assert (round(h.get_width() / MM), round(h.get_height() / MM)) == (210, 297)
    semua = huruf(pdf)
    badan = [x for x in semua if x.ukuran >= BADAN]
    assert min(x.kiri for x in badan) >= 30 - LONGGAR
    assert max(x.kanan for x in badan) <= 210 - 20 + LONGGAR
    assert max(x.bawah for x in badan) <= 297 - 25 + LONGGAR
    assert max(x.bawah for x in semua) <= 297 - 8 and min(x.kiri for x in semua) >= 20  # the foot stays on the paper
    assert {x.font for x in semua} <= {"LiberationSans", "LiberationSans-Bold", "LiberationSans-Italic"}
    assert Counter(x.ukuran for x in semua).most_common(1)[0][0] in (11, 12)
    banyak = max(x.halaman for x in semua)
    if jenis.berisi and jenis.isi_wajib:
        assert banyak > 1
    kop = [x for x in semua if x.ukuran in (13.5, 18)]
    if kop:
        assert {x.halaman for x in kop} == {1} and {x.ukuran for x in kop} == {13.5, 18}  # 3 : 4
    for n in range(1, banyak + 1):
        tengah = [x for x in semua if x.halaman == n and x.atas < 20 and 95 < x.kiri < 115 and x.isi.isdigit()]
        nomor = "".join(x.isi for x in tengah if x.ukuran >= BADAN)
        assert nomor == (str(n) if n > 1 else ""), n
    with pikepdf.open(io.BytesIO(pdf)) as dokumen:
        for h in dokumen.pages:
            for f in h.Resources.get("/Font", {}).values():
                turunan = f.get("/DescendantFonts", [f])[0]
                assert any(k in turunan.FontDescriptor for k in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_surat_empat_puluh_halaman(app, kantor):
    """Every paragraph is there once and in order, no page spills over its foot, the signature is not torn from its text."""
    with app.app_context(), db.transaksi(baca=True):
        jenis = next(j for j in semua_jenis_naskah(today()) if j.kode == "surat_dinas")
        isi = "".join(
            f"<p>Alinea nomor {n} berakhir. {'Uraian panjang yang harus dibaca utuh. ' * 6}</p>" for n in range(620)
        )
        pdf = kertas(kantor, jenis, isi)
    dokumen = pypdfium2.PdfDocument(pdf)
    teks = " ".join("\n".join(h.get_textpage().get_text_range() for h in dokumen).split())
    assert len(dokumen) >= 40
    letak = [teks.find(f"Alinea nomor {n} berakhir.") for n in range(620)]
    assert min(letak) >= 0 and letak == sorted(letak) and teks.count("Alinea nomor ") == 620
    semua = [x for x in huruf(pdf) if x.ukuran >= BADAN]
    assert max(x.bawah for x in semua) <= 297 - 25 + LONGGAR
    akhir = [x for x in semua if x.halaman == len(dokumen)]
    assert len(akhir) > 60  # name and post do not stand alone on the last page


def test_tabel_panjang_di_dalam_keputusan(app, kantor):
    """A keputusan with five considerations and an attached table: the head repeats, no row is torn."""
    baris = "".join(f"<tr><td>{n}</td><td>Pegawai ke-{n}</td><td>Anggota</td></tr>" for n in range(1, 151))
    tabel = f"<table><thead><tr><th>No.</th><th>NAMA PEGAWAI</th><th>Kedudukan</th></tr></thead><tbody>{baris}</tbody></table>"
    with app.app_context(), db.transaksi(baca=True):
        jenis = next(j for j in semua_jenis_naskah(today()) if j.kode == "keputusan")
        template, data = services.contoh(actor_dari(kantor.akun["kadis"]), jenis)
        for u in data["susunan"]:  # type: ignore[typeddict-item]
            if u.get("label") == "Menimbang":
                u["butir"] = [f"bahwa pertimbangan ke-{n} perlu ditetapkan;" for n in range(1, 6)]
        data["isi"] = pohon(tabel)  # type: ignore[typeddict-unknown-key]
        pdf = cetak_naskah(template, data)  # type: ignore[arg-type]
    halaman = [" ".join(h.get_textpage().get_text_range().split()) for h in pypdfium2.PdfDocument(pdf)]
    bertabel = [h for h in halaman if "Pegawai ke-" in h]
    assert len(bertabel) >= 3 and all("NAMA PEGAWAI" in h for h in bertabel)
    teks = " ".join(halaman)
    assert all(teks.count(f"Pegawai ke-{n} Anggota") == 1 for n in range(1, 151))
    for n, huruf_ in enumerate("abcde", 1):
        assert f"{huruf_}. bahwa pertimbangan ke-{n}" in teks
