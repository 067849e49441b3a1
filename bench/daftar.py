"""A list page as a logged-in person gets it, beside a bare page of the same 25 rows from the same table.

The page goes through everything: session, actor with posts and roles, policy scope over the access keys, menu with what
waits, status of each row. The bare page has the same rows drawn by the same table macro, loaded by the plain ORM, and
nothing else: no login, no policy, no shell. Both are asked for through the whole WSGI application.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event, insert, select, text
from sqlalchemy.orm import joinedload, selectinload

from bench.alat import TOKO, baris, basis, milidetik
from suite.app import create_app
from suite.core import db
from suite.core.akses import AksesDokumen
from suite.core.config import Config
from suite.core.db import session
from suite.core.http import logging
from suite.core.http.application import Suite
from suite.core.policy import publik
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk, SuratTujuan
from tests.factories import PeranFactory, UnitFactory, pejabat
from tests.harness.login import klien_masuk
from tests.harness.stores import Basis

REACH = 2.0
KUERI = 8
BANYAK = (1_000, 100_000)
ULANG = 60
AWAL = datetime(2026, 1, 1, tzinfo=UTC)

KELUAR = """
{% from "komponen/tabel.html" import tabel %}{% from "komponen/status.html" import status %}<!doctype html><title>Surat keluar</title>
{% set rows = [] %}{% for s in semua %}{% set _ = rows.append({"sel": {
  "hal": {"teks": s.hal, "url": "/surat-keluar/" ~ s.id, "sub": s.kepada[0].teks}, "konseptor": s.konseptor.nama,
  "sifat": s.sifat, "nomor": s.nomor, "tanggal": s.tanggal|tanggal_pendek, "status": status("sah", s.status)}}) %}{% endfor %}
{{ tabel([{"kunci": "hal", "judul": "Hal dan tujuan", "kartu": "judul"}, {"kunci": "konseptor", "judul": "Konseptor"},
  {"kunci": "sifat", "judul": "Sifat"}, {"kunci": "nomor", "judul": "Nomor"}, {"kunci": "tanggal", "judul": "Tanggal"},
  {"kunci": "status", "judul": "Status", "kartu": "status"}], rows, "Daftar surat") }}"""
MASUK = """
{% from "komponen/tabel.html" import tabel %}{% from "komponen/status.html" import status %}<!doctype html><title>Surat masuk</title>
{% set rows = [] %}{% for m in semua %}{% set _ = rows.append({"sel": {
  "hal": {"teks": m.hal, "url": "/surat-masuk/" ~ m.id, "sub": m.pengirim}, "agenda": m.agenda, "sifat": m.sifat,
  "nomor": m.nomor, "diterima": m.diterima_pada|tanggal_pendek, "tujuan": m.tujuan_jabatan.nama, "status": status("sah", m.status)}}) %}{% endfor %}
{{ tabel([{"kunci": "hal", "judul": "Hal dan pengirim", "kartu": "judul"}, {"kunci": "agenda", "judul": "Agenda"},
  {"kunci": "sifat", "judul": "Sifat"}, {"kunci": "nomor", "judul": "Nomor"}, {"kunci": "diterima", "judul": "Diterima"},
  {"kunci": "tujuan", "judul": "Tujuan"}, {"kunci": "status", "judul": "Status", "kartu": "status"}], rows, "Daftar surat") }}"""


def ukur() -> list[dict[str, Any]]:
    """Rows for both lists on both stores: milliseconds beside the bare page, and the growth from 1k to 100k rows."""
    hasil = []
    for toko in TOKO:
        waktu: dict[tuple[str, int], tuple[float, float]] = {}
        with basis(toko) as satu:
            app = _app(satu)
            klien = _isi(app)
            for n in BANYAK:
                _tambah(n)
                for alamat in ("surat-keluar", "surat-masuk"):
                    waktu[alamat, n] = _ukur(klien, app.test_client(), satu, alamat)
        for alamat in ("surat-keluar", "surat-masuk"):
            (kecil, polos_kecil), (besar, polos) = waktu[alamat, BANYAK[0]], waktu[alamat, BANYAK[1]]
            # The bare page costs the same at any size: by it the machine's mood between the two moments is taken out.
            setara = kecil * polos / polos_kecil
            hasil.append(
                baris(
                    f"list page {alamat}, {BANYAK[1]:,} rows ({toko})", besar, polos, reach=f"<= {REACH:g}x",
                    ok=besar <= REACH * polos,
                )
            )  # fmt: skip
            hasil.append(
                baris(
                    f"list page {alamat}, {BANYAK[1]:,} rows beside {BANYAK[0]:,} ({toko})", besar, setara,
                    reach="same time (<= 1.25x)", ok=besar <= 1.25 * setara,
                )
            )  # fmt: skip
    return hasil


def _app(satu: Basis) -> Suite:
    app = create_app(
        Config(
            env="test",
            var=satu.var,
            database_url=satu.url,
            secret_key="bench" * 10,
            base_url="http://localhost",
            cookie_secure=False,
        )
    )
    db.engine().dispose()
    db.ikat(satu.engine)

    logging.siapkan(json=False, tingkat=40)
    # Compiled once, as templates in files are.
    keluar, masuk = (app.jinja_env.from_string(t) for t in (KELUAR, MASUK))

    @publik
    def polos_keluar() -> str:
        q = select(SuratKeluar).options(joinedload(SuratKeluar.konseptor), selectinload(SuratKeluar.tujuan))
        return keluar.render(semua=session.scalars(q.order_by(SuratKeluar.id.desc()).limit(25)).all())

    @publik
    def polos_masuk() -> str:
        q = select(SuratMasuk).options(joinedload(SuratMasuk.tujuan_jabatan))
        return masuk.render(semua=session.scalars(q.order_by(SuratMasuk.id.desc()).limit(25)).all())

    app.add_url_rule("/polos/surat-keluar", "polos_keluar", polos_keluar)
    app.add_url_rule("/polos/surat-masuk", "polos_masuk", polos_masuk)
    return app


def _isi(app: Suite) -> FlaskClient:
    """One office: its head and a drafter, who is the registry as well and looks at the lists."""
    with db.transaksi():
        unit = UnitFactory(nama="Dinas Ukur", kode_surat="UKUR")
        atas, _ = pejabat("Kepala Dinas", unit=unit, kepala=True, jenis="pimpinan_tinggi", eselon="II.b")
        tugas, akun = pejabat("Analis", unit=unit, atasan=atas.jabatan)
        PeranFactory(pegawai=tugas.pegawai, nama="pengadministrasi", unit=unit)
    return klien_masuk(app, akun)


def kepala_id() -> int:
    """The post of the head of the office of `_isi`."""
    return session.execute(text("SELECT min(id) FROM jabatan")).scalar_one()


def _tambah(n: int) -> None:
    """Bring both tables to `n` rows, each open to the office by one access key: a first thousand, then copies."""
    with db.transaksi():
        orang = session.execute(text("SELECT id, unit_id FROM jabatan ORDER BY id")).all()
        (kepala, unit), (analis, _) = orang
        pegawai = session.execute(text("SELECT max(id) FROM pegawai")).scalar_one()
        ada = session.execute(text("SELECT count(*) FROM surat_keluar")).scalar_one()
        if not ada:
            ada = BANYAK[0]
            nomor = range(1, ada + 1)
            session.execute(insert(SuratKeluar), [_keluar(i, unit, pegawai, analis, kepala) for i in nomor])
            tujuan = {"urut": 1, "macam": "kepada", "teks": "Kepala Dinas Kesehatan"}
            session.execute(insert(SuratTujuan), [tujuan | {"id": i, "surat_id": i} for i in nomor])
            session.execute(insert(SuratMasuk), [_masuk(i, unit, kepala) for i in nomor])
            for jenis in ("surat_keluar", "surat_masuk"):
                session.execute(
                    insert(AksesDokumen), [{"kunci": f"u:{unit}", "jenis": jenis, "objek_id": i} for i in nomor]
                )
        while ada < n:
            tambah = min(ada, n - ada)
            for model, geser in (
                (SuratKeluar, ("id",)), (SuratTujuan, ("id", "surat_id")), (SuratMasuk, ("id", "agenda")), (AksesDokumen, ("objek_id",)),
            ):  # fmt: skip
                _gandakan(model, geser, ada, tambah)
            ada += tambah
    with db.engine().connect().execution_options(isolation_level="AUTOCOMMIT") as koneksi:
        koneksi.exec_driver_sql("ANALYZE")


def _gandakan(model: Any, geser: tuple[str, ...], ada: int, tambah: int) -> None:
    """Copy the first `tambah` rows, their numbers (columns `geser`) moved on by `ada`."""
    kolom = model.__table__.c
    sumber = select(*(k + ada if k.name in geser else k for k in kolom)).where(kolom[geser[0]] <= tambah)
    session.execute(insert(model).from_select([k.name for k in kolom], sumber, include_defaults=False))


def _keluar(i: int, unit: int, pegawai: int, analis: int, kepala: int) -> dict[str, Any]:
    pada = AWAL + timedelta(minutes=i)
    return {
        "id": i, "jenis": "surat_dinas", "hal": f"Undangan rapat koordinasi ke-{i}", "opd_id": unit, "unit_id": unit,
        "konseptor_id": pegawai, "konseptor_jabatan_id": analis, "penanda_jabatan_id": kepala, "status": "terkirim",
        "nomor": f"000.1.5/{i}/UKUR/2026", "tanggal": pada.date(), "dibuat_pada": pada, "terbit_pada": pada, "migrasi": True,
        "data": {},
    }  # fmt: skip


def _masuk(i: int, unit: int, kepala: int) -> dict[str, Any]:
    pada = AWAL + timedelta(minutes=i)
    return {
        "id": i, "opd_id": unit, "tahun": 2026, "agenda": i, "tujuan_jabatan_id": kepala, "pengirim": "PT Khatulistiwa",
        "nomor": f"{i}/PK/2026", "tanggal": pada.date(), "hal": f"Penawaran kerja sama ke-{i}", "status": "selesai",
        "diterima_pada": pada, "migrasi": True,
    }  # fmt: skip


def _ukur(klien: FlaskClient, siapa_pun: FlaskClient, satu: Basis, alamat: str) -> tuple[float, float]:
    """Milliseconds of the page and of the bare page, asked for in turns; equal rows and the number of queries asserted."""
    penuh, polos = f"/{alamat}?tampilan=semua", f"/polos/{alamat}"
    with hitung_kueri(satu) as kueri:
        halaman = klien.get(penuh)
    assert halaman.status_code == 200
    ids = [re.findall(rf'href="/{alamat}/(\d+)"', x.text) for x in (halaman, siapa_pun.get(polos))]
    assert list(dict.fromkeys(ids[0])) == list(dict.fromkeys(ids[1])) and len(set(ids[0])) == 25, ids
    assert len(kueri) <= KUERI, f"{len(kueri)} queries: {kueri}"
    waktu: tuple[list[float], list[float]] = ([], [])
    for _ in range(ULANG):
        waktu[0].append(milidetik(lambda: klien.get(penuh)))
        waktu[1].append(milidetik(lambda: siapa_pun.get(polos)))
    # The lower quartile: what the work costs when nobody else wants the machine at that moment.
    return statistics.quantiles(waktu[0], n=4)[0], statistics.quantiles(waktu[1], n=4)[0]


@contextmanager
def hitung_kueri(satu: Basis) -> Iterator[list[str]]:
    """The statements that ask for data meanwhile (BEGIN, PRAGMA and SET say how, they ask nothing)."""
    kueri: list[str] = []

    def catat(_k: Any, _c: Any, perintah: str, *_: Any) -> None:
        if not perintah.lstrip().startswith(("BEGIN", "PRAGMA", "SET ")):
            kueri.append(perintah)

    event.listen(satu.engine, "before_cursor_execute", catat)
    try:
        yield kueri
    finally:
        event.remove(satu.engine, "before_cursor_execute", catat)


if __name__ == "__main__":
    for b in ukur():
        print(b)
