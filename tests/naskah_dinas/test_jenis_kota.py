"""Kinds of letters that the city makes: in the page, with their paper tried, used at once, changed from a day, stopped."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from suite.core import clock, db, numbering, workflow
from suite.core.clock import today
from suite.core.errors import AturanDilanggar, Konflik
from suite.core.http.application import Suite
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.rules.jenis import jenis_naskah, semua_jenis_naskah
from suite.naskah_dinas.rules.nomor import KonteksNomor, susun_nomor
from suite.naskah_dinas.services import jenis as services
from suite.naskah_dinas.services import keluar
from tests.factories import AccountFactory, PegawaiFactory, PeranFactory, actor_dari
from tests.naskah_dinas.kantor import Kantor, isian
from tests.naskah_dinas.test_jenis import HARI_INI, cetak

ALAMAT = "/admin/jenis-naskah"


@pytest.fixture
def admin(kantor: Kantor, masuk_sebagai: Callable[[Any], FlaskClient]) -> FlaskClient:
    with db.transaksi():
        orang = PegawaiFactory(nama="Yohana Uji")
        PeranFactory(pegawai=orang, nama="admin_regulasi")
        kantor.akun["admin"] = AccountFactory(pegawai=orang)
    return masuk_sebagai(kantor.akun["admin"])


def terisi(html: str) -> dict[str, Any]:
    """What a browser would send back of the form, without its buttons."""
    hasil: dict[str, Any] = {}
    form = html[html.index('id="form-jenis"') :]
    for tag in re.findall(r"<input\b[^>]*>", form):
        nama, nilai = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if nama is None or (re.search(r'type="(checkbox|radio)"', tag) and " checked" not in tag):
            continue
        hasil.setdefault(nama[1], []).append(unescape(nilai[1] if nilai else ""))
    for nama, isi in re.findall(r'<select\b[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        if pilih := re.search(r'<option value="([^"]*)"[^>]* selected', isi):
            hasil[nama] = [unescape(pilih[1])]
    for nama, isi in re.findall(r'<textarea\b[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S):
        hasil[nama] = [unescape(isi).strip("\n")]
    return hasil


def kirim(klien: FlaskClient, form: dict[str, Any], aksi: str, ke: str = f"{ALAMAT}/baru", **ganti: Any) -> Any:
    return klien.post(ke, data=form | ganti | {"aksi": aksi})


def rekomendasi(klien: FlaskClient) -> dict[str, Any]:
    """The filled form of a new kind: two fields, and the parts that print them."""
    form = terisi(klien.get(f"{ALAMAT}/baru").text)
    form |= {
        "d/nama": "Rekomendasi penelitian",
        "d/kelompok": "Khusus",
        "d/kode_jenis": "RP",
        "d/sumber": "Perwali 12/2026 Ps 7",
    }
    form |= {"d/pola": "{jenis}/{nomor:03}/{unit}/{bulan_romawi}/{tahun}", "d/klasifikasi": "000.1.5"}
    for label, bentuk in (("Judul penelitian", "teks"), ("Syarat", "daftar")):
        form = terisi(kirim(klien, form, "tambah-isian", isian_baru=label, bentuk_baru=bentuk).text)
    for unsur in ("alinea", "butir"):
        form = terisi(kirim(klien, form, "tambah-unsur", unsur_baru=unsur).text)
    return form | {
        "u/6/teks": "Penelitian berjudul {judul_penelitian} di {kota} direkomendasikan.",
        "u/7/label": "Syarat", "u/7/isian": "syarat", "i/1/ragam": "wajib",
    }  # fmt: skip


def buat(k: Kantor, jenis: str, **lain: Any) -> SuratKeluar:
    return keluar.buat(actor_dari(k.akun["staf"]), isian(k, jenis=jenis, **lain))


def test_admin_membuat_jenis_lalu_jenis_itu_ditulis_dicetak_dan_bernomor(
    app: Suite, kantor: Kantor, admin: FlaskClient, staf: FlaskClient
):
    form = rekomendasi(admin)
    urutan = terisi(kirim(admin, form, "naik:u:7").text)
    assert [urutan[f"u/{n}/unsur"] for n in (6, 7)] == [["butir"], ["alinea"]] and urutan["u/6/isian"] == ["syarat"]
    jawab = kirim(admin, form, "simpan")
    assert jawab.status_code == 302, re.findall(r"s-galat-isian.*?<span>(.*?)</span>", jawab.text)
    assert jawab.location == f"{ALAMAT}/rekomendasi_penelitian"

    assert "Rekomendasi penelitian" in staf.get("/surat-keluar/baru").text
    halaman = staf.get("/surat-keluar/baru?jenis=rekomendasi_penelitian").text
    assert 'name="x_judul_penelitian"' in halaman and 'name="x_syarat"' in halaman
    isi = {"isian": {"judul_penelitian": "Mangrove Kota", "syarat": ["Lapor kepada camat", "Serahkan hasilnya"]}}
    with db.transaksi():
        surat = buat(kantor, "rekomendasi_penelitian", data=isi)
        jenis = jenis_naskah("rekomendasi_penelitian", today())
        id = surat.id
    kertas = cetak(staf, id)
    assert "Penelitian berjudul Mangrove Kota di Kota Pontianak direkomendasikan." in kertas
    assert kertas.index("direkomendasikan") < kertas.index("Lapor kepada camat")
    for nama, aksi in (("staf", "ajukan"), ("kabid", "paraf"), ("sekretaris", "paraf")):
        with db.transaksi() as s:
            workflow.jalankan(satu := s.get_one(SuratKeluar, id), aksi, actor_dari(kantor.akun[nama]), versi=satu.versi)
    with app.app_context(), db.transaksi() as s:
        keluar.ikat_nomor(satu := s.get_one(SuratKeluar, id), actor_dari(kantor.akun["kadis"]), {})
        assert satu.nomor == susun_nomor(jenis.pola, 1, KonteksNomor(today(), "", "Diskominfo", "B", "RP"))
        assert satu.nomor.startswith("RP/001/Diskominfo/")


def test_yang_tidak_dapat_dicetak_atau_bertentangan_ditolak_dan_isian_tidak_hilang(kantor: Kantor, admin: FlaskClient):
    form = rekomendasi(admin)
    for ganti, kata in (
        ({"d/pola": "{klasifikasi}/{tahun}"}, "harus memuat {nomor}"),
        ({"d/pola": "{nomor}/{bidang}"}, "tidak dikenal: {bidang}"),
        ({"d/klasifikasi": "999.9"}, "Kode klasifikasi 999.9 tidak ada"),
        ({"d/nama": "Surat dinas"}, "Sudah ada jenis naskah bernama Surat dinas"),
        ({"d/penanda_jenis": []}, "wajib diisi"),
        ({"d/mulai": (today() - timedelta(days=1)).isoformat()}, "berlaku mulai hari ini atau kemudian"),
        ({"u/6/teks": "Penelitian ini direkomendasikan."}, "Isian Judul penelitian tidak tercetak"),
        ({"u/6/teks": "Penelitian {judul} direkomendasikan. {judul_penelitian}"}, "isian judul yang tidak ada"),
        ({"u/7/isian": ""}, "wajib diisi"),
        ({"d/kode_jenis": ""}, "isi kode jenisnya"),
    ):
        jawab = kirim(admin, form, "simpan", **ganti)
        assert jawab.status_code == 422 and kata in unescape(jawab.text), (ganti, kata)
        diharap = form | {k: [v] if isinstance(v, str) else v for k, v in ganti.items()}
        kembali = terisi(jawab.text)
        for nama in ("d/nama", "d/pola", "u/6/teks", "u/7/label", "i/1/label"):
            nilai = diharap[nama]
            assert kembali[nama] == ([nilai] if isinstance(nilai, str) else nilai), nama
    tanpa_penanda = terisi(kirim(admin, form, "hapus:u:4").text)
    assert "penanda tangan harus ada tepat satu" in kirim(admin, tanpa_penanda, "simpan").text
    assert "Tulis dahulu label isiannya." in kirim(admin, form, "tambah-isian", isian_baru="").text
    assert "sudah ada" in kirim(admin, form, "tambah-isian", isian_baru="Syarat").text
    with db.transaksi(baca=True):
        assert services.milik_kota() == ()


def test_perubahan_berlaku_sejak_tanggalnya_dan_surat_lama_tetap(kantor: Kantor, admin: FlaskClient):
    besok = today() + timedelta(days=1)
    form = terisi(admin.get(f"{ALAMAT}/nota_dinas/ubah").text)
    assert "u/0/unsur" not in form, "a kind with a template of its own keeps its layout"
    ganti = {"d/pola": "ND-{nomor}/{unit}", "d/mulai": besok.isoformat(), "d/sumber": "Perwali 1/2026"}
    assert kirim(admin, form, "simpan", f"{ALAMAT}/nota_dinas/ubah", **ganti).status_code == 302
    with db.transaksi(baca=True):
        assert jenis_naskah("nota_dinas", today()).pola != "ND-{nomor}/{unit}"
        assert jenis_naskah("nota_dinas", besok).pola == "ND-{nomor}/{unit}"
        assert jenis_naskah("nota_dinas", date(2026, 1, 5)).sumber == "Permendagri 1/2023"
        assert [j.kode for j in semua_jenis_naskah(besok)] == [j.kode for j in semua_jenis_naskah(today())], (
            "in its place"
        )
    halaman = admin.get(ALAMAT).text
    assert "Nota dinas" in halaman and "Ditetapkan kota" in halaman


def test_dihentikan_tidak_ditawarkan_tetapi_konsep_dapat_diselesaikan(
    kantor: Kantor, admin: FlaskClient, staf: FlaskClient
):
    with db.transaksi():
        lama = buat(kantor, "surat_dinas").id
    form = terisi(admin.get(f"{ALAMAT}/surat_dinas/ubah").text)
    assert admin.post(f"{ALAMAT}/surat_dinas/hentikan", data={"versi": form["versi"]}).status_code == 302
    assert "jenis=surat_dinas" not in staf.get("/surat-keluar/baru").text
    assert "tidak dipakai lagi" in staf.get("/surat-keluar/baru?jenis=surat_dinas").text
    with db.transaksi(baca=True), pytest.raises(AturanDilanggar, match="tidak dipakai lagi"):
        buat(kantor, "surat_dinas")
    assert staf.get(f"/surat-keluar/{lama}/ubah").status_code == 200
    with db.transaksi() as s:
        workflow.jalankan(
            satu := s.get_one(SuratKeluar, lama), "ajukan", actor_dari(kantor.akun["staf"]), versi=satu.versi
        )
    with db.transaksi(baca=True):
        versi = services.riwayat("surat_dinas")[0].urut
    assert admin.post(f"{ALAMAT}/surat_dinas/pakai", data={"versi": versi}).status_code == 302
    assert "jenis=surat_dinas" in staf.get("/surat-keluar/baru").text


def test_yang_kedua_menyimpan_diberi_tahu(kantor: Kantor, admin: FlaskClient):
    form = terisi(admin.get(f"{ALAMAT}/nota_dinas/ubah").text)
    assert kirim(admin, form, "simpan", f"{ALAMAT}/nota_dinas/ubah").status_code == 302
    kalah = kirim(admin, form, "simpan", f"{ALAMAT}/nota_dinas/ubah")
    assert kalah.status_code == 409 and "sudah diubah orang lain" in kalah.text
    with db.transaksi(), pytest.raises(Konflik):
        services.hentikan("nota_dinas", terlihat=0)


def test_nomor_berikutnya_hari_ini_akhir_tahun_dan_awal_tahun(kantor: Kantor, admin: FlaskClient):
    with db.transaksi():
        surat = buat(kantor, "surat_dinas")
        numbering.ambil(keluar.register_surat(surat), clock.now())
    tahun = clock.today().year
    with db.transaksi(baca=True):
        baris = {n.unit: n for n in services.nomor_berikut(jenis_naskah("surat_dinas", today()))}
    dinas = baris["Dinas Komunikasi dan Informatika"]
    assert (dinas.terakhir, dinas.hari_ini) == (1, f"000.1.5/2/Diskominfo/{tahun}")
    assert (dinas.akhir_tahun, dinas.awal_tahun) == (
        f"000.1.5/2/Diskominfo/{tahun}",
        f"000.1.5/1/Diskominfo/{tahun + 1}",
    )
    assert baris["Dinas Kesehatan"].hari_ini == f"000.1.5/1/Dinkes/{tahun}"
    assert f"000.1.5/1/Diskominfo/{tahun + 1}" in admin.get(f"{ALAMAT}/surat_dinas").text


def test_contoh_setiap_jenis_bawaan_tercetak(app: Suite, kantor: Kantor):
    """The preview of every shipped kind: what an admin sees when he copies it."""
    with app.app_context(), db.transaksi(baca=True):
        pelaku = actor_dari(kantor.akun["staf"])
        for jenis in semua_jenis_naskah(HARI_INI):
            if jenis.template == "surat_perintah":
                continue  # prints the appointment, which the deed of that kind knows alone
            assert services.coba_cetak(pelaku, jenis).startswith(b"%PDF"), jenis.kode


def test_pratinjau_tanpa_menulis(kantor: Kantor, admin: FlaskClient):
    form = rekomendasi(admin)
    jawab = admin.post(f"{ALAMAT}/pratinjau", data=form, headers={"HX-Request": "true"})
    assert jawab.status_code == 200 and "data:image/png" in jawab.text and "<html" not in jawab.text
    rusak = admin.post(f"{ALAMAT}/pratinjau", data=form | {"u/6/teks": "{salah}"})
    assert "isian salah yang tidak ada" in rusak.text and "<html" in rusak.text
    with db.transaksi(baca=True):
        assert services.milik_kota() == ()
