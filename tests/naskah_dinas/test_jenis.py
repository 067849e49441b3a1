"""Every kind of letter, as data: written in the form by a staff member, printed in its order, signed, delivered."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pypdfium2
import pytest

from suite.core import db
from suite.core.errors import AturanDilanggar
from suite.naskah_dinas.queries import pilihan
from suite.naskah_dinas.rules.jenis import JenisNaskah, baca_jenis, jenis_naskah, semua_jenis_naskah
from suite.naskah_dinas.services import susunan
from tests.factories import actor_dari
from tests.naskah_dinas.kantor import Kantor
from tests.naskah_dinas.test_keluar_konsep import isian, surat_terakhir, teks

HARI_INI = date(2026, 11, 24)
JENIS = [j for j in semua_jenis_naskah(HARI_INI) if j.susunan]
NILAI = {
    "teks": "keterangan satu baris",
    "paragraf": "Baris pertama.\nBaris kedua.",
    "tanggal": "2026-11-30",
    "hari_tanggal": "2026-11-30",
    "tanggal_huruf": "2026-11-30",
    "waktu": "09:30",
    "rupiah": "1500000",
}
TERCETAK = {
    "tanggal": "30 November 2026",
    "hari_tanggal": "Senin, 30 November 2026",
    "tanggal_huruf": "Senin tanggal tiga puluh bulan November tahun dua ribu dua puluh enam",
    "waktu": "09.30 WIB",
}


def nilai(kantor: Kantor, jenis: JenisNaskah) -> dict[str, object]:
    """A filled form of the kind: every field of its own, each recognisable on paper."""
    hasil: dict[str, object] = {}
    for x in jenis.isian:
        if x.bentuk == "orang":
            isi: object = [f"p:{kantor.akun[n].pihak_id}" for n in ("kabid", "staf")]
        elif x.bentuk == "daftar":
            isi = f"{x.kode} satu | bagian dua | PIHAK PERTAMA\n{x.kode} tiga"
        elif x.bentuk == "pilihan":
            isi = x.pilihan[0]
        else:
            isi = NILAI[x.bentuk]
        hasil[f"x_{x.kode}"] = isi
    return hasil


def penanda(kantor: Kantor, jenis: JenisNaskah) -> str:
    """The first of those who may sign such a letter of the staf."""
    with db.transaksi(baca=True):
        calon = pilihan.penanda_actor(actor_dari(kantor.akun["staf"]), jenis)
    assert calon, jenis.kode
    return calon[0][1].nilai


def lengkap(kantor: Kantor, jenis: JenisNaskah, **ganti):
    return isian(kantor, jenis=jenis.kode, hal="Peningkatan layanan digital", penanda_tangan=penanda(kantor, jenis)) | (
        nilai(kantor, jenis) | ganti
    )


def cetak(klien, surat_id: int) -> str:
    """The text of the draft's PDF, pages joined, spaces made one."""
    dokumen = pypdfium2.PdfDocument(klien.get(f"/surat-keluar/{surat_id}/pdf").data)
    return " ".join("\n".join(h.get_textpage().get_text_range() for h in dokumen).split())


def test_setiap_jenis_ditulis_diajukan_dan_dicetak_menurut_susunannya(kantor, staf, subtests):
    for jenis in JENIS:  # one office for all of them: building it anew for each would take minutes
        with subtests.test(jenis.kode):
            _tulis_dan_cetak(kantor, staf, jenis)


def _tulis_dan_cetak(kantor: Kantor, staf, jenis: JenisNaskah) -> None:
    """What was typed is kept and stands on paper in the order of the parts."""
    kosong = unescape(teks(staf.get(f"/surat-keluar/baru?jenis={jenis.kode}")))
    for x in jenis.isian:
        assert f'name="x_{x.kode}"' in kosong and x.label in kosong
    data = lengkap(kantor, jenis)
    jawab = staf.post("/surat-keluar/baru", data=data | {"lakukan": "ajukan"}, follow_redirects=True)
    assert "Diajukan." in teks(jawab), re.findall(r"s-galat[^>]*>([^<]*)", teks(jawab))
    surat = surat_terakhir()
    assert set(surat.data.get("isian", {})) == {x.kode for x in jenis.isian}
    isi = cetak(staf, surat.id)
    tempat = 0
    for u in jenis.susunan:
        if u.unsur in ("judul", "amar"):
            kata = u.teks.split("{")[0].strip().upper()
        elif u.unsur in ("butir", "bab", "label"):
            kata = u.label
        elif u.unsur == "isi":
            kata = "Mohon hadir."
        elif u.unsur == "orang":
            kata = "Ratna Dewi Anggraini"
        elif u.unsur == "rincian":
            kata = next(x.label for x in jenis.isian if x.kode == u.daftar[0])
        elif u.unsur == "diktum":
            kata = "KESATU"
        else:
            continue
        assert kata in isi[tempat:], (u, isi)
        tempat = isi.index(kata, tempat)
    tercetak = {k for u in jenis.susunan for k in (u.isian, *u.daftar, *re.findall(r"{(\w+)}", u.teks))}
    for x in jenis.isian:
        assert x.kode in tercetak, f"{x.kode} is asked for and printed nowhere"
        if x.bentuk in TERCETAK:
            assert TERCETAK[x.bentuk] in isi, (x, isi)


def test_yang_wajib_diminta_semua_dan_konsep_boleh_kosong(kantor, staf, subtests):
    for jenis in JENIS:
        with subtests.test(jenis.kode):
            _kosongkan(kantor, staf, jenis)


def _kosongkan(kantor: Kantor, staf, jenis: JenisNaskah) -> None:
    data = isian(kantor, jenis=jenis.kode, isi="", kepada="", penanda_tangan=penanda(kantor, jenis))
    assert staf.post("/surat-keluar/baru", data=data | {"lakukan": "simpan"}).status_code == 302
    assert cetak(staf, surat_terakhir().id)  # an empty draft prints too
    halaman = unescape(teks(staf.post("/surat-keluar/baru", data=data)))
    for x in jenis.isian:
        assert (f"Isi {x.label[:1].lower()}{x.label[1:]}." in halaman) == x.wajib, x
    assert ("Tulis isi naskah." in halaman) == jenis.isi_wajib


def test_isian_kembali_ke_formulir_seperti_ditulis(kantor, staf):
    jenis = jenis_naskah("berita_acara", HARI_INI)
    staf.post("/surat-keluar/baru", data=lengkap(kantor, jenis, lakukan="simpan"))
    surat = surat_terakhir()
    halaman = unescape(teks(staf.get(f"/surat-keluar/{surat.id}/ubah")))
    assert "pihak satu | bagian dua | PIHAK PERTAMA\npihak tiga" in halaman and 'value="2026-11-30"' in halaman
    jenis = jenis_naskah("surat_tugas", HARI_INI)
    staf.post("/surat-keluar/baru", data=lengkap(kantor, jenis, lakukan="simpan"))
    halaman = teks(staf.get(f"/surat-keluar/{surat_terakhir().id}/ubah"))
    for n in ("kabid", "staf"):
        assert f'value="p:{kantor.akun[n].pihak_id}" selected' in halaman


def test_masukan_yang_tidak_terbaca_ditolak_di_sebelah_isiannya(kantor, staf):
    jenis = jenis_naskah("surat_undangan", HARI_INI)
    data = lengkap(kantor, jenis, x_tanggal_acara="2026-02-31", x_pukul="25:99", x_tempat="x" * 600)
    jawab = staf.post("/surat-keluar/baru", data=data)
    halaman = teks(jawab)
    assert jawab.status_code == 422
    for pesan in ("Tanggal ini tidak ada.", "Jam ini tidak ada.", "Terlalu panjang."):
        assert pesan in halaman
    assert 'value="2026-02-31"' in halaman and 'value="25:99"' in halaman and "x" * 600 in halaman
    data = lengkap(kantor, jenis_naskah("surat_tugas", HARI_INI), x_pelaksana=["p:999999"])
    assert "tidak dikenal lagi" in teks(staf.post("/surat-keluar/baru", data=data))


def test_isian_ikut_diperiksa_dan_dapat_diperbaiki_sekali_tekan(kantor, staf):
    jenis = jenis_naskah("surat_tugas", HARI_INI)
    data = lengkap(kantor, jenis, x_untuk="hadir Selasa, 30 November 2026 selama 3 (empat) hari", lakukan="perbaiki:")
    halaman = teks(staf.post("/surat-keluar/baru", data=data))
    for tombol in re.findall(r'value="(perbaiki:[0-9a-f]+)"', halaman)[:1]:
        halaman = unescape(teks(staf.post("/surat-keluar/baru", data=data | {"lakukan": tombol})))
    assert "hadir Senin, 30 November 2026 selama 3 (empat) hari" in halaman


def test_isian_ikut_dicari(kantor, staf):
    jenis = jenis_naskah("surat_tugas", HARI_INI)
    staf.post("/surat-keluar/baru", data=lengkap(kantor, jenis, x_tempat="Balai Kajang Lako", lakukan="simpan"))
    assert f"/surat-keluar/{surat_terakhir().id}" in teks(staf.get("/cari?q=kajang+lako"))


def test_pilihan_jenis_berkelompok_dengan_yang_terakhir_dipakai(kantor, staf):
    halaman = teks(staf.get("/surat-keluar/baru"))
    assert "Terakhir Anda pakai" not in halaman
    for j in semua_jenis_naskah(HARI_INI):
        assert f"jenis={j.kode}" in halaman and j.uraian and j.kelompok
    staf.post("/surat-keluar/baru", data=lengkap(kantor, jenis_naskah("notula", HARI_INI), lakukan="simpan"))
    assert re.search(r"Terakhir Anda pakai</h2>.*?jenis=notula", teks(staf.get("/surat-keluar/baru")), re.DOTALL)


DASAR = {
    "kode": "uji", "nama": "Uji", "golongan": "khusus", "template": "susunan", "kop": "perangkat_daerah",
    "kode_jenis": "U", "pola": "{nomor}", "register": "unit", "penanda_jenis": ["administrator"], "penanda_eselon": [],
    "butuh_tujuan": False, "butuh_tembusan": False, "butuh_hal": False, "klasifikasi": "", "keamanan": "B",
    "sifat": ["biasa"], "urusan": "uji", "sumber": "uji",
}  # fmt: skip


@pytest.mark.parametrize(
    ("ganti", "pesan"),
    [
        ({"susunan": [{"unsur": "tarian"}, {"unsur": "penanda"}]}, "unsur tarian tidak dikenal"),
        ({"susunan": [{"unsur": "isi"}]}, "penanda tangan harus ada tepat satu"),
        ({"susunan": [{"unsur": "penanda"}, {"unsur": "butir"}]}, "unsur butir perlu isian"),
        ({"susunan": [{"unsur": "penanda"}, {"unsur": "alinea", "teks": "{siapa}"}]}, "isian siapa yang tidak ada"),
        ({"isian": [{"kode": "a", "label": "A"}, {"kode": "a", "label": "B"}]}, "berkode sama"),
        ({"isian": [{"kode": "a", "label": "A", "bentuk": "lagu"}]}, "berbentuk lagu"),
        ({"isian": [{"kode": "a", "label": "A", "bentuk": "pilihan"}]}, "berbentuk pilihan"),
    ],
)
def test_jenis_yang_keliru_ditolak_dengan_sebabnya(ganti, pesan):
    with pytest.raises(AturanDilanggar, match=pesan):
        baca_jenis(DASAR | ganti)


def test_diktum_dihitung_sampai_berapa_pun():
    assert [susunan._diktum(i) for i in (0, 9, 10, 20)] == ["KESATU", "KESEPULUH", "KESEBELAS", "KEDUAPULUHSATU"]
