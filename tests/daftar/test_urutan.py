"""Lists in the order of a column: the same rows on every page, in the sheet, on paper and in a saved view; by an index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from suite.core import daftar as core_daftar
from suite.core import db
from suite.core.daftar.susunan import Daftar, Konteks
from suite.core.errors import MasukanSalah
from suite.core.identity.models import Pegawai
from suite.core.web import Kursor, susun_halaman
from suite.naskah_dinas.models import Berkas, SuratKeluar
from tests.daftar.test_daftar import baris_csv, teks
from tests.factories import PeranFactory, actor_dari
from tests.naskah_dinas.kantor import Kantor, bangun, konsep

HARI = date(2026, 3, 1)
TANGGAL = [None if i % 4 == 3 else HARI + timedelta(days=i * 7 % 5) for i in range(13)]
"""Of the letters by number: many on one day, some without any."""


@pytest.fixture
def kantor(app) -> Kantor:
    k = bangun()
    for i in range(len(TANGGAL)):
        konsep(k, hal=f"Surat {i:02}")
    with db.transaksi():
        for surat, tanggal in zip(
            db.session.scalars(select(SuratKeluar).order_by(SuratKeluar.id)), TANGGAL, strict=True
        ):
            surat.tanggal = tanggal
        for i in range(6):
            db.session.add(
                Berkas(
                    opd_id=k.unit["dinas"].id, klasifikasi=f"000.{i % 3}", judul=f"Berkas {'cab'[i % 3]}{i}", tahun=2026
                )
            )
        orang = db.session.get_one(Pegawai, k.akun["staf"].pihak_id)
        PeranFactory(pegawai=orang, nama="admin", unit=None)
        PeranFactory(pegawai=orang, nama="auditor", unit=None)
        PeranFactory(pegawai=orang, nama="admin_regulasi", unit=None)
    return k


@pytest.fixture
def klien(kantor, masuk_sebagai):
    return masuk_sebagai(kantor.akun["staf"])


def _hal(isi: str) -> list[str]:
    return re.findall(r'class="s-sel-tautan"[^>]*>([^<]+)<', isi)


def _harap(turun: bool) -> list[str]:
    kunci = sorted(((t or date.max, i) for i, t in enumerate(TANGGAL)), reverse=turun)
    return [f"Surat {i:02}" for _, i in kunci]


@pytest.mark.parametrize("turun", [False, True])
def test_halaman_demi_halaman_maju_dan_mundur_tanpa_lompat_dan_tanpa_ganda(kantor, klien, monkeypatch, turun):
    monkeypatch.setitem(core_daftar.susunan._daftar, "surat_keluar", core_daftar.ambil("surat_keluar"))
    object.__setattr__(core_daftar.ambil("surat_keluar"), "ukuran", 4)
    try:
        alamat = f"/surat-keluar?tampilan=konsep&urut={'-' if turun else ''}tanggal"
        terbaca, halaman = [], []
        while alamat:
            isi = teks(klien.get(alamat))
            halaman.append(_hal(isi))
            terbaca += halaman[-1]
            lanjut = re.search(r'rel="next" href="([^"]+)"', isi)
            kembali = re.search(r'rel="prev" href="([^"]+)"', isi)
            alamat = lanjut[1].replace("&amp;", "&") if lanjut else ""
        assert terbaca == _harap(turun) and [len(h) for h in halaman] == [4, 4, 4, 1]
        assert kembali is not None and "Sebelumnya" in isi
        assert _hal(teks(klien.get(kembali[1].replace("&amp;", "&")))) == halaman[-2]
    finally:
        object.__setattr__(core_daftar.ambil("surat_keluar"), "ukuran", 25)


def test_urutan_terbawa_ke_kepala_tabel_unduhan_cetak_dan_tampilan_tersimpan(kantor, klien):
    isi = teks(klien.get("/surat-keluar?tampilan=konsep&q=surat&urut=tanggal"))
    kepala = re.search(r'<th[^>]*aria-sort="ascending"[^>]*><a href="([^"]+)">Tanggal', isi)
    assert kepala is not None and "urut=-tanggal" in kepala[1] and "q=surat" in kepala[1]
    assert isi.count("aria-sort=") == 1
    assert '<option value="tanggal" selected>tanggal, naik</option>' in isi  # phones have no heads
    assert [
        b[0] for b in baris_csv(klien.get("/daftar/surat_keluar/unduh/csv?tampilan=konsep&urut=tanggal").data)[1:]
    ] == _harap(False)
    cetak = teks(klien.get("/daftar/surat_keluar/cetak?tampilan=konsep&urut=-tanggal"))
    assert _hal(cetak) == _harap(True) and "Urut tanggal, turun" in cetak
    jawab = klien.post(
        "/daftar/surat_keluar/tampilan", data={"judul": "Menurut tanggal", "query": "tampilan=konsep&urut=-tanggal"}
    )
    assert "urut=-tanggal" in jawab.location
    assert _hal(teks(klien.get(jawab.location))) == _harap(True)
    assert 'aria-current="page">Menurut tanggal' in teks(klien.get(jawab.location))


def test_unduhan_panjang_memakai_urutan_yang_sama(kantor, klien, app, monkeypatch):
    from suite.core.daftar import ekspor
    from suite.core.jobs.worker import Pekerja

    monkeypatch.setattr(ekspor, "LANGSUNG", 5)
    monkeypatch.setattr(ekspor, "SEKALI", 4)
    jawab = klien.post("/daftar/surat_keluar/unduh/csv", data={"query": "tampilan=konsep&urut=-tanggal"})
    Pekerja(app, jeda=0.01, berkala=False).jalan(sekali=True)
    job_id = int(jawab.location.rsplit("/", 1)[1])
    assert [b[0] for b in baris_csv(klien.get(f"/daftar/unduhan/{job_id}").data)[1:]] == _harap(True)


def test_urutan_yang_tidak_ada_diabaikan_dan_penanda_urutan_lain_ditolak(kantor, klien):
    bawaan = _hal(teks(klien.get("/surat-keluar?tampilan=konsep")))
    assert _hal(teks(klien.get("/surat-keluar?tampilan=konsep&urut=hal"))) == bawaan
    for kunci in (
        (1,),
        ("2026-01-01", "1"),
        ("kemarin", 1),
        ("2026-01-01\x00", 1),
        (5, 1),
        ("2026-01-01", 2**70),
        (True, 1),
    ):
        jawab = klien.get(f"/surat-keluar?tampilan=konsep&urut=tanggal&k={Kursor(kunci).tulis()}")
        assert jawab.status_code == 400, kunci
    assert klien.get(f"/surat-keluar?tampilan=konsep&k={Kursor(('2026-01-01', 1)).tulis()}").status_code == 400


def _urutan() -> Iterator[tuple[str, str]]:
    """Every order that any list offers."""
    for d in core_daftar.semua():
        for c in d.kolom:
            if c.urutan is not None:
                yield from ((d.nama, c.kunci), (d.nama, f"-{c.kunci}"))


def _konteks(d: Daftar, kantor: Kantor, urut: str) -> Konteks:
    actor = actor_dari(kantor.akun["staf"])
    args: dict[str, str] = {"urut": urut}
    if "id" in d.argumen:
        args["id"] = str(db.session.scalars(select(Berkas.id)).first())
    for tab in reversed(d.tab) if d.tab else ("",):  # the widest stands last
        k = d.baca(actor, args | {"tampilan": tab})
        if k.urut:
            return k
    raise AssertionError((d.nama, urut))


def test_setiap_urutan_setiap_daftar_dapat_dibuka_dan_dilanjutkan(app, kantor):
    semua = list(_urutan())
    assert {n for n, _ in semua} >= {
        "audit", "berkas", "disposisi", "isi_berkas", "pegawai", "pekerjaan", "pembaca", "pengganti", "surat_keluar",
        "surat_masuk", "usulan_daftar",
    }  # fmt: skip
    with app.test_request_context(), db.transaksi(baca=True):
        for nama, urut in semua:
            d = core_daftar.ambil(nama)
            k = _konteks(d, kantor, urut)
            ids: list[Any] = []
            kursor = None
            while True:
                h = susun_halaman(d.ambil(k, kursor, 3), ukuran=3, kunci=lambda b: d.kunci_baris(k, b), kursor=kursor)  # noqa: B023
                ids += [d.kunci(b)[-1] for b in h]
                if not h.kursor_lama:
                    break
                kursor = Kursor.baca(h.kursor_lama)
            assert ids == [d.kunci(b)[-1] for b in d.ambil(k, None, 1000)], (nama, urut)
            assert len(set(ids)) == len(ids)
            with pytest.raises(MasukanSalah):
                d.ambil(k, Kursor(("bukan", "kunci", 3)), 3)


INDEKS = {
    "surat_keluar": {"tanggal": "ix_surat_keluar_tanggal"},
    "surat_masuk": {"nomor": "ix_surat_masuk_tanggal", "tenggat": "ix_surat_masuk_tenggat"},
    "berkas": {"judul": "ix_berkas_urut_judul", "kode": "ix_berkas_klasifikasi"},
    "pegawai": {"nama": "ix_pegawai_nama"},
    "pengganti": {"masa": "ix_penugasan_pengganti"},
}
"""The index behind each order of a table that grows; every other order is that of the id, or of one person's rows."""


def test_urutan_dibaca_dari_indeks_tanpa_menyusun_ulang(app, kantor, basis):
    """The plan reads the rows in order: what a page costs does not grow with the list."""
    if basis.toko != "sqlite":
        pytest.skip("PostgreSQL chooses its plan by the size of the tables: measured in bench/")
    with app.test_request_context(), db.transaksi(baca=True):
        for nama, kolom in INDEKS.items():
            d = core_daftar.ambil(nama)
            for urut, indeks in ((tanda + u, i) for u, i in kolom.items() for tanda in ("", "-")):
                k = _konteks(d, kantor, urut)
                rencana = _rencana(lambda: d.ambil(k, None, 25))  # noqa: B023
                assert indeks in rencana, (nama, urut, rencana)
                assert "TEMP B-TREE FOR ORDER BY" not in rencana, (nama, urut, rencana)


def _rencana(baca: Any) -> str:
    """The query plan of the first statement that `baca` runs."""
    perintah: list[tuple[str, Any]] = []

    def dengar(conn, cursor, statement, parameters, context, executemany) -> None:
        perintah.append((statement, parameters))

    event.listen(db.session.connection(), "before_cursor_execute", dengar)
    try:
        baca()
    finally:
        event.remove(db.session.connection(), "before_cursor_execute", dengar)
    sql, isi = next((s, p) for s, p in perintah if " LIMIT " in s)
    baris = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", isi)
    return " | ".join(str(b[3]) for b in baris if b[1] == 0)  # of the statement itself, not of what it asks per row


def test_jejak_audit_hanya_untuk_auditor_dan_tidak_memuat_nilai(kantor, klien, masuk_sebagai):
    assert masuk_sebagai(kantor.akun["kadis"]).get("/admin/audit").status_code == 403
    assert masuk_sebagai(kantor.akun["kadis"]).get("/daftar/audit/unduh/csv").status_code == 403
    with db.transaksi(baca=True):
        surat = db.session.scalars(select(SuratKeluar).order_by(SuratKeluar.id)).first()
        assert surat is not None
    semua = baris_csv(klien.get(f"/daftar/audit/unduh/csv?rantai=surat_keluar:{surat.id}").data)
    assert {b[0] for b in semua[1:]} == {f"surat_keluar:{surat.id}"} and len(semua) >= 3
    assert "Surat 00" not in str(semua) and "surat_keluar.ubah" in str(semua)


def test_pekerjaan_orang_lain_hanya_tampak_bagi_admin(app, kantor, klien, masuk_sebagai):
    from suite.core.jobs import Job

    with db.transaksi():
        for nama in ("staf", "kadis"):
            db.session.add(Job(jenis="ekspor_daftar", izin="masuk", account_id=kantor.akun[nama].id))
    assert len(_hal(teks(klien.get("/pekerjaan")))) == 1
    assert len(_hal(teks(klien.get("/pekerjaan?tampilan=semua")))) == 2  # an administrator
    for alamat in ("/pekerjaan", "/pekerjaan?tampilan=semua"):
        assert len(_hal(teks(masuk_sebagai(kantor.akun["kadis"]).get(alamat)))) == 1
    assert (
        len(baris_csv(masuk_sebagai(kantor.akun["kadis"]).get("/daftar/pekerjaan/unduh/csv?tampilan=semua").data)) == 2
    )


def test_isi_berkas_diunduh_hanya_oleh_yang_boleh_membukanya(kantor, klien, masuk_sebagai):
    with db.transaksi():
        b = db.session.scalars(select(Berkas).order_by(Berkas.id)).first()
        assert b is not None
        for surat in db.session.scalars(select(SuratKeluar).order_by(SuratKeluar.id)):
            surat.berkas_id = b.id
    alamat = f"/daftar/isi_berkas/unduh/csv?id={b.id}&jenis=surat_keluar&q=surat&urut=tanggal"
    assert [r[0] for r in baris_csv(klien.get(alamat).data)[1:]] == _harap(False)
    assert len(baris_csv(klien.get(alamat.replace("surat_keluar", "surat_masuk")).data)) == 1
    assert masuk_sebagai(kantor.akun["asing"]).get(alamat).status_code == 404
    assert klien.get("/daftar/isi_berkas/unduh/csv").status_code == 404
    halaman = teks(klien.get(f"/berkas/{b.id}?q=surat&urut=-tanggal"))
    assert _hal(halaman) == _harap(True) and f"id={b.id}" in halaman
