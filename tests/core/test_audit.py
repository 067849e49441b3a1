"""The audit: every change leaves an event, nothing that was written can be written over."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from suite.core import akses, audit, clock, db
from suite.core.actor import SISTEM
from suite.core.audit import AuditEvent, LogBaca
from suite.core.audit.ddl import KUNCI
from suite.core.audit.seal import berkas_segel, segel
from suite.core.audit.verify import verifikasi
from suite.core.identity.models import UnitKerja
from tests.factories import UnitFactory, actor_dari, pejabat
from tests.harness.dokumen_uji import SuratUji, pasang
from tests.harness.stores import Basis


def _isi_semua(basis: Basis) -> None:
    """A row in each append-only table."""
    with db.transaksi():
        UnitFactory()
        audit.catat_baca(SISTEM, "surat", 1, "membuka isi")
    with db.transaksi():
        segel(basis.var)


def _perintah(tabel: str, basis: Basis) -> list[str]:
    hasil = [f"UPDATE {tabel} SET id = id", f"DELETE FROM {tabel}", f"DELETE FROM {tabel} WHERE id = 1"]
    if basis.sqlite:
        kolom = {"audit_event": "urut", "audit_seal": "jumlah", "audit_seal_item": "daun", "log_baca": "objek_id"}[
            tabel
        ]
        with db.transaksi(baca=True) as s:
            nama = [b.name for b in s.execute(text(f"PRAGMA table_info({tabel})"))]
        salin = ", ".join("99" if n == kolom else n for n in nama)
        hasil.append(f"INSERT OR REPLACE INTO {tabel} ({', '.join(nama)}) SELECT {salin} FROM {tabel}")
        tanpa_id = [n for n in nama if n != "id"]
        hasil.append(
            f"INSERT OR REPLACE INTO {tabel} ({', '.join(tanpa_id)}) SELECT {', '.join(tanpa_id)} FROM {tabel}"
        )
        if tabel == "log_baca":
            hasil.pop()  # has no key but its id: that is simply one more reading
    else:
        hasil += [f"TRUNCATE {tabel}", f"TRUNCATE {tabel} CASCADE"]
    sama = f"INSERT INTO {tabel} SELECT * FROM {tabel} WHERE true ON CONFLICT (id) DO UPDATE SET id = excluded.id"
    return [*hasil, sama]


def test_basis_data_menolak_ubah_hapus_ganti_dan_kosongkan(basis: Basis) -> None:
    _isi_semua(basis)
    for tabel in KUNCI:
        with db.transaksi(baca=True) as s:
            semula = s.execute(text(f"SELECT * FROM {tabel} ORDER BY id")).all()
        assert semula, tabel
        for perintah in _perintah(tabel, basis):
            with pytest.raises(DBAPIError, match="hanya dapat ditambah"), db.transaksi() as s:
                s.execute(text(perintah))
        with db.transaksi(baca=True) as s:
            assert s.execute(text(f"SELECT * FROM {tabel} ORDER BY id")).all() == semula


def test_setiap_perubahan_mencatat_siapa_sebagai_apa_dari_mana_dan_sebelum_sesudah(basis: Basis) -> None:
    with db.transaksi():
        _, akun = pejabat("Kepala Bagian")
        unit_id = UnitFactory(nama="Bagian Umum").id
        orang = actor_dari(akun)
    with db.transaksi() as s:
        audit.atas_nama(orang)
        s.get_one(UnitKerja, unit_id).nama = "Bagian Umum dan Protokol"
    with db.transaksi(baca=True):
        ubah, buat = audit.riwayat_dokumen(f"unit_kerja:{unit_id}")
    assert (ubah.aksi, ubah.pelaku, ubah.sebagai, ubah.ip, ubah.request_id) == (
        "unit_kerja.ubah", orang.nama, "Kepala Bagian", "127.0.0.1", "uji",
    )  # fmt: skip
    assert ubah.perubahan == [
        {
            "tabel": "unit_kerja", "id": unit_id, "op": "ubah",
            "sebelum": {"nama": "Bagian Umum"}, "sesudah": {"nama": "Bagian Umum dan Protokol"},
        }
    ]  # fmt: skip
    assert (buat.pelaku, buat.urut, ubah.urut, ubah.sebelum) == ("Sistem", 1, 2, buat.sidik)


def test_isi_dan_data_pribadi_hanya_tinggal_sebagai_sidik(basis: Basis) -> None:
    pasang(basis)
    with db.transaksi() as s:
        s.add(
            SuratUji(
                judul="Mutasi",
                isi="isi yang rahasia",
                rahasia="tidak dicatat",
                pembuat_id=1,
                penyetuju_id=1,
                status="konsep",
            )  # fmt: skip
        )
    with db.transaksi(baca=True) as s:
        peristiwa = s.scalars(select(AuditEvent)).one()
        mentah = str(s.execute(text("SELECT perubahan FROM audit_event")).scalar_one())
    sesudah = peristiwa.perubahan[0]["sesudah"]
    assert sesudah["judul"] == "Mutasi" and sesudah["isi"].startswith("hmac:") and "rahasia" not in sesudah
    assert "isi yang rahasia" not in mentah and "tidak dicatat" not in mentah


def test_transaksi_yang_batal_tidak_meninggalkan_peristiwa(basis: Basis) -> None:
    with pytest.raises(RuntimeError), db.transaksi() as s:
        UnitFactory()
        s.flush()
        raise RuntimeError
    with db.transaksi() as s:
        UnitFactory(nama="Yang tinggal")
        with pytest.raises(RuntimeError), s.begin_nested():
            UnitFactory(nama="Yang batal")
            raise RuntimeError
    with db.transaksi(baca=True) as s:
        nama = [p["sesudah"].get("nama") for e in s.scalars(select(AuditEvent)) for p in e.perubahan if "sesudah" in p]
    assert "Yang tinggal" in nama and "Yang batal" not in nama


def test_hak_akses_dicatat_pada_rantai_dokumennya(basis: Basis) -> None:
    with db.transaksi():
        akses.tetapkan("surat", 7, ["u:1", "j:2"])
    with db.transaksi(baca=True):
        (peristiwa,) = audit.riwayat_dokumen("surat:7")
        assert {p["sesudah"]["kunci"] for p in peristiwa.perubahan} == {"u:1", "j:2"}


def test_pembacaan_dicatat_sesudah_transaksi_baca(basis: Basis) -> None:
    with db.transaksi(baca=True):
        audit.catat_baca(SISTEM, "surat", 3, "membuka isi")
        assert db.session.scalar(select(func.count()).select_from(LogBaca)) == 0
    with db.transaksi(baca=True) as s:
        assert [(b.jenis, b.objek_id, b.uraian) for b in s.scalars(select(LogBaca))] == [("surat", 3, "membuka isi")]


def test_transaksi_baca_tidak_dapat_menulis(basis: Basis) -> None:
    with pytest.raises(DBAPIError), db.transaksi(baca=True) as s:
        s.execute(text("DELETE FROM notifikasi"))
    with db.transaksi() as s:
        s.execute(text("DELETE FROM notifikasi"))


def test_penulis_serentak_pada_satu_dokumen_tetap_satu_rantai(basis: Basis) -> None:
    with db.transaksi():
        unit_id = UnitFactory().id
    galat: list[Exception] = []

    def ubah(n: int) -> None:
        try:
            for m in range(5):
                with db.transaksi():
                    audit.catat(f"unit_kerja:{unit_id}", "uji.serentak", {"n": n, "m": m})
        except Exception as g:
            galat.append(g)

    _serentak([lambda n=n: ubah(n) for n in range(6)])
    assert galat == []
    with db.transaksi(baca=True) as s:
        urut = list(s.scalars(select(AuditEvent.urut).where(AuditEvent.rantai == f"unit_kerja:{unit_id}")))
        assert sorted(urut) == list(range(1, 32))
        assert verifikasi(basis.var).temuan == []


def test_verifikasi_utuh_dan_menghitung_yang_belum_disegel(basis: Basis) -> None:
    with db.transaksi():
        UnitFactory()
    with db.transaksi():
        disegel = segel(basis.var)
    with db.transaksi():
        UnitFactory()
        UnitFactory()
    with db.transaksi(baca=True):
        hasil = verifikasi(basis.var)
    assert (hasil.temuan, hasil.segel, hasil.peristiwa - hasil.belum_disegel) == ([], 1, disegel)
    assert hasil.belum_disegel == 2


def test_segel_tidak_dibuat_bila_tidak_ada_yang_baru(basis: Basis) -> None:
    with db.transaksi():
        UnitFactory()
    with db.transaksi():
        assert segel(basis.var) > 0
    with db.transaksi():
        assert segel(basis.var) == 0
    assert len(berkas_segel(basis.var).read_text().splitlines()) == 1


def test_segel_yang_tidak_sempat_ditulis_keluar_disusulkan(basis: Basis) -> None:
    """Power cut between the commit and the file, and in the middle of a line of the file."""
    for _ in range(3):
        with db.transaksi():
            UnitFactory()
        with db.transaksi():
            segel(basis.var)
    berkas = berkas_segel(basis.var)
    utuh = berkas.read_text()
    baris = utuh.splitlines(keepends=True)
    for rusak in ("", baris[0], baris[0] + baris[1][:50], baris[0] + baris[1] + baris[2][:-1]):
        berkas.write_text(rusak)
        with db.transaksi(baca=True):
            assert not verifikasi(basis.var).utuh, "until it is mended, a seal is missing outside"
        with db.transaksi():
            segel(basis.var)
        assert berkas.read_text() == utuh
    with db.transaksi(baca=True):
        assert verifikasi(basis.var).utuh


def test_peristiwa_memakai_jam_yang_disuntikkan(basis: Basis) -> None:
    from datetime import UTC, datetime

    pada = datetime(2025, 12, 31, 16, 59, 59, tzinfo=UTC)
    with clock.frozen(pada), db.transaksi():
        unit = UnitFactory()
    with db.transaksi(baca=True):
        assert audit.riwayat_dokumen(f"unit_kerja:{unit.id}")[0].pada == pada


def _serentak(tugas: list[Callable[[], None]]) -> None:
    benang = [threading.Thread(target=t) for t in tugas]
    for b in benang:
        b.start()
    for b in benang:
        b.join(60)
