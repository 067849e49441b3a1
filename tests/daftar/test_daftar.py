"""Lists as every person uses them: saved views, columns, sheets, printing."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from suite.core import daftar as core_daftar
from suite.core import db
from suite.core.audit import AuditEvent, LogBaca
from suite.core.daftar import ekspor, lembar, tampilan
from suite.core.daftar.models import TampilanDaftar
from suite.core.errors import AturanDilanggar, TanpaIzin, TidakDitemukan
from suite.core.identity.models import Pegawai
from suite.core.jobs import Job
from suite.core.jobs.worker import Pekerja
from suite.core.uang import Uang
from suite.naskah_dinas.daftar import SURAT_KELUAR
from suite.naskah_dinas.models import Berkas
from tests.factories import PeranFactory
from tests.naskah_dinas.kantor import Kantor, bangun, diajukan, konsep


@pytest.fixture
def kantor(app) -> Kantor:
    return bangun()


@pytest.fixture
def masuk(kantor, masuk_sebagai):
    return lambda nama: masuk_sebagai(kantor.akun[nama])


def teks(jawab) -> str:
    return jawab.get_data(as_text=True)


def baris_xlsx(isi: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(0).to_python()


def baris_csv(isi: bytes) -> list[list[str]]:
    assert isi.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(isi.decode("utf-8-sig"), newline=""), delimiter=";"))


# Sheets ------------------------------------------------------------------------------------------------------------

RUMUS = ['=HYPERLINK("http://x")', "+62811", "-1+1", "@SUM(A1)", "\t=1+1", " =1+1", "aman"]


def _tulis(format: str, baris: list[list[Any]]) -> bytes:
    keluar = io.BytesIO()
    satu = lembar.buat(format, keluar, "Uji", ["Satu", "Dua"])
    for b in baris:
        satu.tulis(b)
    satu.tutup()
    return keluar.getvalue()


def test_csv_melumpuhkan_teks_yang_berawal_seperti_rumus():
    isi = baris_csv(_tulis("csv", [[t, 1] for t in RUMUS]))
    assert [b[0] for b in isi[1:]] == ["'" + t for t in RUMUS[:-1]] + ["aman"]


def test_xlsx_menyimpan_rumus_sebagai_teks_dan_tanggal_serta_uang_bertipe():
    isi = _tulis("xlsx", [[t, None] for t in RUMUS] + [[date(2026, 11, 24), Uang.rupiah(Decimal("1250000.50"))]])
    semua = baris_xlsx(isi)
    assert [b[0] for b in semua[1:-1]] == RUMUS
    assert semua[-1] == [date(2026, 11, 24), 1250000.5]
    import zipfile

    with zipfile.ZipFile(io.BytesIO(isi)) as z:
        assert b"<f>" not in z.read("xl/worksheets/sheet1.xml")
        assert b'quotePrefix="1"' in z.read("xl/styles.xml")


def test_nilai_csv_dengan_koma_desimal_dan_waktu_kantor():
    from datetime import UTC

    pada = datetime(2026, 11, 24, 20, 2, tzinfo=UTC)
    isi = baris_csv(_tulis("csv", [[Decimal("1.5"), pada], [True, Uang.rupiah(-5)]]))
    assert isi[1:] == [["1,5", "2026-11-25 03:02"], ["Ya", "-5,00"]]


# Exports of a list -------------------------------------------------------------------------------------------------


def test_unduhan_memuat_baris_dan_kolom_yang_tersaring_saja(kantor, masuk):
    for i in range(30):
        konsep(kantor, hal=f"Undangan rapat ke-{i}.")
    konsep(kantor, hal="Lain sekali")
    konsep(kantor, hal="=1+1 Undangan rumus")
    klien = masuk("staf")
    url = "/daftar/surat_keluar/unduh/{}?tampilan=konsep&q=undangan"
    x, c = klien.get(url.format("xlsx")), klien.get(url.format("csv"))
    assert "attachment" in x.headers["Content-Disposition"] and x.headers["Cache-Control"] == "private, no-store"
    semua = baris_xlsx(x.data)
    assert semua[0][:3] == ["Hal", "Tujuan", "Konseptor"]
    hal = [b[0] for b in semua[1:]]
    assert len(hal) == 31 and hal[0] == "=1+1 Undangan rumus" and "Lain sekali" not in hal
    dari_csv = baris_csv(c.data)
    assert [b[0].removeprefix("'") for b in dari_csv[1:]] == hal
    assert isinstance(semua[1][semua[0].index("Tanggal")], (date, datetime))
    with db.transaksi(baca=True) as s:
        log = s.scalars(select(LogBaca.uraian).where(LogBaca.jenis == "daftar:surat_keluar").order_by(LogBaca.id)).all()
    assert len(log) == 2 and log[0].startswith("ekspor XLSX 31 baris. Konsep saya. Kata: undangan")


def test_unduhan_tidak_memuat_yang_tidak_boleh_dilihat(kantor, masuk):
    konsep(kantor, hal="Rencana mutasi rahasia")
    milik_staf = baris_csv(masuk("staf").get("/daftar/surat_keluar/unduh/csv?tampilan=semua").data)
    milik_asing = baris_csv(masuk("asing").get("/daftar/surat_keluar/unduh/csv?tampilan=semua").data)
    assert any("mutasi" in b[0] for b in milik_staf) and len(milik_asing) == 1


def test_daftar_yang_tidak_boleh_dibuka_tidak_dapat_diunduh(kantor, masuk):
    klien = masuk("staf")
    assert klien.get("/daftar/pegawai/unduh/xlsx").status_code == 403
    assert klien.get("/daftar/tidak_ada/unduh/xlsx").status_code == 404
    assert klien.get("/daftar/surat_keluar/unduh/exe").status_code == 404


def test_unduhan_panjang_dikerjakan_bertahap_dan_hanya_untuk_peminta(kantor, masuk, app, monkeypatch):
    monkeypatch.setattr(ekspor, "LANGSUNG", 10)
    monkeypatch.setattr(ekspor, "SEKALI", 7)
    ids = [konsep(kantor, hal=f"Surat nomor {i:02}") for i in range(24)]
    klien = masuk("staf")
    url = "/daftar/surat_keluar/unduh/xlsx?tampilan=konsep"
    tanya = klien.get(url)
    assert tanya.status_code == 200 and "lebih dari 10 surat" in teks(tanya)
    jawab = klien.post("/daftar/surat_keluar/unduh/xlsx", data={"query": "tampilan=konsep"})
    assert jawab.status_code == 303
    job_id = int(jawab.location.rsplit("/", 1)[1])
    assert klien.get(f"/daftar/unduhan/{job_id}").status_code == 404
    Pekerja(app, jeda=0.01, berkala=False).jalan(sekali=True)
    with db.transaksi(baca=True) as s:
        job = s.get_one(Job, job_id)
        assert (job.keadaan, job.n, job.m) == ("selesai", 24, 24), job.galat
    berkas = klien.get(f"/daftar/unduhan/{job_id}")
    assert [b[0] for b in baris_xlsx(berkas.data)[1:]] == [f"Surat nomor {i:02}" for i in reversed(range(len(ids)))]
    assert masuk("kadis").get(f"/daftar/unduhan/{job_id}").status_code == 404
    sisa = sorted(p.suffix for p in ekspor.folder_ekspor(app.config["SUITE"].var).iterdir())
    assert sisa == [".xlsx"]


def test_langkah_unduhan_yang_terulang_tidak_menggandakan_baris(kantor, masuk, app, monkeypatch):
    """A worker that dies between writing the spool and its commit: the step is done again from where it began."""
    monkeypatch.setattr(ekspor, "SEKALI", 5)
    for i in range(12):
        konsep(kantor, hal=f"Surat {i:02}")
    with app.test_request_context(), db.transaksi():
        k = SURAT_KELUAR.baca(_actor(kantor, "staf"), {"tampilan": "konsep"})
        job_id = ekspor.minta(k, SURAT_KELUAR, "csv").id
    asli, kali = ekspor._baca, {"n": 0}

    def mati_sekali(*a: Any, **kw: Any) -> None:
        asli(*a, **kw)
        kali["n"] += 1
        if kali["n"] == 2:
            raise RuntimeError("listrik padam")

    monkeypatch.setattr(ekspor, "_baca", mati_sekali)
    monkeypatch.setattr("suite.core.jobs.queue.JEDA_AWAL", __import__("datetime").timedelta(0))
    pekerja = Pekerja(app, jeda=0.01, berkala=False)
    pekerja.jalan(sekali=True)
    pekerja.jalan(sekali=True)
    klien = masuk("staf")
    isi = baris_csv(klien.get(f"/daftar/unduhan/{job_id}").data)
    assert [b[0] for b in isi[1:]] == [f"Surat {i:02}" for i in reversed(range(12))]


def _actor(kantor: Kantor, nama: str) -> Any:
    from tests.factories import actor_dari

    return actor_dari(kantor.akun[nama])


def test_semua_daftar_dapat_diunduh_dan_dicetak(kantor, masuk):
    with db.transaksi():
        orang = db.session.get_one(Pegawai, kantor.akun["kabid"].pihak_id)
        PeranFactory(pegawai=orang, nama="admin", unit=kantor.unit["dinas"])
        for nama in ("auditor", "admin_regulasi"):
            PeranFactory(pegawai=orang, nama=nama, unit=None)
        berkas = Berkas(opd_id=kantor.unit["dinas"].id, klasifikasi="000.1", judul="Rapat", tahun=2026)
        db.session.add(berkas)
    diajukan(kantor, hal="Undangan")
    klien = masuk("kabid")
    for satu in core_daftar.semua():
        argumen = f"?id={berkas.id}" if satu.nama == "isi_berkas" else ""
        for format in ("xlsx", "csv"):
            jawab = klien.get(f"/daftar/{satu.nama}/unduh/{format}{argumen}")
            assert jawab.status_code == 200 and "attachment" in jawab.headers["Content-Disposition"], satu.nama
        cetak = klien.get(f"/daftar/{satu.nama}/cetak{argumen}")
        assert cetak.status_code == 200 and "Dicetak" in teks(cetak).replace("dicetak", "Dicetak"), satu.nama
    assert "Undangan" in teks(klien.get("/daftar/tindakan/cetak"))


# Saved views -------------------------------------------------------------------------------------------------------


def test_tampilan_tersimpan_menjadi_tab_dan_dapat_dibuka_pertama(kantor, masuk):
    konsep(kantor, hal="Biasa saja")
    klien = masuk("staf")
    jawab = klien.post(
        "/daftar/surat_keluar/tampilan",
        data={"judul": "Rapat saya", "query": "tampilan=konsep&q=rapat&asing=1&_external=1", "awal": "ya"},
    )
    assert jawab.status_code == 302 and "q=rapat" in jawab.location and "asing" not in jawab.location
    isi = teks(klien.get("/surat-keluar"))
    assert 'aria-current="page">Rapat saya' in isi and "Biasa saja" not in isi
    assert "Biasa saja" in teks(klien.get("/surat-keluar?tampilan=konsep"))
    lain = teks(masuk("kabid").get("/surat-keluar"))
    assert "Rapat saya" not in lain
    klien.post("/daftar/surat_keluar/awal", data={"awal": ""})
    assert 'aria-current="page">Rapat saya' not in teks(klien.get("/surat-keluar"))


def test_nama_tampilan_kosong_atau_dipakai_ditolak_di_samping_isiannya(kantor, masuk):
    klien = masuk("staf")
    data = {"judul": "Rapat", "query": "q=rapat"}
    assert klien.post("/daftar/surat_keluar/tampilan", data=data).status_code == 302
    kembar = klien.post("/daftar/surat_keluar/tampilan", data=data | {"judul": "rapat"})
    assert (
        kembar.status_code == 422 and "Sudah ada tampilan bernama" in teks(kembar) and 'value="rapat"' in teks(kembar)
    )
    assert klien.post("/daftar/surat_keluar/tampilan", data=data | {"judul": "  "}).status_code == 422


def test_admin_membagikan_tampilan_kepada_unitnya_dan_hanya_ia_menghapusnya(kantor, masuk):
    with db.transaksi():
        PeranFactory(
            pegawai=db.session.get_one(Pegawai, kantor.akun["sekretaris"].pihak_id),
            nama="admin",
            unit=kantor.unit["dinas"],
        )
    dinas = kantor.unit["dinas"].id
    with db.transaksi():
        admin, staf = _actor(kantor, "sekretaris"), _actor(kantor, "staf")
        k = SURAT_KELUAR.baca(admin, {"tampilan": "semua", "sifat": "segera"})
        baru = tampilan.simpan(admin, SURAT_KELUAR, "Segera dinas", k, unit_id=dinas)
        assert baru.__rantai__() == f"unit_kerja:{dinas}"
        with pytest.raises(TanpaIzin):
            tampilan.simpan(staf, SURAT_KELUAR, "Coba", k, unit_id=dinas)
        with pytest.raises(TanpaIzin):
            tampilan.simpan(admin, SURAT_KELUAR, "Coba", k, unit_id=kantor.unit["lain"].id)
        with pytest.raises(TidakDitemukan):
            tampilan.hapus(staf, SURAT_KELUAR, baru.id)
    assert "Segera dinas" in teks(masuk("staf").get("/surat-keluar"))
    assert "Segera dinas" not in teks(masuk("asing").get("/surat-keluar"))
    with db.transaksi():
        tampilan.hapus(_actor(kantor, "sekretaris"), SURAT_KELUAR, baru.id)
    with db.transaksi(baca=True) as s:
        assert s.scalar(select(func.count()).select_from(TampilanDaftar)) == 0
        assert s.scalar(select(func.count()).where(AuditEvent.rantai == f"unit_kerja:{dinas}")) >= 2


def test_paling_banyak_dua_puluh_tampilan(kantor):
    with db.transaksi():
        staf = _actor(kantor, "staf")
        k = SURAT_KELUAR.baca(staf, {})
        for i in range(20):
            tampilan.simpan(staf, SURAT_KELUAR, f"T{i}", k)
        with pytest.raises(AturanDilanggar):
            tampilan.simpan(staf, SURAT_KELUAR, "T20", k)


# Columns -----------------------------------------------------------------------------------------------------------


def test_kolom_pilihan_berlaku_bagi_orang_itu_dan_terbawa_ke_unduhan(kantor, masuk):
    konsep(kantor, hal="Undangan rapat")
    klien = masuk("staf")
    jawab = klien.post("/daftar/surat_keluar/kolom", data={"query": "tampilan=konsep", "kolom": ["nomor", "dibuat"]})
    assert jawab.status_code == 302 and jawab.location.endswith("tampilan=konsep")
    kepala = baris_csv(klien.get("/daftar/surat_keluar/unduh/csv?tampilan=konsep").data)[0]
    assert kepala == ["Hal", "Tujuan", "Nomor", "Dibuat"]
    isi = teks(klien.get("/surat-keluar?tampilan=konsep"))
    assert isi.count("s-hanya-kartu") == 2 * 4  # konseptor, sifat, tanggal, status: head and cell, on cards only
    assert "Sifat" in baris_csv(masuk("kabid").get("/daftar/surat_keluar/unduh/csv?tampilan=semua").data)[0]
    # The waiting tab has columns of its own: they are as they were.
    assert "Tenggat" in baris_csv(klien.get("/daftar/surat_keluar/unduh/csv?tampilan=menunggu").data)[0]
    klien.post("/daftar/surat_keluar/kolom", data={"query": "tampilan=konsep", "bawaan": "ya"})
    assert "Konseptor" in baris_csv(klien.get("/daftar/surat_keluar/unduh/csv?tampilan=konsep").data)[0]
