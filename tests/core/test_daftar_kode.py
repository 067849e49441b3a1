"""Code lists in the database: import, versions, search. On both stores."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from suite.cli.impor import impor as perintah
from suite.core import audit, db
from suite.core.actor import SISTEM
from suite.core.aturan import muat_semua
from suite.core.clock import frozen
from suite.core.daftar_kode import queries, services
from suite.core.daftar_kode.models import EntriKode, VersiDaftar
from suite.core.errors import AturanDilanggar
from suite.naskah_dinas.rules.klasifikasi import BERKAS_KLASIFIKASI
from tests.harness.stores import Basis

muat_semua()
ISI = BERKAS_KLASIFIKASI.read_bytes()
HARI = date(2026, 6, 1)
KECIL = b"""kode,uraian,aktif,inaktif,nasib_akhir,keamanan
900,Keuangan,,,,
900.1,Anggaran,,,,
900.1.1,Rencana,1 Tahun,1 Tahun,Musnah,
900.1.2,Pergeseran,1 Tahun,1 Tahun,Musnah,
900.1.10,Laporan,1 Tahun,1 Tahun,Permanen,
"""


def impor(isi: bytes = KECIL, mulai: date | None = None) -> services.HasilImpor:
    with db.transaksi():
        return services.impor(SISTEM, "klasifikasi", isi, mulai=mulai)


def isi_berlaku(pada: date = HARI) -> dict[str, str]:
    with db.transaksi(baca=True):
        return {e.kode: e.uraian for e in queries.semua("klasifikasi", pada)}


def test_seluruh_klasifikasi_masuk_sekali(basis: Basis):
    hasil = impor(ISI)
    assert (hasil.keadaan, hasil.versi.banyak, len(hasil.pratinjau.beda.tambah)) == ("baru", 2986, 2986)
    lagi = impor(ISI)
    assert (lagi.keadaan, lagi.versi.id) == ("sama", hasil.versi.id)
    with db.transaksi(baca=True):
        assert db.session.scalar(select(func.count()).select_from(EntriKode)) == 2986
        assert db.session.scalar(select(func.count()).select_from(EntriKode).where(EntriKode.daun)) == 2439
        kejadian = audit.riwayat_dokumen(f"daftar_kode:{hasil.versi.daftar_id}")
        assert [e.aksi for e in kejadian] == ["daftar_kode.impor"]


def test_pratinjau_tidak_menulis(basis: Basis):
    with db.transaksi(baca=True):
        p = services.pratinjau("klasifikasi", KECIL)
    assert (len(p.beda.tambah), p.pembanding, p.sama) == (5, None, False)
    assert isi_berlaku() == {}


def test_galat_menolak_seluruh_berkas(basis: Basis):
    with pytest.raises(AturanDilanggar, match=r"1 galat\. Baris 7, kode"):
        impor(KECIL + b"900.1.10,Ganda,1 Tahun,1 Tahun,Musnah,\n")
    assert isi_berlaku() == {}


def test_perbaikan_versi_yang_sama(basis: Basis):
    awal = impor()
    isi = KECIL.replace(b"900.1.2,Pergeseran,", b"900.1.3,Perubahan,").replace(b"Laporan", b"Laporan Akhir")
    isi += b"900.2,Kas,,,,\n900.2.1,Buku,1 Tahun,1 Tahun,Musnah,\n"
    hasil = impor(isi)
    assert (hasil.keadaan, hasil.versi.id) == ("diperbaiki", awal.versi.id)
    assert (hasil.pratinjau.beda.hapus, hasil.pratinjau.beda.ubah) == (("900.1.2",), ("900.1.10",))
    assert isi_berlaku() == {
        "900": "Keuangan",
        "900.1": "Anggaran",
        "900.1.1": "Rencana",
        "900.1.3": "Perubahan",
        "900.1.10": "Laporan Akhir",
        "900.2": "Kas",
        "900.2.1": "Buku",
    }
    with db.transaksi(baca=True):
        assert [e.kode for e in queries.cari("klasifikasi", "laporan akhir", HARI)] == ["900.1.10"]


def test_perbaikan_memindahkan_daun(basis: Basis):
    impor()
    impor(KECIL + b"900.1.1.1,Rinci,1 Tahun,1 Tahun,Musnah,\n")
    with db.transaksi(baca=True):
        atas, bawah = (queries.entri("klasifikasi", k, HARI) for k in ("900.1.1", "900.1.1.1"))
        assert (atas and atas.daun, bawah and bawah.daun) == (False, True)
    impor()
    with db.transaksi(baca=True):
        atas = queries.entri("klasifikasi", "900.1.1", HARI)
        assert atas is not None
        assert atas.daun


def test_versi_menurut_tanggal(basis: Basis):
    impor()
    impor(KECIL.replace(b"Rencana", b"Rencana Kerja"), mulai=date(2026, 1, 1))
    impor(KECIL.replace(b"Rencana", b"Rencana Lama"), mulai=date(2020, 1, 1))
    with db.transaksi(baca=True):
        masa = db.session.execute(select(VersiDaftar.mulai, VersiDaftar.selesai).order_by(VersiDaftar.mulai)).all()
    batas = [date(2020, 1, 1), date(2023, 1, 1), date(2026, 1, 1), None]
    assert [tuple(m) for m in masa] == list(pairwise(batas))
    pada = {
        t: isi_berlaku(t).get("900.1.1") for t in (date(2019, 12, 31), date(2022, 12, 31), date(2025, 12, 31), HARI)
    }
    assert list(pada.values()) == [None, "Rencana Lama", "Rencana", "Rencana Kerja"]


def test_pohon_dan_jalur_menurut_bilangan(basis: Basis):
    impor()
    with db.transaksi(baca=True):
        assert [e.kode for e in queries.anak("klasifikasi", None, HARI)] == ["900"]
        assert [e.kode for e in queries.anak("klasifikasi", "900.1", HARI)] == ["900.1.1", "900.1.2", "900.1.10"]
        assert [e.kode for e in queries.jalur("klasifikasi", "900.1.10", HARI)] == ["900", "900.1", "900.1.10"]
        assert queries.jalur("klasifikasi", "900.1.99", HARI) == []
        assert queries.entri("klasifikasi", "900.1.1", date(2000, 1, 1)) is None
        versi = queries.versi_pada("klasifikasi", HARI)
        assert versi is not None
        assert versi.regulasi == "Permendagri 83/2022"


def test_pencarian(basis: Basis):
    impor(ISI)
    with db.transaksi(baca=True):

        def cari(kata: str, **kw: int | bool) -> list[str]:
            return [e.kode for e in queries.cari("klasifikasi", kata, HARI, **kw)]  # type: ignore[arg-type]

        assert cari("disiplin", limit=1) == ["800.1.6.2"]
        assert cari("800.1.6.2") == ["800.1.6.2"]
        assert cari("800.1.1", limit=2)[0] == "800.1.1"
        assert set(cari("perjalanan dinas pegawai")) == {"000.1.2.3", "000.1.3.3"}
        assert cari("izin", limit=5) == cari("ijin", limit=5) != []
        assert cari("100%") == cari("_") == cari("") == cari("'; --") == []
        assert all(e.daun for e in queries.cari("klasifikasi", "cuti", HARI, hanya_daun=True))
        assert len(cari("dan", limit=7)) == 7


def test_basis_data_menolak_anak_tanpa_induk_dan_kode_ganda(basis: Basis):
    versi = impor().versi
    for kode, atas, tingkat in (("900.7.1", "900.7", 3), ("900.1", "900", 2), ("900.8", "900", 1)):
        with pytest.raises(IntegrityError), db.transaksi():
            db.session.add(
                EntriKode(
                    versi_id=versi.id,
                    kode=kode,
                    induk_kode=atas,
                    urutan="x",
                    tingkat=tingkat,
                    uraian="x",
                    cari=" x ",
                    daun=True,
                    data={},
                )
            )


def test_kota_mengubah_kelas_keamanan_satu_kode(basis: Basis):
    """What a city edits by hand is audited in the chain of its version."""
    versi = impor().versi
    with frozen(datetime(2026, 6, 1, tzinfo=UTC)), db.transaksi():
        e = queries.entri("klasifikasi", "900.1.2", HARI)
        assert e is not None
        e.data = {**e.data, "keamanan": "T"}
    with db.transaksi(baca=True):
        e = queries.entri("klasifikasi", "900.1.2", HARI)
        assert e is not None
        assert e.data["keamanan"] == "T"
        assert audit.riwayat_dokumen(f"versi_daftar:{versi.id}")[0].aksi == "entri_kode.ubah"


# --- command line --------------------------------------------------------------------------------------------------


def jalankan(basis: Basis, *argumen: str):
    lingkungan = {k: v for k, v in basis.lingkungan().items() if k.startswith("SUITE_")}
    hasil = CliRunner().invoke(perintah, list(argumen), env=lingkungan)
    db.engine().dispose()
    db.ikat(basis.engine)
    return hasil


def test_perintah_import(basis: Basis, tmp_path: Path):
    berkas = tmp_path / "klasifikasi.csv"
    berkas.write_bytes(KECIL)
    coba = jalankan(basis, "klasifikasi", str(berkas), "--dry-run")
    assert coba.exit_code == 0, coba.output
    assert "5 kode terbaca, 0 galat" in coba.output
    assert "5 ditambah, 0 diubah, 0 dihapus" in coba.output
    assert isi_berlaku() == {}
    assert "Versi baru berlaku mulai 2023-01-01: 5 kode." in jalankan(basis, "klasifikasi", str(berkas)).output
    assert "Tidak ada perubahan" in jalankan(basis, "klasifikasi", str(berkas)).output
    berkas.write_bytes(KECIL.replace(b"Rencana", b"Rancangan"))
    ubah = jalankan(basis, "klasifikasi", str(berkas))
    assert "~ 900.1.1" in ubah.output
    assert isi_berlaku()["900.1.1"] == "Rancangan"


def test_perintah_import_menyebut_baris_yang_salah(basis: Basis, tmp_path: Path):
    berkas = tmp_path / "klasifikasi.csv"
    berkas.write_bytes(KECIL + b"950,Salah,1 Tahun,1 Tahun,Musnah,\n")
    hasil = jalankan(basis, "klasifikasi", str(berkas))
    assert hasil.exit_code == 1
    assert "baris 7, kode: Kode 950 tidak sesuai pola" in hasil.output
    assert "Daftar entah tidak dikenal" in jalankan(basis, "entah", str(berkas)).output
    assert isi_berlaku() == {}
