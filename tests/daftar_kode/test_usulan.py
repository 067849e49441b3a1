"""Changes of code lists by maker and checker, and what each old code becomes. On both stores."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from suite.core import audit, db, workflow
from suite.core.aturan import muat_semua
from suite.core.clock import frozen
from suite.core.daftar_kode import queries, usulan
from suite.core.daftar_kode.models import PemetaanKode, UsulanDaftar
from suite.core.errors import AturanDilanggar, Konflik, MasukanSalah, TanpaIzin
from suite.core.workflow import Task
from tests.daftar_kode.regulasi import KECIL, MULAI, Meja, perubahan, setujui, siapkan, versi, versi_baru
from tests.harness.stores import Basis

muat_semua()
KINI = datetime(2026, 11, 24, 3, tzinfo=UTC)
TAHUN_DEPAN = date(2027, 1, 1)
BARU = (
    KECIL.replace("Rencana", "Rencana kerja anggaran")
    .replace("900.1.2,Pergeseran", "900.1.4,Pergeseran")
    .replace("900.2.1,Laporan", "900.3.1,Laporan")
    .replace("900.2,Perb", "900.3,Perb")
)


@pytest.fixture
def meja(basis: Basis):
    with frozen(KINI):
        yield siapkan()


def terbuka() -> list[tuple[str, str]]:
    q = select(Task.untuk, Task.aksi).where(Task.jenis == "usulan_daftar", Task.ditutup_pada.is_(None))
    return [(u, a) for u, a in db.session.execute(q)]


def test_versi_baru_berlaku_mulai_tanggalnya_setelah_disetujui(meja: Meja):
    with db.transaksi():
        u = versi_baru(meja, BARU, TAHUN_DEPAN)
        assert {(b.jenis[0], b.kode_lama, b.kode_baru) for b in usulan.hitung(u).beda} == {
            ("ganti_nama", "900.1.1", "900.1.1"),
            ("pindah", "900.1.2", "900.1.4"),
            ("pindah", "900.2", "900.3"),
            ("pindah", "900.2.1", "900.3.1"),
        }
        workflow.jalankan(u, "ajukan", meja.aktor("admin"), versi=u.versi)
        assert terbuka() == [("r:penyetuju_regulasi@*", "setujui")]
        assert len(versi()) == 1  # nothing holds before it is approved
        workflow.jalankan(u, "setujui", meja.aktor("penyetuju"), versi=u.versi)
        assert terbuka() == []
        baru, lama = versi()
        assert (lama.mulai, lama.selesai, baru.mulai, baru.selesai) == (MULAI, TAHUN_DEPAN, TAHUN_DEPAN, None)
        assert (baru.regulasi, baru.banyak, u.hasil_versi_id) == ("Permendagri Baru", 7, baru.id)
        kemarin = TAHUN_DEPAN - timedelta(days=1)
        nama = [queries.entri("klasifikasi", "900.1.1", h) for h in (kemarin, TAHUN_DEPAN)]
        assert [e.uraian for e in nama if e] == ["Rencana", "Rencana kerja anggaran"]
        assert [r.transisi for r in workflow.riwayat(u)] == ["buat", "ajukan", "setujui"]
    with db.transaksi(baca=True):
        aksi = [e.aksi for e in audit.riwayat_dokumen(f"usulan_daftar:{u.id}")]
        assert "usulan_daftar.setujui" in aksi  # one event a document and transaction


def test_pembuat_tidak_menyetujui(meja: Meja):
    with db.transaksi():
        u = perubahan(meja, TAHUN_DEPAN, oleh="rangkap", tindakan="ubah", kode="900.2", uraian="Kas daerah")
        workflow.jalankan(u, "ajukan", meja.aktor("rangkap"), versi=u.versi)
        with pytest.raises(AturanDilanggar, match="tidak boleh menyetujui sendiri"):
            workflow.jalankan(u, "setujui", meja.aktor("rangkap"), versi=u.versi)
        for siapa in ("admin", "staf"):
            with pytest.raises(TanpaIzin):
                workflow.jalankan(u, "setujui", meja.aktor(siapa), versi=u.versi)
        assert len(versi()) == 1
        workflow.jalankan(u, "setujui", meja.aktor("penyetuju"), versi=u.versi)
        assert len(versi()) == 2


def test_konsep_hanya_diubah_pembuatnya_dan_tidak_selagi_diperiksa(meja: Meja):
    with db.transaksi():
        u = perubahan(meja, TAHUN_DEPAN, tindakan="tutup", kode="900.1.2")
        with pytest.raises(TanpaIzin):
            workflow.jalankan(u, "ajukan", meja.aktor("admin_lain"), versi=u.versi)
        workflow.jalankan(u, "ajukan", meja.aktor("admin"), versi=u.versi)
        with pytest.raises(Konflik):
            usulan.petakan_kode(meja.aktor("admin"), u, "900.1.2", ["900.1.1"], versi=u.versi)
        workflow.jalankan(u, "kembalikan", meja.aktor("penyetuju"), versi=u.versi, catatan="Sebut penggantinya.")
        assert terbuka() == [(f"p:{u.pengusul_id}", "ajukan")]
        with pytest.raises(Konflik):
            usulan.petakan_kode(meja.aktor("admin"), u, "900.1.2", ["900.1.1"], versi=u.versi - 1)
        usulan.petakan_kode(meja.aktor("admin"), u, "900.1.2", ["900.1.1"], versi=u.versi)
        baru = setujui(meja, u)
        assert queries.petakan("900.1.2", versi()[1], baru) == ["900.1.1"]


def test_kode_yang_ditutup_ada_sebelum_dan_tidak_sesudah_tanggalnya(meja: Meja):
    with db.transaksi():
        setujui(meja, perubahan(meja, TAHUN_DEPAN, tindakan="tutup", kode="900.2"))
        kemarin = TAHUN_DEPAN - timedelta(days=1)
        for kode in ("900.2", "900.2.1"):
            assert queries.entri("klasifikasi", kode, kemarin) is not None
            assert queries.entri("klasifikasi", kode, TAHUN_DEPAN) is None
        assert [e.kode for e in queries.cari("klasifikasi", "laporan", TAHUN_DEPAN)] == ["900.1.3"]
        assert [e.versi.mulai for e in queries.riwayat_kode("klasifikasi", "900.2.1")] == [MULAI]


def test_beberapa_perubahan_satu_usulan(meja: Meja):
    with db.transaksi():
        a = meja.aktor("admin")
        u = perubahan(meja, TAHUN_DEPAN, tindakan="pindah", kode="900.2", kode_baru="900.5")
        baru = {"aktif": "2 Tahun", "inaktif": "1 Tahun", "nasib_akhir": "Musnah"}
        usulan.tambah_perubahan(
            a, u, {"tindakan": "tambah", "kode": "900.5.2", "uraian": "Buku kas", "data": baru}, versi=u.versi
        )
        usulan.tambah_perubahan(a, u, {"tindakan": "tutup", "kode": "900.1.3"}, versi=u.versi)
        with pytest.raises(AturanDilanggar, match="sudah ada") as galat:
            usulan.tambah_perubahan(a, u, {"tindakan": "tambah", "kode": "900.5.2", "uraian": "Lagi"}, versi=u.versi)
        assert galat.value.field == "kode"
    with db.transaksi():
        u = db.session.get_one(UsulanDaftar, u.id)
        assert len(u.perubahan) in (3, 4)
        u.perubahan = u.perubahan[:3]
        usulan.buang_perubahan(meja.aktor("admin"), u, 2, versi=u.versi)
        setujui(meja, u)
        isi = {e.kode: e.uraian for e in queries.semua("klasifikasi", TAHUN_DEPAN)}
        assert isi == {
            "900": "Keuangan", "900.1": "Anggaran", "900.1.1": "Rencana", "900.1.2": "Pergeseran", "900.1.3": "Laporan",
            "900.5": "Perbendaharaan", "900.5.1": "Laporan", "900.5.2": "Buku kas",
        }  # fmt: skip
        q = select(PemetaanKode.kode_lama, PemetaanKode.kode_baru, PemetaanKode.jenis).order_by(PemetaanKode.kode_lama)
        assert [tuple(x) for x in db.session.execute(q)] == [
            ("900.2", "900.5", "pindah"),
            ("900.2.1", "900.5.1", "pindah"),
        ]


@pytest.mark.parametrize(
    ("isi", "field"),
    [
        ({"tindakan": "tambah", "kode": "900.1.1", "uraian": "Ganda"}, "kode"),
        ({"tindakan": "tambah", "kode": "900.8.1", "uraian": "Tanpa induk"}, "kode"),
        ({"tindakan": "tambah", "kode": "9x", "uraian": "Bukan kode"}, "kode"),
        ({"tindakan": "tambah", "kode": "900.8", "uraian": "Tanpa retensi"}, "data_aktif"),
        ({"tindakan": "ubah", "kode": "900.9", "uraian": "Tidak ada"}, "kode"),
        ({"tindakan": "ubah", "kode": "900.1", "uraian": ""}, "uraian"),
        ({"tindakan": "pindah", "kode": "900.1", "kode_baru": "900.2"}, "kode_baru"),
        ({"tindakan": "pindah", "kode": "900.1", "kode_baru": "900.1.7"}, "kode_baru"),
        ({"tindakan": "tutup", "kode": "900.7"}, "kode"),
    ],
)
def test_perubahan_yang_tidak_mungkin_ditolak_di_isiannya(meja: Meja, isi: dict, field: str):
    with db.transaksi(), pytest.raises(AturanDilanggar) as galat:
        perubahan(meja, TAHUN_DEPAN, **isi)
    assert galat.value.field == field


def test_tidak_berlaku_surut_dan_tidak_menyunting_yang_berlaku(meja: Meja):
    with db.transaksi():
        for mulai in (MULAI, date(2026, 11, 23), date(2020, 1, 1)):
            with pytest.raises(AturanDilanggar) as galat:
                versi_baru(meja, BARU, mulai)
            assert galat.value.field == "mulai"
        setujui(meja, versi_baru(meja, BARU, TAHUN_DEPAN))
        with pytest.raises(AturanDilanggar, match="Pilih tanggal sesudahnya"):
            perubahan(meja, TAHUN_DEPAN, tindakan="tutup", kode="900.1.1")


def test_berkas_bergalat_tidak_dapat_diajukan_sampai_diperbaiki(meja: Meja):
    with db.transaksi():
        u = versi_baru(meja, KECIL + "900.9.1,Tanpa induk,1 Tahun,1 Tahun,Musnah,B\n", TAHUN_DEPAN)
        with pytest.raises(AturanDilanggar, match="1 galat"):
            workflow.jalankan(u, "ajukan", meja.aktor("admin"), versi=u.versi)
        usulan.perbaiki(
            meja.aktor("admin"), u, versi=u.versi, mulai=TAHUN_DEPAN, regulasi="R", sumber="S",
            berkas=("baik.csv", BARU.encode("cp1252")),
        )  # fmt: skip
        assert setujui(meja, u).banyak == 7


def test_isi_yang_sama_dan_dasar_yang_berganti_ditolak(meja: Meja):
    with db.transaksi():
        sama = versi_baru(meja, KECIL, TAHUN_DEPAN)
        with pytest.raises(AturanDilanggar, match="tidak ada yang berubah"):
            workflow.jalankan(sama, "ajukan", meja.aktor("admin"), versi=sama.versi)
        pertama = perubahan(meja, TAHUN_DEPAN, tindakan="tutup", kode="900.1.2")
        kedua = perubahan(meja, date(2027, 2, 1), tindakan="tutup", kode="900.1.3")
        workflow.jalankan(kedua, "ajukan", meja.aktor("admin"), versi=kedua.versi)
        setujui(meja, pertama)
        with pytest.raises(AturanDilanggar, match="dasarnya sudah berganti"):
            workflow.jalankan(kedua, "setujui", meja.aktor("penyetuju"), versi=kedua.versi)
        workflow.jalankan(kedua, "kembalikan", meja.aktor("penyetuju"), versi=kedua.versi, catatan="Hitung ulang.")
        usulan.perbaiki(meja.aktor("admin"), kedua, versi=kedua.versi, mulai=kedua.mulai, regulasi="R", sumber="S")
        setujui(meja, kedua)
        ada = {e.kode for e in queries.semua("klasifikasi", date(2027, 2, 1))}
        assert not {"900.1.2", "900.1.3"} & ada


def test_pemetaan_berantai_melalui_beberapa_versi(meja: Meja):
    with db.transaksi():
        setujui(meja, perubahan(meja, TAHUN_DEPAN, tindakan="pindah", kode="900.2", kode_baru="900.4"))
        u = perubahan(
            meja, date(2028, 1, 1), tindakan="tambah", kode="900.4.2", uraian="Laporan kas",
            data={"aktif": "1 Tahun", "inaktif": "1 Tahun", "nasib_akhir": "Musnah"},
        )  # fmt: skip
        usulan.petakan_kode(meja.aktor("admin"), u, "900.4.1", ["900.4.1", "900.4.2"], versi=u.versi)
        assert usulan.banyak_pemetaan(u) == {"pecah": 1}
        setujui(meja, u)
        u = perubahan(meja, date(2029, 1, 1), tindakan="tutup", kode="900.4.2")
        usulan.petakan_kode(meja.aktor("admin"), u, "900.4.2", ["900.1.3"], versi=u.versi)
        assert usulan.banyak_pemetaan(u) == {"gabung": 1}
        setujui(meja, u)
        setujui(meja, perubahan(meja, date(2030, 1, 1), tindakan="tutup", kode="900.1.1"))
        e, d, c, b, a = versi()
        assert queries.petakan("900.2.1", a, a) == ["900.2.1"]
        assert queries.petakan("900.2.1", a, b) == ["900.4.1"]
        assert queries.petakan("900.2.1", a, c) == ["900.4.1", "900.4.2"]
        assert queries.petakan("900.2.1", a, d) == ["900.4.1", "900.1.3"]
        assert queries.petakan("900.1.1", a, d) == ["900.1.1"]
        assert queries.petakan("900.1.1", a, e) == []
        for kode, dari, ke in (("900.2.1", b, c), ("900.1", b, a)):
            with pytest.raises(MasukanSalah):
                queries.petakan(kode, dari, ke)


def test_pemetaan_ke_kode_yang_tidak_ada_ditolak(meja: Meja):
    with db.transaksi():
        u = perubahan(meja, TAHUN_DEPAN, tindakan="tutup", kode="900.1.2")
        for lama, baru, field in (("900.8", [], "kode_lama"), ("900.1.2", ["900.1.2"], "kode_baru")):
            with pytest.raises(AturanDilanggar) as galat:
                usulan.petakan_kode(meja.aktor("admin"), u, lama, baru, versi=u.versi)
            assert galat.value.field == field
