"""What changed between the versions of a letter: complete, readable, and only for who may read the letter."""

from __future__ import annotations

import re
from html import unescape

from sqlalchemy import select

from suite.core import akses, db, workflow
from suite.core.audit.models import LogBaca
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.services import keluar, versi
from tests.factories import actor_dari
from tests.naskah_dinas.kantor import Kantor, diajukan, isian


def teks(jawab) -> str:
    return re.sub(r"\s+", " ", unescape(jawab.get_data(as_text=True)))


def lakukan(kantor: Kantor, id: int, siapa: str, transisi: str, **isi: str) -> None:
    with db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        workflow.jalankan(surat, transisi, actor_dari(kantor.akun[siapa]), versi=surat.versi, **isi)


def ubah(kantor: Kantor, id: int, **ganti) -> None:
    with db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        keluar.ubah(actor_dari(kantor.akun["staf"]), surat, isian(kantor, **ganti), versi=surat.versi)


ISI = "<p>Kami mengundang Saudara pada rapat selama tiga hari.</p><p>Tetap.</p>"


def dikembalikan(kantor: Kantor, **ganti) -> int:
    id = diajukan(kantor, isi=ISI, **ganti)
    lakukan(kantor, id, "kabid", "kembalikan", catatan="Dua hari saja.")
    return id


def test_yang_berubah_disebut_semuanya(app, kantor, staf):
    id = dikembalikan(kantor)
    ubah(
        kantor, id, isi=ISI.replace("tiga", "dua"), hal="Undangan rapat", sifat="biasa", keamanan="T", klasifikasi="000.1.6",
        kepada=[keluar.Tujuan(jabatan_id=kantor.jabatan["sekda"].id)], tembusan=[keluar.Tujuan(unit_id=kantor.unit["lain"].id)],
        penanda=keluar.Penanda(kantor.jabatan["sekretaris"].id),
    )  # fmt: skip
    with db.transaksi(baca=True) as s:
        surat = s.get_one(SuratKeluar, id)
        semua = versi.daftar_versi(surat)
        berubah = {p.label: p.baris for p in versi.bandingkan(*versi.pilih(semua, "", ""))}
    assert [v.kunci for v in semua] == ["1", "kini"]
    assert set(berubah) == {
        "Kepada", "Hal", "Sifat", "Keamanan", "Klasifikasi", "Isi", "Penanda tangan", "Tembusan",
    }  # fmt: skip
    (kata, sisa) = berubah["Isi"]
    assert [(p.ragam, p.teks) for p in kata.potong if p.ragam != "sama"] == [("hapus", "tiga"), ("tambah", "dua")]
    assert not sisa.berubah
    halaman = teks(staf.get(f"/surat-keluar/{id}/perubahan"))
    assert "dihapus: </span>tiga</del>" in halaman and "ditambah: </span>dua</ins>" in halaman
    assert "Sekretaris Daerah" in halaman


def test_isian_jenis_dan_orangnya(app, kantor):
    data = {"dasar": ["Undangan"], "pelaksana": [kantor.akun["staf"].pihak_id], "untuk": ["Rapat"],
            "mulai": "2026-12-01", "selesai": "2026-12-02", "tempat": "Singkawang"}  # fmt: skip
    dasar = {"jenis": "surat_tugas", "kepada": [], "hal": ""}
    id = dikembalikan(kantor, **dasar, data={"isian": data})
    baru = data | {"pelaksana": [kantor.akun["kabid"].pihak_id], "tempat": "Sambas", "untuk": ["Rapat", "Kunjungan"]}
    ubah(kantor, id, isi=ISI, **dasar, data={"isian": baru})
    with db.transaksi(baca=True) as s:
        berubah = versi.bandingkan(*versi.pilih(versi.daftar_versi(s.get_one(SuratKeluar, id)), "", ""))
    isi = {p.label: [(x.ragam, x.teks) for b in p.baris for x in b.potong] for p in berubah}
    assert isi == {
        "Pegawai yang ditugaskan": [("hapus", "Bayu Saputra"), ("tambah", "Ratna Dewi Anggraini")],
        "Untuk": [("sama", "Rapat"), ("tambah", "Kunjungan")],
        "Tempat": [("hapus", "Singkawang"), ("tambah", "Sambas")],
    }  # fmt: skip


def test_tiga_versi_dapat_dipilih(app, kantor, staf, masuk_sebagai):
    id = dikembalikan(kantor)
    ubah(kantor, id, isi=ISI.replace("tiga", "dua"))
    lakukan(kantor, id, "staf", "ajukan")
    kabid = masuk_sebagai(kantor.akun["kabid"])
    assert "Surat ini pernah dikembalikan." in teks(kabid.get(f"/surat-keluar/{id}"))
    lakukan(kantor, id, "kabid", "kembalikan", catatan="Sehari saja.")
    ubah(kantor, id, isi=ISI.replace("tiga hari", "sehari"))
    halaman = teks(staf.get(f"/surat-keluar/{id}/perubahan?lama=1&baru=2"))
    assert "</span>dua</ins>" in halaman and "sehari" not in halaman
    halaman = teks(staf.get(f"/surat-keluar/{id}/perubahan?lama=kini&baru=1"))  # in the order of time, however asked
    assert "</span>tiga hari</del>" in halaman and "</span>sehari</ins>" in halaman
    assert staf.get(f"/surat-keluar/{id}/perubahan?lama=99&baru=xx").status_code == 200


def test_satu_versi_belum_dapat_dibandingkan(app, kantor, staf):
    id = diajukan(kantor)
    assert staf.get(f"/surat-keluar/{id}/perubahan").status_code == 404
    assert "Apa yang berubah" not in teks(staf.get(f"/surat-keluar/{id}"))


def test_yang_tanpa_akses_tidak_tahu_dan_bacaan_rahasia_tercatat(app, kantor, staf, masuk_sebagai):
    id = dikembalikan(kantor, keamanan="R")
    assert masuk_sebagai(kantor.akun["tetangga"]).get(f"/surat-keluar/{id}/perubahan").status_code == 404
    with db.transaksi() as s:
        akses.tambah("surat_keluar", id, {akses.kunci_pegawai(kantor.akun["staf"].pihak_id)})
        s.get_one(SuratKeluar, id)
    assert staf.get(f"/surat-keluar/{id}/perubahan").status_code == 200
    with db.transaksi(baca=True) as s:
        assert "perbandingan versi" in list(s.scalars(select(LogBaca.uraian).where(LogBaca.objek_id == id)))
