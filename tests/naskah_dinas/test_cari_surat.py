"""The search page of letters: words in their context, days, kinds, pages, kept searches; and letters like one."""

from __future__ import annotations

import re
from html import unescape

import pytest

from suite.core import akses, db
from suite.core.clock import today
from suite.naskah_dinas.models import SuratKeluar
from tests.naskah_dinas.kantor import konsep


def teks(jawab) -> str:
    return unescape(jawab.get_data(as_text=True))


def polos(jawab) -> str:
    """Without the marks, so that what is absent is truly absent."""
    return re.sub(r"</?mark>", "", teks(jawab))


@pytest.fixture
def surat(kantor) -> list[int]:
    return [
        konsep(
            kantor, hal="Undangan sertifikat elektronik", isi="<p>Bahasan utama ialah pemadanan identitas pegawai.</p>"
        ),
        konsep(kantor, hal="Permohonan sertifikat elektronik pejabat", isi="<p>Mohon diterbitkan.</p>"),
        konsep(kantor, hal="Kerja bakti", isi="<p>Mari bersih-bersih.</p>"),
    ]


def test_kata_ditandai_di_dalam_cuplikan(kantor, surat, staf):
    halaman = teks(staf.get("/cari/surat?q=pemadanan"))
    assert "<mark>pemadanan</mark> identitas" in halaman and f"/surat-keluar/{surat[0]}" in halaman
    assert "Kerja bakti" not in halaman
    assert "Ketik kata yang dicari" in teks(staf.get("/cari/surat"))
    assert "Tidak ada surat yang cocok" in teks(staf.get("/cari/surat?q=tiadakata"))


def test_menurut_jenis_dan_tanggal(kantor, surat, staf):
    hari = today().isoformat()
    assert "Kerja bakti" in polos(staf.get(f"/cari/surat?q=bakti&dari={hari}&sampai={hari}&jenis=surat_keluar"))
    assert "Kerja bakti" not in polos(staf.get("/cari/surat?q=bakti&sampai=2020-01-01"))
    assert "Kerja bakti" not in polos(staf.get("/cari/surat?q=bakti&dari=2999-01-01"))
    assert "Kerja bakti" not in polos(staf.get("/cari/surat?q=bakti&jenis=surat_masuk"))


def test_halaman_demi_halaman_maju_dan_mundur(kantor, staf):
    for n in range(30):
        konsep(kantor, hal=f"Laporan bulanan ke-{n:02}")

    def hal(halaman: str) -> list[str]:
        return list(dict.fromkeys(re.findall(r"ke-(\d\d)", re.sub(r"</?mark>", "", halaman))))

    pertama = teks(staf.get("/cari/surat?q=laporan+bulanan"))
    lama = unescape(re.search(r'href="([^"]*)"[^>]*rel="next"|rel="next"[^>]*href="([^"]*)"', pertama).group(0))  # type: ignore[union-attr]
    kedua = teks(staf.get(re.search(r'href="([^"]*)"', lama)[1]))  # type: ignore[index]
    assert hal(pertama) == [f"{n:02}" for n in range(29, 4, -1)] and hal(kedua) == [f"{n:02}" for n in range(4, -1, -1)]
    baru = re.search(r'(?:href="([^"]*)"[^>]*rel="prev")|(?:rel="prev"[^>]*href="([^"]*)")', kedua)
    assert baru is not None
    assert hal(teks(staf.get(baru[1] or baru[2]))) == hal(pertama)


def test_yang_tertutup_tidak_ditemukan(kantor, surat, staf, masuk_sebagai):
    asing = masuk_sebagai(kantor.akun["asing"])
    assert (
        "sertifikat elektronik"
        not in teks(asing.get("/cari/surat?q=sertifikat")).replace('value="sertifikat"', "").lower()
    )
    assert asing.get(f"/surat-keluar/{surat[0]}/serupa").status_code == 404
    with db.transaksi() as s:
        s.get_one(SuratKeluar, surat[1]).keamanan = "R"
        akses.tetapkan("surat_keluar", surat[1], {akses.kunci_jabatan(kantor.jabatan["kadis"].id)})
    assert "Permohonan" not in polos(staf.get(f"/surat-keluar/{surat[0]}/serupa"))


def test_surat_serupa(kantor, surat, staf):
    halaman = polos(staf.get(f"/surat-keluar/{surat[0]}/serupa"))
    assert "Permohonan sertifikat elektronik pejabat" in halaman and "Kerja bakti" not in halaman
    assert f"/surat-keluar/{surat[0]}/serupa" in teks(staf.get(f"/surat-keluar/{surat[0]}"))
    assert "Tidak ada surat serupa" in teks(staf.get(f"/surat-keluar/{surat[2]}/serupa"))
