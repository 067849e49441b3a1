"""One letter to many, and many letters signed in one act: each issued whole or not at all, and never twice."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import func, select

from suite.core import db, workflow
from suite.core.errors import AturanDilanggar
from suite.core.files import services as files
from suite.core.jobs import Job
from suite.core.jobs.worker import Pekerja
from suite.core.notifications import Notifikasi
from suite.core.numbering import NomorTerpakai
from suite.core.workflow import Task
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk
from suite.naskah_dinas.models_massal import BarisMassal, TandaTanganMassal
from suite.naskah_dinas.services import keluar, kirim, massal, naskah, tujuan_luar
from tests.factories import UnitFactory, actor_dari, pejabat
from tests.naskah_dinas.kantor import diajukan, diparaf, isian, konsep, versi

TUJUAN = ("PT Khatulistiwa", "Universitas Tanjungpura", "Bank Kalbar")


def teks(jawab) -> str:
    return jawab.get_data(as_text=True)


def luar(*nama: str) -> list[keluar.Tujuan]:
    return [keluar.Tujuan(teks=n) for n in nama]


def kerjakan(app) -> None:
    while Pekerja(app, jeda=0.01, berkala=False).jalan(sekali=True):
        pass


def siap(kantor, **ganti: Any) -> int:
    return diparaf(kantor, "kabid", "sekretaris", **ganti)


def setujui(app, kantor, id: int) -> int:
    """The head signs a letter that each addressee gets by himself; returns the act."""
    with app.app_context(), db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        kirim.tandatangani(actor_dari(kantor.akun["kadis"]), surat, versi=surat.versi, signer=app.extensions["signer"])
        return massal.milik(surat).id


def keadaan(act_id: int) -> list[str]:
    with db.transaksi(baca=True) as s:
        q = select(BarisMassal.keadaan).where(BarisMassal.massal_id == act_id)
        return list(s.scalars(q.order_by(BarisMassal.urut)))


def bernomor() -> list[str]:
    with db.transaksi(baca=True) as s:
        q = select(NomorTerpakai.nomor).where(NomorTerpakai.jenis == "surat_keluar")
        return list(s.scalars(q.order_by(NomorTerpakai.id)))


class Putus:
    """A signer that does not answer for the letters whose turn is named (1 is the first)."""

    nama = "development"

    def __init__(self, asli, *mati: int):
        self.asli, self.mati, self.ke = asli, set(mati), 0

    def tanda_tangani(self, pdf, *, penanda, waktu):
        self.ke += 1
        if self.ke in self.mati:
            raise TimeoutError("tidak menjawab")
        return self.asli.tanda_tangani(pdf, penanda=penanda, waktu=waktu)

    def periksa(self, pdf):
        return self.asli.periksa(pdf)


# Each addressee his own number -------------------------------------------------------------------------------------


def test_tiap_tujuan_menerima_suratnya_sendiri_dengan_nomor_sendiri(app, kantor):
    kepada = [keluar.Tujuan(unit_id=kantor.unit["lain"].id), *luar(*TUJUAN)]
    id = siap(kantor, kepada=kepada, nomor_masing=True)
    act_id = setujui(app, kantor, id)
    assert keadaan(act_id) == ["menunggu"] * 4 and bernomor() == []
    kerjakan(app)
    assert keadaan(act_id) == ["terbit"] * 4
    with db.transaksi(baca=True) as s:
        induk = s.get_one(SuratKeluar, id)
        assert induk.status == "dipecah" and induk.nomor is None
        anak = list(s.scalars(select(SuratKeluar).where(SuratKeluar.induk_id == id).order_by(SuratKeluar.urut)))
        assert [a.urut for a in anak] == [1, 2, 3, 4] and len({a.nomor for a in anak}) == 4
        assert [[t.teks for t in a.tujuan] for a in anak][1:] == [[n] for n in TUJUAN]
        assert {a.status for a in anak} == {"terkirim"}
        assert {a.isi for a in anak} == {induk.isi} and {a.konseptor_id for a in anak} == {induk.konseptor_id}
        assert s.scalar(select(func.count()).select_from(SuratMasuk)) == 1
        with app.app_context():
            dok = pypdfium2.PdfDocument(files.isi(anak[1].signed))
        assert TUJUAN[0] in dok[0].get_textpage().get_text_range()
        assert TUJUAN[1] not in dok[0].get_textpage().get_text_range()
        job = s.get_one(Job, s.get_one(TandaTanganMassal, act_id).job_id)
        assert job.keadaan == "selesai" and job.hasil["pesan"] == "4 surat terbit."


def test_penanda_tidak_dikabari_satu_per_satu_dan_tugasnya_habis(app, kantor):
    id = siap(kantor, kepada=luar(*TUJUAN), nomor_masing=True)
    setujui(app, kantor, id)
    kerjakan(app)
    with db.transaksi(baca=True) as s:
        kadis = kantor.akun["kadis"].pihak_id
        terbuka = select(func.count()).select_from(Task).where(Task.ditutup_pada.is_(None))
        assert s.scalar(terbuka) == 0
        judul = list(s.scalars(select(Notifikasi.judul).where(Notifikasi.pegawai_id == kadis)))
        assert judul == ["Tanda tangan Anda", "Selesai: Menandatangani surat sekaligus"]


def test_satu_yang_gagal_tidak_terbit_setengah_dan_dapat_diulangi(app, kantor, masuk_sebagai):
    id = siap(kantor, kepada=luar(*TUJUAN), nomor_masing=True)
    act_id = setujui(app, kantor, id)
    asli = app.extensions["signer"]
    app.extensions["signer"] = Putus(asli, 2)
    kerjakan(app)
    app.extensions["signer"] = asli
    assert keadaan(act_id) == ["terbit", "gagal", "terbit"]
    terikat = bernomor()
    with db.transaksi(baca=True) as s:
        assert s.get_one(SuratKeluar, id).status == "memecah"
        gagal = s.scalars(select(BarisMassal).where(BarisMassal.keadaan == "gagal")).one()
        assert gagal.surat.status == "menandatangani" and gagal.surat.signed_id is None
        assert "belum menjawab" in gagal.galat
    klien = masuk_sebagai(kantor.akun["kadis"])
    halaman = teks(klien.get(f"/surat-keluar/tanda-tangan/{act_id}"))
    assert "2 dari 3 surat terbit" in halaman and "Coba lagi 1 surat yang gagal" in halaman
    assert klien.post(f"/surat-keluar/tanda-tangan/{act_id}/ulangi").status_code == 303
    kerjakan(app)
    assert keadaan(act_id) == ["terbit"] * 3
    assert bernomor() == terikat, "the number that was bound is the one that is issued"
    with db.transaksi(baca=True) as s:
        assert s.get_one(SuratKeluar, id).status == "dipecah"


def test_pekerja_yang_mati_di_tengah_dilanjutkan_tanpa_mengulang(app, kantor):
    """The process dies between the binding of a number and its publication: the next worker goes on with that number."""
    id = siap(kantor, kepada=luar(*TUJUAN), nomor_masing=True)
    act_id = setujui(app, kantor, id)

    class Mati(BaseException):
        pass

    class Bunuh(Putus):
        def tanda_tangani(self, pdf, *, penanda, waktu):
            self.ke += 1
            if self.ke in self.mati:
                raise Mati
            return self.asli.tanda_tangani(pdf, penanda=penanda, waktu=waktu)

    asli = app.extensions["signer"]
    app.extensions["signer"] = Bunuh(asli, 2)
    with pytest.raises(Mati):
        kerjakan(app)
    app.extensions["signer"] = asli
    assert keadaan(act_id) == ["terbit", "menunggu", "menunggu"]
    assert len(bernomor()) == 2
    with db.transaksi() as s:
        job = s.get_one(Job, s.get_one(TandaTanganMassal, act_id).job_id)
        job.sewa_sampai = job.dibuat_pada  # its lease runs out
    kerjakan(app)
    assert keadaan(act_id) == ["terbit"] * 3
    assert len(bernomor()) == 3
    with db.transaksi(baca=True) as s:
        assert s.scalar(select(func.count()).where(SuratKeluar.induk_id == id)) == 3


def test_menghentikan_yang_belum_terbit(app, kantor):
    id = siap(kantor, kepada=luar(*TUJUAN), nomor_masing=True)
    act_id = setujui(app, kantor, id)
    with app.app_context(), db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        workflow.jalankan(
            surat, "hentikan", actor_dari(kantor.akun["kadis"]), versi=surat.versi, catatan="Rapat dibatalkan."
        )
    kerjakan(app)
    assert keadaan(act_id) == ["gagal"] * 3 and bernomor() == []


def test_nomor_sendiri_ditolak_untuk_edaran_satu_tujuan_dan_tembusan(app, kantor):
    for ganti, field in (
        ({"kepada": luar("PT Satu")}, "tujuan"),
        ({"kepada": luar(*TUJUAN), "tembusan": luar("Arsip")}, "tembusan"),
        ({"jenis": "surat_edaran", "kepada": luar(*TUJUAN)}, "nomor_massal"),
    ):
        with pytest.raises(AturanDilanggar) as galat, db.transaksi():
            actor = actor_dari(kantor.akun["staf"])
            massal.pastikan(keluar.buat(actor, isian(kantor, nomor_masing=True, **ganti)))
        assert galat.value.field == field


def test_penanda_lain_tidak_dapat_menurunkan_surat(app, kantor):
    id = konsep(kantor)
    with db.transaksi(baca=True) as s:
        surat = s.get_one(SuratKeluar, id)
        assert "turunkan" not in {a.nama for a in workflow.aksi(surat, actor_dari(kantor.akun["kadis"]))}


# One number for all ------------------------------------------------------------------------------------------------


def test_banyak_tujuan_dicetak_pada_daftar_terlampir(app, kantor):
    nama = [f"PT Mitra {i:02}" for i in range(1, 61)]
    with app.app_context():
        id = konsep(kantor, kepada=luar(*nama))
        with db.transaksi(baca=True) as s:
            pdf = naskah.pdf(s.get_one(SuratKeluar, id), mode="konsep")
    dok = pypdfium2.PdfDocument(pdf)
    halaman = [h.get_textpage().get_text_range() for h in dok]
    assert "daftar terlampir" in halaman[0] and nama[0] not in halaman[0]
    akhir = "\n".join(halaman[1:])
    assert "DAFTAR TUJUAN" in akhir and all(n in akhir for n in nama)


# Signing chosen letters --------------------------------------------------------------------------------------------


def test_surat_pilihan_ditandatangani_sekali_dengan_hasil_masing_masing(app, kantor, masuk_sebagai):
    ids = [siap(kantor, hal=f"Undangan {i}") for i in range(3)]
    belum = diajukan(kantor, hal="Belum diparaf")
    pilih = [f"{i}:{versi(i)}" for i in (*ids, belum)]
    klien = masuk_sebagai(kantor.akun["kadis"])
    tanya = teks(klien.post("/surat-keluar/tanda-tangan", data={"pilih": pilih}))
    assert "Ketik jumlah surat" in tanya and tanya.count(" checked><span>Undangan") == 3
    assert "1 surat yang Anda tandai tidak menunggu" in tanya
    pilih = pilih[:3]
    salah = klien.post("/surat-keluar/tanda-tangan", data={"pilih": pilih, "lakukan": "ya", "jumlah": "2"})
    assert salah.status_code == 422 and "Anda memilih 3 surat" in teks(salah) and bernomor() == []
    jawab = klien.post("/surat-keluar/tanda-tangan", data={"pilih": pilih, "lakukan": "ya", "jumlah": "3"})
    assert jawab.status_code == 303 and "/pekerjaan/" in jawab.headers["Location"]
    # Asked for twice: nothing is signed twice, the second act says why.
    klien.post("/surat-keluar/tanda-tangan", data={"pilih": pilih, "lakukan": "ya", "jumlah": "3"})
    kerjakan(app)
    assert len(bernomor()) == 3
    with db.transaksi(baca=True) as s:
        assert {s.get_one(SuratKeluar, i).status for i in ids} == {"terkirim"}
        pertama, kedua = s.scalars(select(TandaTanganMassal.id).order_by(TandaTanganMassal.id))
    assert keadaan(pertama) == ["terbit"] * 3 and keadaan(kedua) == ["gagal"] * 3
    assert "sudah" in teks(klien.get(f"/surat-keluar/tanda-tangan/{kedua}?keadaan=gagal"))
    assert "3 dari 3 surat terbit" in teks(klien.get(f"/surat-keluar/tanda-tangan/{pertama}"))
    assert masuk_sebagai(kantor.akun["tetangga"]).get(f"/surat-keluar/tanda-tangan/{pertama}").status_code == 404


def test_surat_yang_berubah_sesudah_dipilih_tidak_ditandatangani(app, kantor):
    satu, dua = siap(kantor, hal="Tetap"), siap(kantor, hal="Berubah")
    with app.app_context(), db.transaksi():
        act_id = massal.mulai(actor_dari(kantor.akun["kadis"]), [(satu, versi_kini(satu)), (dua, versi_kini(dua))]).id
    with app.app_context(), db.transaksi() as s:
        surat = s.get_one(SuratKeluar, dua)
        workflow.jalankan(surat, "kembalikan", actor_dari(kantor.akun["kadis"]), versi=surat.versi, catatan="Perbaiki.")
    kerjakan(app)
    assert keadaan(act_id) == ["terbit", "gagal"]
    with db.transaksi(baca=True) as s:
        assert s.get_one(SuratKeluar, dua).status == "konsep"


def versi_kini(id: int) -> int:
    return db.session.get_one(SuratKeluar, id).versi


def test_surat_orang_lain_dalam_pilihan_tidak_ditandatangani_dan_tidak_disebut(app, kantor):
    rahasia = siap(kantor, hal="Rencana rahasia", keamanan="R")
    with app.app_context(), db.transaksi():
        act_id = massal.mulai(actor_dari(kantor.akun["tetangga"]), [(rahasia, versi_kini(rahasia))]).id
    kerjakan(app)
    assert keadaan(act_id) == ["gagal"] and bernomor() == []
    with db.transaksi(baca=True) as s:
        assert s.scalars(select(BarisMassal.sebutan)).all() == ["Surat"]


# The form ----------------------------------------------------------------------------------------------------------


def kecamatan(n: int) -> None:
    with db.transaksi():
        for i in range(n):
            unit = UnitFactory(nama=f"Kecamatan {i:02}", jenis="kecamatan")
            pejabat(f"Camat {i:02}", unit=unit, kepala=True)


FORMULIR = {
    "jenis": "surat_dinas", "hal": "Undangan", "isi": "Isi.", "isi_format": "teks", "sifat": "biasa", "keamanan": "B",
    "klasifikasi": "000.1.5",
}  # fmt: skip


def test_formulir_menambah_sekelompok_unit_dan_daftar_luar_tanpa_kehilangan_isian(kantor, staf):
    kecamatan(6)
    csv = "Alamat,Nama\nJl. Imam Bonjol,PT Satu\n,CV Dua\nJl. Mana,\n,CV Dua\n"
    jawab = staf.post(
        "/surat-keluar/baru",
        data=FORMULIR
        | {
            "lakukan": "tambah_tujuan", "kepada": [f"u:{kantor.unit['lain'].id}"], "kelompok": ["kecamatan"],
            "berkas_tujuan": (io.BytesIO(csv.encode()), "luar.csv"),
        },
    )  # fmt: skip
    isi = teks(jawab)
    assert jawab.status_code == 200 and "8 tujuan ditambahkan" in isi and "kini untuk 9 tujuan" in isi
    assert "Baris 4: nama kosong." in isi and "Baris 5: sama dengan baris 3." in isi
    assert 'value="t:PT Satu, Jl. Imam Bonjol"' in isi and 'value="Undangan"' in isi
    with db.transaksi(baca=True) as s:
        assert s.scalar(select(func.count()).select_from(SuratKeluar)) == 0


def test_berkas_yang_bukan_daftar_tujuan_ditolak_di_bidangnya(kantor, staf):
    for nama, isi, pesan in (
        ("a.csv", b"kolom,lain\n1,2\n", "judul kolom nama"),
        ("a.xlsx", b"PK\x03\x04rusak", "tidak terbaca"),
    ):
        jawab = staf.post(
            "/surat-keluar/baru",
            data=FORMULIR | {"lakukan": "tambah_tujuan", "berkas_tujuan": (io.BytesIO(isi), nama)},
        )
        assert jawab.status_code == 200 and pesan in teks(jawab) and 'value="Undangan"' in teks(jawab)


def test_cara_nomor_tersimpan_dan_tidak_ditawarkan_untuk_edaran(kantor, staf):
    jawab = staf.post(
        "/surat-keluar/baru",
        data=FORMULIR | {"lakukan": "simpan", "kepada": ["t:PT Satu", "t:PT Dua"], "nomor_massal": "masing"},
    )
    id = int(jawab.headers["Location"].rsplit("/", 1)[1])
    with db.transaksi(baca=True) as s:
        assert s.get_one(SuratKeluar, id).nomor_masing is True
    assert 'value="masing" checked' in teks(staf.get(f"/surat-keluar/{id}/ubah"))
    assert 'name="nomor_massal"' not in teks(staf.get("/surat-keluar/baru?jenis=surat_edaran"))


def test_daftar_tujuan_luar_dibaca_menurut_judul_kolom():
    hasil = tujuan_luar.baca(b"no;nama;alamat\n1;PT Satu;Pontianak\n2;;x\n")
    assert hasil.tujuan == ["PT Satu, Pontianak"] and hasil.galat == [(3, "nama kosong.")]
    hasil = tujuan_luar.baca(("nama\n" + "x" * 201 + "\nBaik\n").encode())
    assert hasil.tujuan == ["Baik"] and hasil.galat[0][0] == 2
