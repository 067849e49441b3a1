"""Who has no access cannot learn anywhere that a secret letter exists: not from a page, list, count, search, file or error."""

from __future__ import annotations

import re

import pytest

from suite.core import clock, db, workflow
from suite.core.clock import now
from suite.naskah_dinas.models import Disposisi, SuratKeluar, SuratMasuk
from suite.naskah_dinas.services import keluar
from tests.matrix import dunia
from tests.matrix.conftest import Panggung

HAL = "Zirkonium pemeriksaan khusus"
TIDAK_TAHU = ("staf", "staf_lain", "arsiparis", "admin_opd", "pengadministrasi")
"""The drafter's colleague, another office, who keeps the archive, who manages accounts, the registry that received it."""

HALAMAN = (
    "/", "/tindakan", "/pemberitahuan", "/surat-keluar?tampilan=semua", "/surat-keluar?tampilan=unit",
    "/surat-keluar?tampilan=semua&q=zirkonium", "/surat-keluar?tampilan=semua&status=terkirim", "/surat-masuk?tampilan=unit",
    "/surat-masuk?tampilan=semua", "/surat-masuk?tampilan=menunggu", "/surat-masuk?tampilan=unit&q=zirkonium",
    "/disposisi", "/disposisi?tampilan=dari", "/berkas", "/cari?q=zirkonium", "/cari?q=surat zirkonium", "/cari?q=pemeriksaan",
    "/cari?q=diskominfo",
)  # fmt: skip


def _tenang(isi: str) -> str:
    """A page without what is new each time it is asked for."""
    return re.sub(r'[0-9a-f]{16}(?=["<. )])|name="csrf[_-]token" (value|content)="[^"]*"', "", isi)


def _semua_halaman(panggung: Panggung, peran: str) -> dict[str, str]:
    klien = panggung.klien[peran]
    hasil = {}
    for alamat in HALAMAN:
        for kepala in ({}, {"HX-Request": "true"}) if alamat.startswith("/cari") else ({},):
            jawab = klien.get(alamat, headers=kepala)
            assert jawab.status_code == 200, alamat
            hasil[f"{alamat} {kepala}"] = _tenang(jawab.text)
    return hasil


def _terbitkan_rahasia(d: dunia.Dunia) -> SuratKeluar:
    """Written, initialled, signed, delivered and given on by who may."""
    with db.transaksi():
        surat = keluar.buat(d.aktor("konseptor"), dunia.isian(d, HAL, keamanan="R"))
        workflow.jalankan(surat, "ajukan", d.aktor("konseptor"), versi=surat.versi)
        workflow.jalankan(surat, "paraf", d.aktor("pemaraf"), versi=surat.versi)
    dunia.tanda_tangani(d, surat)
    with db.transaksi():
        m = db.session.query(SuratMasuk).filter_by(surat_keluar_id=surat.id).one()
        isian = dunia.disp.IsianDisposisi(kepada=[d.jabatan["penerima_disposisi"].id], instruksi=[_instruksi()])
        workflow.jalankan(m, "disposisi", d.aktor("pimpinan_tujuan"), versi=m.versi, data={"isian": isian})
        return db.session.get_one(SuratKeluar, surat.id)


def _instruksi() -> str:
    return next(x["kode"] for x in dunia.disp.daftar_instruksi() if x["tuntas"])


def test_halaman_daftar_hitungan_dan_pencarian_sama_dengan_dan_tanpa_surat_rahasia(panggung: Panggung):
    with clock.frozen(now()), panggung.dibatalkan():
        sebelum = {p: _semua_halaman(panggung, p) for p in (*TIDAK_TAHU, "pemaraf")}
        with panggung.app.app_context():
            _terbitkan_rahasia(panggung.dunia)
        for peran in TIDAK_TAHU:
            sesudah = _semua_halaman(panggung, peran)
            beda = [a for a in sesudah if sesudah[a] != sebelum[peran][a]]
            assert not beda, (peran, beda)
        # That the comparison can fail: who initialled it does see it.
        sesudah = _semua_halaman(panggung, "pemaraf")
        assert sum(sesudah[a] != sebelum["pemaraf"][a] and HAL in sesudah[a] for a in sesudah) >= 3


TIDAK_ADA = 987_654_321

RUTE = (
    "/surat-keluar/{k}", "/surat-keluar/{k}/pdf", "/surat-keluar/{k}/halaman/1.png", "/surat-keluar/{k}/lampiran/1",
    "/surat-keluar/{k}/ubah", "/surat-keluar/{k}/aksi/kembalikan", "/surat-masuk/{m}", "/surat-masuk/{m}/pdf",
    "/surat-masuk/{m}/halaman/1.png", "/surat-masuk/{m}/lampiran/1", "/surat-masuk/{m}/disposisi",
    "/surat-masuk/{m}/aksi/selesaikan", "/disposisi/{d}", "/disposisi/{d}/berkas", "/disposisi/{d}/laporkan",
    "/disposisi/{d}/teruskan", "/disposisi/{d}/aksi/kembalikan", "/berkas/isi/keluar/{k}", "/berkas/isi/masuk/{m}",
)  # fmt: skip
KIRIM = (
    "/surat-keluar/{k}/tandatangani", "/surat-keluar/{k}/aksi/kembalikan", "/surat-keluar/{k}/ubah",
    "/surat-masuk/{m}/disposisi", "/surat-masuk/{m}/aksi/selesaikan", "/disposisi/{d}/teruskan", "/disposisi/{d}/laporkan",
    "/disposisi/{d}/aksi/kerjakan", "/berkas/isi/keluar/{k}", "/berkas/isi/masuk/{m}",
)  # fmt: skip


@pytest.mark.parametrize("terima", ["text/html", "application/json"])
def test_jawaban_atas_dokumen_tersembunyi_sama_dengan_yang_tidak_ada(panggung: Panggung, terima: str):
    """Status, headers and every byte of the answer (but for its request id) are those of a document that is not there."""
    d = panggung.dunia
    ada = {"k": d.surat["rahasia"].id, "m": d.masuk["rahasia"].id, "d": d.disposisi["rahasia"].id}
    kosong = dict.fromkeys("kmd", TIDAK_ADA)
    for peran in TIDAK_TAHU:
        klien = panggung.klien[peran]
        klien.get("/")  # the first page of a session carries its cookie, whatever it is
        for metode, rute in (*(("GET", r) for r in RUTE), *(("POST", r) for r in KIRIM)):
            jawab = [
                klien.open(
                    rute.format(**id),
                    method=metode,
                    headers={"Accept": terima},
                    data={"versi": "1"} if metode == "POST" else None,
                )
                for id in (ada, kosong)
            ]
            assert [j.status_code for j in jawab] == [404, 404], (peran, rute)
            satu, dua = ((_tanpa_id(j.text), {k: v for k, v in j.headers if k != "X-Request-Id"}) for j in jawab)
            assert satu == dua, (peran, rute)


def _tanpa_id(isi: str) -> str:
    return re.sub(rf"/(\d+)(?=[/\"?])|{TIDAK_ADA}", "/N", _tenang(isi))


def test_berkas_arsip_tidak_menyebut_atau_menghitung_surat_rahasia_di_dalamnya(panggung: Panggung):
    """Filed by its drafter into the office's berkas: colleagues see berkas and list as before."""
    d = panggung.dunia
    with clock.frozen(now()), panggung.dibatalkan():
        alamat = ("/berkas", f"/berkas/{d.berkas['komunikasi'].id}")
        klien = {p: panggung.klien[p] for p in ("staf", "arsiparis", "pemaraf")}
        sebelum = {(p, a): _tenang(k.get(a).text) for p, k in klien.items() for a in alamat}
        with db.transaksi():
            surat = db.session.get_one(SuratKeluar, d.surat["rahasia"].id)
            berkas = db.session.get_one(type(d.berkas["komunikasi"]), d.berkas["komunikasi"].id)
            dunia.arsip.berkaskan(d.aktor("konseptor"), surat, berkas, versi=surat.versi)
        sesudah = {(p, a): _tenang(k.get(a).text) for p, k in klien.items() for a in alamat}
        for (peran, a), isi in sesudah.items():
            if peran == "pemaraf":
                assert (d.surat["rahasia"].hal in isi) == (a != "/berkas")
            else:
                assert isi == sebelum[peran, a], (peran, a)


def test_pilihan_dan_unggahan_publik_tidak_menyebut_surat_rahasia(panggung: Panggung):
    """The public page of its QR code says genuine or not, and nothing of what the letter is about."""
    d = panggung.dunia
    surat = d.surat["rahasia"]
    isi = panggung.app.test_client().get(f"/v/{surat.token}").text
    assert surat.hal not in isi and "Dinas Kesehatan" not in isi
    with db.transaksi(baca=True):
        assert db.session.get_one(Disposisi, d.disposisi["rahasia"].id).catatan not in isi
