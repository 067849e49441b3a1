"""Attachments written with the letter: kept, checked, printed behind it, found, and shown to who may read the letter."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from suite.core import db
from suite.core.errors import AturanDilanggar
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.services import keluar, lampiran, naskah, tarik, versi
from tests.factories import actor_dari
from tests.naskah_dinas.kantor import Kantor, diajukan, isian, konsep

TABEL = "<table><thead><tr><th>Nama</th><th>Tugas</th></tr></thead><tbody><tr><td>Bayu</td><td>Notulis</td></tr></tbody></table>"
DUA = [("Susunan panitia", TABEL), ("Jadwal", "<p>Senin sampai Rabu.</p>")]
KEPUTUSAN = {
    "jenis": "keputusan", "hal": "Panitia Peringatan Hari Jadi Kota", "isi": "", "kepada": [], "klasifikasi": "000.1.6",
    "data": {"isian": {
        "menimbang": [f"bahwa pertimbangan ke-{n};" for n in range(1, 6)],
        "mengingat": ["Undang-Undang Nomor 23 Tahun 2014;"], "diktum": ["Membentuk panitia.", "Berlaku sejak ditetapkan."],
    }},
}  # fmt: skip


def halaman(pdf: bytes) -> list[str]:
    """The words of each page."""
    dok = PdfDocument(pdf)
    return [re.sub(r"\s+", " ", dok[n].get_textpage().get_text_range()) for n in range(len(dok))]


def cetak(app, id: int) -> bytes:
    with app.app_context(), db.transaksi(baca=True) as s:
        return naskah.pdf(s.get_one(SuratKeluar, id), mode="konsep")


def test_tiap_lampiran_mulai_di_halaman_baru_dengan_kepalanya(app, kantor: Kantor):
    depan, satu, dua = halaman(cetak(app, konsep(kantor, lampiran_tercetak=DUA)))
    assert "Lampiran : 2 (dua) berkas" in depan
    assert "LAMPIRAN I SURAT DINAS KEPALA DINAS KOMUNIKASI DAN INFORMATIKA" in satu and "SUSUNAN PANITIA" in satu
    assert "Notulis" in satu and "HAL : UNDANGAN RAPAT" in satu and "Iskandar" not in satu
    assert "LAMPIRAN II" in dua and "Senin sampai Rabu." in dua


def test_lampiran_keputusan_ditandatangani_lagi_dan_menyebut_tentang(app, kantor: Kantor):
    semua = halaman(cetak(app, konsep(kantor, **KEPUTUSAN, lampiran_tercetak=DUA[:1])))
    lembar = semua[-1]
    assert len(semua) == 2 and "e. bahwa pertimbangan ke-5;" in semua[0] and "KEDUA" in semua[0]
    assert re.search(r"^2? ?LAMPIRAN KEPUTUSAN KEPALA DINAS", lembar), lembar
    assert "TENTANG : PANITIA PERINGATAN HARI JADI KOTA" in lembar
    assert "Notulis" in lembar and lembar.index("Notulis") < lembar.index("Iskandar Mahmud")


def test_yang_belum_lengkap_ditahan_saat_diajukan_dan_yang_kosong_dilewati(app, kantor: Kantor):
    with pytest.raises(AturanDilanggar, match="Beri judul lampiran ini") as galat:
        diajukan(kantor, lampiran_tercetak=[("", "<p>Isi.</p>")])
    assert galat.value.field == "lampiran_judul_1"
    with pytest.raises(AturanDilanggar, match="kosongkan judulnya"):
        diajukan(kantor, lampiran_tercetak=[("Jadwal", " ")])
    id = diajukan(kantor, lampiran_tercetak=[("", ""), ("Jadwal", "<p>Senin.<script>x</script></p>")])
    with db.transaksi(baca=True) as s:
        assert lampiran.tercetak(s.get_one(SuratKeluar, id)) == [{"judul": "Jadwal", "isi": "<p>Senin.</p>"}]
    with pytest.raises(AturanDilanggar, match="Paling banyak 5"):
        konsep(kantor, lampiran_tercetak=[(f"Lampiran {n}", "<p>x</p>") for n in range(6)])


def test_ikut_dalam_versi_pencarian_dan_ralat(app, kantor: Kantor):
    id = konsep(kantor, lampiran_tercetak=DUA)
    with db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        lama = versi.Versi("1", "", surat.dibuat_pada, naskah.isi_versi(surat))
        assert "Notulis" in lampiran.teks(surat) and tarik.salinan(surat).data["lampiran"][1]["judul"] == "Jadwal"
        baru = isian(kantor, lampiran_tercetak=[DUA[0], ("Jadwal", "<p>Senin sampai Kamis.</p>")])
        keluar.ubah(actor_dari(kantor.akun["staf"]), surat, baru, versi=surat.versi)
        (beda,) = versi.bandingkan(lama, versi.Versi("kini", "", surat.dibuat_pada, naskah.isi_versi(surat)))
    assert beda.label == "Lampiran tercetak 2"
    assert {p.teks for b in beda.baris for p in b.potong if p.ragam == "tambah"} == {"Kamis"}


def test_formulir_menyimpan_menampilkan_dan_menambah_satu_lagi(app, kantor: Kantor, masuk_sebagai):
    id = konsep(kantor)
    staf = masuk_sebagai(kantor.akun["staf"])
    halaman_ubah = staf.get(f"/surat-keluar/{id}/ubah").get_data(as_text=True)
    assert 'name="lampiran_isi_1"' in halaman_ubah and 'name="lampiran_isi_2"' not in halaman_ubah
    nilai = {
        "id": id, "versi": 1, "hal": "Undangan", "sifat": "segera", "keamanan": "B", "klasifikasi": "000.1.5",
        "isi": "<p>Isi.</p>", "isi_format": "html", "lampiran_judul_1": "Jadwal",
        "lampiran_isi_1": "Senin.\n\nSelasa.", "lampiran_isi_1_format": "teks", "lakukan": "simpan",
    }  # fmt: skip
    assert staf.post(f"/surat-keluar/{id}/ubah", data=nilai).status_code == 302
    with db.transaksi(baca=True) as s:
        assert lampiran.tercetak(s.get_one(SuratKeluar, id)) == [
            {"judul": "Jadwal", "isi": "<p>Senin.</p><p>Selasa.</p>"}
        ]
    halaman_ubah = staf.get(f"/surat-keluar/{id}/ubah").get_data(as_text=True)
    assert 'name="lampiran_isi_2"' in halaman_ubah and "Selasa." in halaman_ubah
    assert "Lampiran: Jadwal" in staf.get(f"/surat-keluar/{id}?bagian=teks").get_data(as_text=True)


def test_tabel_panjang_berlanjut_dengan_kepala_berulang_dan_tetap_pdf_a(app, kantor: Kantor):
    baris = "".join(f"<tr><td>Orang {n}</td><td>Tugas {n}</td></tr>" for n in range(1, 91))
    panjang = TABEL.replace("<tr><td>Bayu</td><td>Notulis</td></tr>", baris)
    id = konsep(kantor, **KEPUTUSAN, lampiran_tercetak=[("Susunan panitia", panjang)])
    pdf = cetak(app, id)
    lembar = halaman(pdf)[1:]
    assert len(lembar) >= 3 and all("Nama Tugas" in x for x in lembar if "Orang" in x)
    assert "Orang 90" in " ".join(lembar) and "Iskandar Mahmud" in lembar[-1]
    with pikepdf.open(io.BytesIO(pdf)) as p, p.open_metadata() as m:
        assert m.pdfa_status == "2B"
