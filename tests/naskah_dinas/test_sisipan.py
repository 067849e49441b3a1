"""A number in between: asked for, approved by the archivist, and taken with the letter; the counter stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from suite.core import db, numbering, workflow
from suite.core.clock import today
from suite.core.errors import AturanDilanggar, TanpaIzin
from suite.core.workflow import Task
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.models_sisipan import NomorSisipan
from suite.naskah_dinas.services import keluar, kirim, sisipan
from tests.factories import AccountFactory, PegawaiFactory, PeranFactory, actor_dari
from tests.naskah_dinas.kantor import diparaf, konsep


def teks(jawab) -> str:
    return jawab.get_data(as_text=True)


KEMARIN = today() - timedelta(days=3)
TANGGAL = KEMARIN if KEMARIN.year == today().year else date(today().year, 1, 1)


@pytest.fixture
def arsiparis(kantor):
    with db.transaksi():
        orang = PegawaiFactory(nama="Arsiparis Dinas")
        PeranFactory(pegawai=orang, nama="arsiparis", unit=kantor.unit["dinas"])
        return AccountFactory(pegawai=orang)


def tandatangani(app, kantor, id: int) -> SuratKeluar:
    with app.app_context(), db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        kirim.tandatangani(actor_dari(kantor.akun["kadis"]), surat, versi=surat.versi, signer=app.extensions["signer"])
    with db.transaksi(baca=True) as s:
        return s.get_one(SuratKeluar, id)


@pytest.fixture
def terbit_lampau(app, kantor) -> int:
    """A letter issued three days ago under number 1."""
    id = diparaf(kantor, "kabid", "sekretaris", hal="Lama")
    tandatangani(app, kantor, id)
    with db.transaksi() as s:
        s.get_one(SuratKeluar, id).tanggal = TANGGAL
    return id


def minta(kantor, id: int, tanggal: date = TANGGAL, alasan: str = "Surat tertinggal dikirim.") -> int:
    with db.transaksi() as s:
        return sisipan.minta(actor_dari(kantor.akun["staf"]), s.get_one(SuratKeluar, id), tanggal, alasan).id


def putus(akun, id: int, nama: str = "setujui", catatan: str = "") -> None:
    with db.transaksi() as s:
        p = s.get_one(NomorSisipan, id)
        workflow.jalankan(p, nama, actor_dari(akun), versi=p.versi, catatan=catatan)


def test_nomor_sisipan_diminta_disetujui_dan_dipakai_suratnya(app, kantor, arsiparis, terbit_lampau):
    id = diparaf(kantor, "kabid", "sekretaris", hal="Susulan")
    p_id = minta(kantor, id)
    with db.transaksi(baca=True) as s:
        tugas = s.query(Task).filter_by(jenis="nomor_sisipan", objek_id=p_id, ditutup_pada=None).one()
        assert tugas.untuk == f"r:arsiparis@{kantor.unit['dinas'].id}"
    with pytest.raises(AturanDilanggar, match="menunggu arsiparis"):
        tandatangani(app, kantor, id)
    putus(arsiparis, p_id)
    surat = tandatangani(app, kantor, id)
    assert (surat.urut, surat.sisipan, surat.tanggal) == (1, "a", TANGGAL)
    assert surat.nomor == f"000.1.5/1a/Diskominfo/{TANGGAL.year}"
    berikut = tandatangani(app, kantor, diparaf(kantor, "kabid", "sekretaris", hal="Biasa"))
    assert (berikut.urut, berikut.sisipan, berikut.tanggal) == (2, "", today())
    with db.transaksi(baca=True) as s:
        terpakai = s.query(numbering.NomorTerpakai).filter_by(jenis="surat_keluar", objek_id=id).one()
        assert (terpakai.urut, terpakai.sisipan, terpakai.keadaan) == (1, "a", "terbit")


def test_sisipan_kedua_mendapat_huruf_berikutnya(app, kantor, arsiparis, terbit_lampau):
    hasil = []
    for hal in ("Pertama", "Kedua"):
        id = diparaf(kantor, "kabid", "sekretaris", hal=hal)
        putus(arsiparis, minta(kantor, id))
        hasil.append(tandatangani(app, kantor, id).nomor)
    assert [n.split("/")[1] for n in hasil] == ["1a", "1b"]


def test_permintaan_yang_ditolak_memakai_nomor_berikutnya(app, kantor, arsiparis, terbit_lampau):
    id = diparaf(kantor, "kabid", "sekretaris", hal="Ditolak")
    p_id = minta(kantor, id)
    with pytest.raises(AturanDilanggar):
        putus(arsiparis, p_id, "tolak")
    putus(arsiparis, p_id, "tolak", "Tidak mendesak.")
    surat = tandatangani(app, kantor, id)
    assert (surat.urut, surat.sisipan, surat.tanggal) == (2, "", today())


@pytest.mark.parametrize(
    ("tanggal", "alasan", "field"),
    [
        (today(), "Ada alasan.", "tanggal"),
        (today() + timedelta(days=1), "Ada alasan.", "tanggal"),
        (TANGGAL, "   ", "alasan"),
        (date(2020, 1, 1), "Ada alasan.", "tanggal"),
    ],
)
def test_permintaan_yang_tidak_dapat_dikabulkan(kantor, terbit_lampau, tanggal, alasan, field):
    id = konsep(kantor)
    with pytest.raises(AturanDilanggar) as galat:
        minta(kantor, id, tanggal, alasan)
    assert galat.value.field == field
    with db.transaksi(baca=True) as s:
        assert s.query(NomorSisipan).count() == 0


def test_hanya_arsiparis_yang_menyetujui_dan_satu_permintaan_sekali(kantor, arsiparis, terbit_lampau):
    id = konsep(kantor)
    p_id = minta(kantor, id)
    for siapa in ("staf", "kadis", "sekretaris"):
        with pytest.raises(TanpaIzin):
            putus(kantor.akun[siapa], p_id)
    with pytest.raises(AturanDilanggar):
        minta(kantor, id)
    putus(kantor.akun["staf"], p_id, "batalkan")
    assert minta(kantor, id) != p_id


def test_halaman_meminta_dan_memutus_tanpa_javascript(kantor, arsiparis, terbit_lampau, masuk_sebagai):
    id = konsep(kantor, hal="Lewat halaman")
    staf = masuk_sebagai(kantor.akun["staf"])
    assert f"/surat-keluar/{id}/nomor-sisipan" in teks(staf.get(f"/surat-keluar/{id}"))
    url = f"/surat-keluar/{id}/nomor-sisipan"
    salah = staf.post(url, data={"tanggal": today().isoformat(), "alasan": "Tertinggal."})
    assert salah.status_code == 422 and "sebelum hari ini" in teks(salah) and "Tertinggal." in teks(salah)
    jawab = staf.post(url, data={"tanggal": TANGGAL.isoformat(), "alasan": "Tertinggal."})
    halaman = jawab.headers["Location"]
    assert "menyusul nomor 1" in teks(staf.get(halaman)) and "Setujui" not in teks(staf.get(halaman))
    arsip = masuk_sebagai(arsiparis)
    assert halaman in teks(arsip.get("/tindakan"))
    assert "1a" in teks(arsip.get(halaman))
    with db.transaksi(baca=True) as s:
        versi = s.query(NomorSisipan.versi).scalar()
    tanya = arsip.post(f"{halaman}/aksi/setujui", data={"versi": versi})
    assert tanya.status_code == 200 and "Setujui nomor 1a?" in teks(tanya)
    assert arsip.post(f"{halaman}/aksi/setujui", data={"versi": versi, "konfirmasi": "ya"}).status_code == 302
    assert "1a" in teks(staf.get(f"/surat-keluar/{id}")) and "disetujui" in teks(staf.get(f"/surat-keluar/{id}"))
    assert masuk_sebagai(kantor.akun["tetangga"]).get(halaman).status_code == 404


def test_penanda_yang_berganti_register_menuntut_permintaan_baru(app, kantor, arsiparis, terbit_lampau):
    """The letter now goes into another office's book: the number approved there is not taken from here."""
    id = konsep(kantor, hal="Ganti penanda")
    p_id = minta(kantor, id)
    putus(arsiparis, p_id)
    with app.app_context(), db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        surat.opd_id = kantor.unit["lain"].id
        s.flush()
        with pytest.raises(AturanDilanggar, match="register"):
            sisipan.ambil(surat, keluar.register_surat(surat))
    putus(kantor.akun["staf"], p_id, "batalkan")
    with db.transaksi(baca=True) as s:
        assert sisipan.berlaku(s.get_one(SuratKeluar, id)) is None
