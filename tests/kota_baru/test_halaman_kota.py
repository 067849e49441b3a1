"""A new city through its pages: the first page and its code, settings, imports, activation. On both stores."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

import suite
from suite.core import clock, db, kota
from suite.core.config import Config
from suite.core.http.application import Suite
from suite.core.identity.aktivasi.models import KodeAktivasi, LembarAktivasi
from suite.core.identity.models import Account, Pegawai, Penugasan, Peran
from suite.core.identity.services import pasang
from suite.core.impor.models import Impor
from suite.core.jobs.worker import Pekerja
from suite.core.pulih.cadangan import cadangkan
from tests.factories import UnitFactory
from tests.kota_baru.berkas import buat
from tests.kota_baru.langkah import kode_dari_pdf, unggah

SANDI = "empat kata tidak berhubungan"
LAMBANG = Path(suite.__file__).parent / "naskah_dinas" / "documents" / "lambang_kota.svg"


@pytest.fixture(autouse=True)
def _zona() -> Any:
    yield
    clock.set_zone("WIB")
    kota.lupakan()


def siapkan(klien: FlaskClient, **ganti: str) -> Any:
    isian = {
        "kode": pasang.kode_pasang(), "nama": "Kabupaten Sambas", "jenis": "kabupaten", "admin": "Rina Uji",
        "login": "rina", "nip": "", "sandi": SANDI,
    }  # fmt: skip
    return klien.post("/siapkan", data=isian | ganti)


def kerjakan(app: Suite) -> None:
    while Pekerja(app).jalan(sekali=True):
        pass


def test_pemasangan_kosong_meminta_kode_dan_hanya_sekali(app: Suite, klien: FlaskClient) -> None:
    assert klien.get("/").location.startswith("/masuk")
    assert klien.get("/masuk").location == "/siapkan"
    salah = siapkan(klien, kode="AAAA-BBBB-CCCC-DDDD")
    assert salah.status_code == 422 and "Kode pemasangan tidak cocok" in salah.text and "Rina Uji" in salah.text
    lemah = siapkan(klien, sandi="pendek")
    assert lemah.status_code == 422 and "paling sedikit 10" in lemah.text
    with db.transaksi(baca=True):
        assert pasang.kosong() and not kota.profil(segar=True).diisi
    assert siapkan(klien).location == "/admin/kota"
    halaman = klien.get("/admin/kota")
    assert halaman.status_code == 200 and "Kabupaten Sambas" in halaman.text
    assert "Yang masih kurang di kota ini" in klien.get("/").text
    lain = app.test_client()
    assert lain.get("/siapkan").location == "/masuk" and siapkan(lain, login="penyusup").location == "/masuk"
    with db.transaksi(baca=True):
        assert db.session.scalar(select(func.count(Account.id))) == 1
        assert [(p.nama, p.unit_id) for p in db.session.scalars(select(Peran))] == [("admin", None)]


def test_daftar_periksa_menyebut_kode_surat_yang_bawaan_dan_cadangan(
    app: Suite, klien: FlaskClient, config: Config
) -> None:
    siapkan(klien)
    with db.transaksi():
        for kode, nama, surat in (("D.1", "Dinas Kesehatan", "Dinas Kesehatan"), ("D.2", "Dinas Sosial", "Dinsos")):
            satu = UnitFactory(kode=kode, nama=nama, kode_surat=surat)
            satu.opd_id = satu.id
    semula = klien.get("/admin/kota").text
    assert "1 perangkat daerah memakai nama lengkapnya dalam nomor surat" in semula
    assert "Belum pernah dicadangkan." in semula
    cadangkan(config, config.var / "satu.cadangan")
    assert "Belum pernah dicadangkan." not in klien.get("/admin/kota").text


def test_tebakan_kode_pemasangan_dibatasi(klien: FlaskClient) -> None:
    jawab = [siapkan(klien, kode="AAAA").status_code for _ in range(11)]
    assert jawab == [422] * 10 + [429]


def test_nama_zona_kop_dan_lambang_dipakai(app: Suite, klien: FlaskClient) -> None:
    siapkan(klien)
    isian = {"nama": "Sambas", "jenis": "kabupaten", "tempat": "Sambas", "zona": "WIT"}
    assert klien.post("/admin/kota/identitas", data=isian).location == "/admin/kota/lambang"
    klien.get("/")
    assert clock.zone_name() == "WIT"
    salah = klien.post("/admin/kota/identitas", data=isian | {"nama": " ", "zona": "GMT"})
    assert salah.status_code == 422 and "Isi nama daerah" in salah.text
    with LAMBANG.open("rb") as f:
        assert klien.post("/admin/kota/lambang", data={"berkas": (f, "l.svg")}).status_code == 302
    assert klien.get("/admin/kota/lambang.png").data.startswith(b"\x89PNG")
    jahat = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://x.invalid/a.png"/></svg>'
    for isi in (jahat, b"bukan gambar", b"\x89PNG\r\n\x1a\nrusak"):
        jawab = klien.post("/admin/kota/lambang", data={"berkas": (io.BytesIO(isi), "l.png")})
        assert (jawab.status_code == 422 and "unggah lagi" in jawab.text) or "PNG" in jawab.text
    assert klien.get("/admin/kota/lambang.png").status_code == 200  # the refused ones changed nothing
    kop = {"kop_alamat": "Jalan Pembangunan Nomor 1", "kop_kodepos": "79462", "kop_telepon": "(0562) 000"}
    assert klien.post("/admin/kota/kop", data=kop).location == "/admin/kota/surel"
    pdf = klien.get("/admin/kota/kop.pdf")
    assert pdf.data.startswith(b"%PDF") and klien.get("/admin/kota/kop.png").data.startswith(b"\x89PNG")
    with db.transaksi(baca=True):
        p = kota.profil(segar=True)
        assert (p.nama, p.tempat, p.zona) == ("Kabupaten Sambas", "Sambas", "WIT")
        assert p.kop_alamat == "Jalan Pembangunan Nomor 1 79462" and p.kop_kontak == "Telepon (0562) 000"
        assert p.lambang_svg.startswith("<svg")


def test_surel_disimpan_diuji_dan_galatnya_di_sebelah_isian(klien: FlaskClient) -> None:
    siapkan(klien)
    isian = {
        "host": "127.0.0.1",
        "port": "1",
        "keamanan": "none",
        "pengguna": "",
        "dari": "kota@sambas.example",
        "aktif": "1",
    }
    uji = klien.post("/admin/kota/surel", data=isian | {"lakukan": "uji", "kepada": "rina@sambas.example"})
    assert uji.status_code == 422 and "127.0.0.1" in uji.text
    salah = klien.post("/admin/kota/surel", data=isian | {"port": "abc"})
    assert salah.status_code == 422 and "Port adalah angka" in salah.text
    assert klien.post("/admin/kota/surel", data=isian).location == "/admin/kota"
    assert "127.0.0.1" in klien.get("/admin/kota/surel").text


def test_impor_diperiksa_dijalankan_diperbaiki_dan_tidak_menggandakan(app: Suite, klien: FlaskClient) -> None:
    siapkan(klien)
    k = buat(orang=40, rusak=6, opd=3)
    for jenis in ("unit", "jabatan", "pegawai"):
        alamat = unggah(klien, jenis, getattr(k, jenis), f"{jenis}.csv")
        assert klien.get(alamat).status_code == 200
        assert klien.post(alamat + "/jalankan").status_code == 302
        kerjakan(app)
    halaman = klien.get(alamat).text
    assert "6 baris untuk diperbaiki" in halaman and "Selesai diimpor" in halaman
    with db.transaksi(baca=True):
        assert db.session.scalar(select(func.count(Pegawai.id))) == 41 - 6 + 1  # the mayor; the admin
        assert db.session.scalar(select(func.count(Pegawai.id)).where(Pegawai.nip.is_(None))) == 2
    galat = klien.get(alamat + "/perbaiki").data
    assert "30 Februari" in galat.decode() and "galat" in galat.decode().splitlines()[0]
    alamat = unggah(klien, "pegawai", k.perbaiki(galat), "perbaiki.csv")
    assert klien.post(alamat + "/jalankan").status_code == 302
    kerjakan(app)
    sama = unggah(klien, "pegawai", k.perbaiki(galat), "lagi.csv")
    assert "Semua baris sudah sama" in klien.get(sama).text
    assert klien.post(sama + "/buang").status_code == 302
    with db.transaksi(baca=True):
        assert db.session.scalar(select(func.count(Pegawai.id))) == 42
        assert db.session.scalar(select(func.count(Penugasan.id))) == 41


def test_berkas_yang_bukan_tabel_ditolak_di_sebelah_isian(klien: FlaskClient) -> None:
    siapkan(klien)
    for isi, kata in (
        (b"", "kosong"),
        (b"a\0b", "bukan CSV"),
        (b"x,y\n1,2\n", "Kolom"),
        (b"kode,nama,jenis\n", "satu pun baris"),
    ):
        jawab = klien.post("/admin/impor/unit", data={"berkas": (io.BytesIO(isi), "a.csv")})
        assert jawab.status_code == 422 and kata in jawab.text, (isi, jawab.text[-500:])
    assert klien.post("/admin/impor/unit", data={}).status_code == 422
    for format in ("xlsx", "csv"):
        assert klien.get(f"/admin/impor/pegawai/templat.{format}").status_code == 200
    with db.transaksi(baca=True):
        assert db.session.scalar(select(func.count(Impor.id))) == 0


def test_kode_aktivasi_dicetak_dipakai_sekali_dan_cetak_ulang_mematikan_yang_lama(
    app: Suite, klien: FlaskClient
) -> None:
    siapkan(klien)
    k = buat(orang=20, rusak=0, opd=3)
    for jenis in ("unit", "jabatan", "pegawai"):
        klien.post(unggah(klien, jenis, getattr(k, jenis), f"{jenis}.csv") + "/jalankan")
        kerjakan(app)
    assert klien.post("/admin/aktivasi", data={"cara": "cetak"}).status_code == 302
    kerjakan(app)
    kode = semua_kode(klien)
    assert len(kode) == 21  # the mayor too, by name
    with db.transaksi(baca=True):
        simpanan = str([(b.sidik) for b in db.session.scalars(select(KodeAktivasi))])
        assert not any(x.replace("-", "") in simpanan for x in kode.values())
    nip = k.nip_kepala[1]
    tamu = app.test_client()
    isian = {"pengenal": nip, "kode": kode[nip], "sandi_baru": "jembatan kapuas biru langit"}
    for salah in ({"kode": "AAAA-BBBB-CCCC"}, {"pengenal": "197001011990011999"}, {"kode": kode[k.nip_kepala[2]]}):
        jawab = tamu.post("/aktivasi", data=isian | salah)
        assert jawab.status_code == 422 and "NIP atau kode tidak cocok" in jawab.text
    assert tamu.post("/aktivasi", data=isian).location == "/masuk"
    assert tamu.post("/aktivasi", data=isian).status_code == 422  # once
    assert tamu.post("/masuk", data={"pengenal": nip, "sandi": isian["sandi_baru"]}).location == "/"
    assert klien.post("/admin/aktivasi", data={"cara": "cetak"}).status_code == 422  # all have one
    klien.post("/admin/aktivasi", data={"cara": "cetak", "ulang": "1"})
    kerjakan(app)
    lain = k.nip_kepala[2]
    lama = tamu.post("/aktivasi", data={"pengenal": lain, "kode": kode[lain], "sandi_baru": "sungai landak warna teh"})
    assert lama.status_code == 422
    baru = semua_kode(klien)
    assert nip not in baru and len(baru) == 20
    papan = klien.get("/admin/aktivasi").text
    assert "1 aktif" in papan and "memegang kode" in papan
    with db.transaksi(baca=True):
        nomor = db.session.scalars(select(LembarAktivasi.id)).all()
    assert klien.post(f"/admin/aktivasi/lembar/{nomor[-1]}/hapus").status_code == 302
    assert klien.get(f"/admin/aktivasi/lembar/{nomor[-1]}").status_code == 409


def semua_kode(klien: FlaskClient) -> dict[str, str]:
    """NIP or account name → code, of the newest batch, as a person reads them off the sheets."""
    papan = klien.get("/admin/aktivasi").text
    terbaru = re.findall(r"/admin/aktivasi/(\d+)", papan)[0]
    lembar = re.findall(r"/admin/aktivasi/lembar/(\d+)\"", klien.get(f"/admin/aktivasi/{terbaru}").text)
    hasil: dict[str, str] = {}
    for nomor in lembar:
        hasil |= kode_dari_pdf(klien.get(f"/admin/aktivasi/lembar/{nomor}").data)
    return hasil
