"""The desk as people use it: pages, files, forms that keep what was typed. On both stores."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from suite.core import db, workflow
from suite.core.aturan import muat_semua
from suite.core.clock import frozen
from suite.core.daftar_kode import services, usulan
from suite.core.daftar_kode.models import UsulanDaftar
from suite.core.daftar_kode.queries import entri
from suite.core.http.application import Suite
from suite.core.impor.baca import baca_tabel
from tests.daftar_kode.regulasi import KECIL, Meja, perubahan, setujui, siapkan, versi, versi_baru

muat_semua()
KINI = datetime(2026, 11, 24, 3, tzinfo=UTC)
KEPALA = {"mulai": "2027-01-01", "regulasi": "Permendagri Baru", "sumber": "Berita Negara"}


@pytest.fixture
def meja(app: Suite) -> Iterator[Meja]:
    with frozen(KINI):
        yield siapkan()


@pytest.fixture
def sebagai(meja: Meja, masuk_sebagai: Callable[[Any], FlaskClient]) -> Callable[[str], FlaskClient]:
    return lambda nama: masuk_sebagai(meja.akun[nama])


def kiriman(isi: str) -> dict[str, Any]:
    return KEPALA | {"berkas": (io.BytesIO(isi.encode()), "baru.csv")}


def usulan_terakhir() -> UsulanDaftar:
    with db.transaksi(baca=True):
        return db.session.query(UsulanDaftar).order_by(UsulanDaftar.id.desc()).first()


def test_versi_baru_dari_unggahan_sampai_berlaku(sebagai: Callable[[str], FlaskClient]):
    admin, penyetuju = sebagai("admin"), sebagai("penyetuju")
    isi = KECIL.replace("Rencana", "Rencana kerja") + "900.9.1,Tanpa induk,1 Tahun,1 Tahun,Musnah,B\n"
    jawab = admin.post("/daftar-kode/klasifikasi/impor", data=kiriman(isi))
    assert jawab.status_code == 302
    alamat = jawab.headers["Location"]
    halaman = admin.get(alamat).text
    assert "1 galat dalam berkas" in halaman and "Induk 900.9 dari kode 900.9.1" in halaman
    perbaiki = baca_tabel(admin.get(f"{alamat}/galat.csv").data)
    assert perbaiki[0][:3] == ["galat", "kode", "uraian"] and "Induk 900.9" in str(perbaiki[8][0])
    baik = "\n".join(
        ",".join(str(s or "") for s in b) for b in perbaiki[:-1]
    )  # taken as it is, the column of errors too
    assert (
        admin.post(f"{alamat}/perbaiki", data=kiriman(baik) | {"versi": str(usulan_terakhir().versi)}).status_code
        == 302
    )
    halaman = admin.get(alamat).text
    assert "galat dalam berkas" not in halaman and "dahulu “Rencana”" in halaman
    for klien, nama in ((admin, "ajukan"), (penyetuju, "setujui")):
        data = {"versi": str(usulan_terakhir().versi)}
        if nama == "setujui":
            assert "Setujui usulan ini?" in klien.post(f"{alamat}/aksi/{nama}", data=data).text
            assert "Usulan daftar kode: periksa dan setujui" in klien.get("/tindakan").text
        assert klien.post(f"{alamat}/aksi/{nama}", data=data | {"konfirmasi": "ya"}).status_code == 302
    with db.transaksi(baca=True):
        assert [v.mulai for v in versi()] == [date(2027, 1, 1), date(2023, 1, 1)]
    staf = sebagai("staf")
    assert staf.get(alamat).status_code in (403, 404)
    assert "Permendagri Baru" in staf.get("/daftar-kode").text
    kode = staf.get("/daftar-kode/klasifikasi/kode/900.1.1").text
    assert "Rencana kerja" in kode and "ganti nama" in kode
    assert "dahulu “Rencana”" in staf.get("/daftar-kode/klasifikasi/banding?jenis=ganti_nama").text


def test_formulir_menyebut_salahnya_dan_menyimpan_isian(sebagai: Callable[[str], FlaskClient]):
    admin = sebagai("admin")
    for data, pesan in (
        (KEPALA, "Pilih berkas CSV atau XLSX."),
        (kiriman(KECIL) | {"mulai": "2023-01-01"}, "Pilih tanggal sesudahnya"),
        (kiriman(KECIL) | {"mulai": "kemarin"}, "Permendagri Baru"),
        (KEPALA | {"berkas": (io.BytesIO(b"\x00\x01\x02"), "x.csv")}, "CSV"),
    ):
        jawab = admin.post("/daftar-kode/klasifikasi/impor", data=data)
        assert jawab.status_code == 422
        assert pesan in jawab.text and "Permendagri Baru" in jawab.text
    jawab = admin.post(
        "/daftar-kode/klasifikasi/ubah", data=KEPALA | {"tindakan": "pindah", "kode": "900.1", "kode_baru": "900.2"}
    )
    assert jawab.status_code == 422 and "Kode 900.2 sudah ada: Perbendaharaan." in jawab.text
    assert 'value="900.1"' in jawab.text


def test_satu_perubahan_diisi_dari_yang_berlaku(sebagai: Callable[[str], FlaskClient]):
    admin = sebagai("admin")
    halaman = admin.get("/daftar-kode/klasifikasi/ubah?tindakan=ubah&kode=900.1.1").text
    assert "Rencana" in halaman and 'value="1 Tahun"' in halaman
    assert "tidak ada pada versi dasar" in admin.get("/daftar-kode/klasifikasi/ubah?tindakan=ubah&kode=900.8").text
    data = {"tindakan": "ubah", "kode": "900.1.1", "uraian": "Rencana kas", "data_aktif": "2 Tahun",
            "data_inaktif": "1 Tahun", "data_nasib_akhir": "Musnah", "data_keamanan": "B"}  # fmt: skip
    alamat = admin.post("/daftar-kode/klasifikasi/ubah", data=KEPALA | data).headers["Location"]
    assert "Aktif: 1 Tahun menjadi 2 Tahun" in admin.get(alamat).text
    tambah = {"tindakan": "tutup", "kode": "900.1.2", "versi": str(usulan_terakhir().versi)}
    assert admin.post(f"{alamat}/perubahan", data=tambah).status_code == 302
    assert "Dihapus" in admin.get(f"{alamat}/pemetaan").text
    peta = {"kode_lama": "900.1.2", "kode_baru": "900.1.1, 900.1.3", "versi": str(usulan_terakhir().versi)}
    assert admin.post(f"{alamat}/pemetaan", data=peta).status_code == 302
    assert "Dipecah" in admin.get(f"{alamat}/pemetaan").text
    salah = peta | {"kode_baru": "900.8", "versi": str(usulan_terakhir().versi)}
    jawab = admin.post(f"{alamat}/pemetaan", data=salah)
    assert jawab.status_code == 422 and "Kode 900.8 tidak ada pada versi baru." in jawab.text
    buang = {"versi": str(usulan_terakhir().versi)}
    assert admin.post(f"{alamat}/perubahan/1/buang", data=buang).status_code == 302
    assert len(usulan_terakhir().perubahan) == 1
    assert sebagai("admin_lain").get(f"{alamat}/perbaiki").status_code in (403, 404)


def test_unduhan_dapat_diimpor_kembali_dan_tanpa_rumus(meja: Meja, sebagai: Callable[[str], FlaskClient]):
    with db.transaksi():
        setujui(meja, perubahan(meja, date(2027, 1, 1), tindakan="ubah", kode="900.2", uraian="=1+1"))
        v = versi()[0]
    staf = sebagai("staf")
    csv = staf.get(f"/daftar-kode/klasifikasi/versi/{v.id}/csv").data
    xlsx = staf.get(f"/daftar-kode/klasifikasi/versi/{v.id}/xlsx").data
    assert b";'=1+1;" in csv
    assert [b[1] for b in baca_tabel(xlsx) if b[0] == "900.2"] == ["=1+1"]
    with db.transaksi(baca=True):
        for isi in (csv, xlsx):
            p = services.pratinjau("klasifikasi", isi, mulai=v.mulai)
            assert (p.galat, p.sama) == ((), True)
    semua = baca_tabel(staf.get("/daftar-kode/klasifikasi/semua/xlsx").data)
    assert semua[0][:5] == ["regulasi", "mulai", "sampai", "kode", "uraian"]
    uraian = [(b[1], b[2], b[4]) for b in semua[1:] if b[3] == "900.2"]
    assert uraian[-1] == ("2027-01-01", "", "=1+1") and uraian[-2][1] == "2026-12-31"
    with db.transaksi(baca=True):
        assert len(semua) == 1 + sum(x.banyak for x in versi())
    assert b";'=1+1;" in staf.get("/daftar-kode/klasifikasi/semua/csv").data
    beda = staf.get("/daftar-kode/klasifikasi/banding/csv").data
    assert b"Ganti nama" in beda and b"'=1+1" in beda


def test_pohon_dan_pencarian_terbatas(meja: Meja, sebagai: Callable[[str], FlaskClient]):
    banyak = KECIL + "".join(f"900.2.{n},Buku {n},1 Tahun,1 Tahun,Musnah,B\n" for n in range(2, 70))
    with db.transaksi():
        setujui(meja, versi_baru(meja, banyak, date(2027, 1, 1)))
        v = versi()[0]
        assert entri("klasifikasi", "900.2.69", v.mulai) is not None
    staf = sebagai("staf")
    satu = staf.get(f"/daftar-kode/klasifikasi?versi={v.id}&kode=900.2").text
    assert "900.2.50 " in satu and "900.2.51 " not in satu and "setelah=900.2.50" in satu
    dua = staf.get(f"/daftar-kode/klasifikasi?versi={v.id}&kode=900.2&setelah=900.2.50").text
    assert "900.2.51 " in dua and "900.2.69 " in dua and "900.2.50 " not in dua
    cari = staf.get(f"/daftar-kode/klasifikasi?versi={v.id}&q=buku").text
    assert cari.count("/kode/900.2.") == 50 and "50 kode pertama" in cari
    for alamat in ("/daftar-kode/lain", "/daftar-kode/klasifikasi?kode=1", "/daftar-kode/klasifikasi?versi=999",
                   "/daftar-kode/klasifikasi/kode/1", f"/daftar-kode/klasifikasi/versi/{v.id}/exe"):  # fmt: skip
        assert staf.get(alamat).status_code == 404, alamat


def test_kembali_dengan_alasan_tanpa_javascript(meja: Meja, sebagai: Callable[[str], FlaskClient]):
    with db.transaksi():
        u = perubahan(meja, date(2027, 1, 1), tindakan="tutup", kode="900.1.2")
        workflow.jalankan(u, "ajukan", meja.aktor("admin"), versi=u.versi)
        assert usulan.hitung(u).beda
    penyetuju = sebagai("penyetuju")
    assert penyetuju.get(f"/daftar-kode/usulan/{u.id}/aksi/kembalikan").status_code == 200
    jawab = penyetuju.post(f"/daftar-kode/usulan/{u.id}/aksi/kembalikan", data={"versi": str(u.versi)})
    assert jawab.status_code == 422 and "Tuliskan alasannya" in jawab.text
    data = {"versi": str(u.versi), "catatan": "Sebut penggantinya."}
    assert penyetuju.post(f"/daftar-kode/usulan/{u.id}/aksi/kembalikan", data=data).status_code == 302
    halaman = sebagai("admin").get(f"/daftar-kode/usulan/{u.id}").text
    assert "Sebut penggantinya." in halaman and "Ajukan usulan" in halaman
    assert "Usulan daftar kode dikembalikan" in sebagai("admin").get("/tindakan").text
