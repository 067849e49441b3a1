"""Proposals to a draft: cut into places, taken one by one into a body that went on, and nobody's words are lost."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from suite.core import db, drafts, workflow
from suite.core.errors import AturanDilanggar, Konflik, TanpaIzin
from suite.core.notifications import Notifikasi
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.models_saran import SaranIsi
from suite.naskah_dinas.rules.saran import potongan, terapkan
from suite.naskah_dinas.services import saran
from tests.factories import actor_dari
from tests.naskah_dinas.kantor import Kantor, diajukan, konsep

TIGA = "<p>Satu.</p><p>Dua.</p><p>Tiga.</p>"
PARAGRAF = st.lists(st.sampled_from(["Satu.", "Dua.", "Tiga.", "Empat.", "Lima."]), max_size=8)


def html(kata: list[str]) -> str:
    return "".join(f"<p>{k}</p>" for k in kata)


# The rule ----------------------------------------------------------------------------------------------------------


@given(PARAGRAF, PARAGRAF)
@settings(deadline=None)
def test_semua_potongan_dari_bawah_menjadikan_yang_lama_yang_baru(lama, baru):
    isi = html(lama)
    for p in reversed(potongan(html(lama), html(baru))):
        hasil = terapkan(isi, p)
        assert hasil is not None
        isi = hasil
    assert isi == html(baru)


@pytest.mark.parametrize(
    ("kini", "jadi"),
    [
        (TIGA, "<p>Satu.</p><p>Kedua.</p><p>Tiga.</p>"),
        ("<p>Nol.</p>" + TIGA, "<p>Nol.</p><p>Satu.</p><p>Kedua.</p><p>Tiga.</p>"),
        ("<p>Dua.</p>" + TIGA, "<p>Dua.</p><p>Satu.</p><p>Kedua.</p><p>Tiga.</p>"),  # the one after the same block
        ("<p>Satu.</p><p>Dua lain.</p><p>Tiga.</p>", None),
        ("", None),
    ],
)
def test_tempat_dicari_lagi_pada_isi_yang_sudah_berubah(kini, jadi):
    (p,) = potongan(TIGA, TIGA.replace("Dua", "Kedua"))
    assert terapkan(kini, p) == jadi


def test_sisipan_menyusul_paragraf_sebelumnya_dan_di_awal():
    (tengah,) = potongan(TIGA, TIGA.replace("<p>Tiga.</p>", "<p>Baru.</p><p>Tiga.</p>"))
    assert terapkan("<p>Nol.</p>" + TIGA, tengah) == "<p>Nol.</p><p>Satu.</p><p>Dua.</p><p>Baru.</p><p>Tiga.</p>"
    assert terapkan("<p>Satu.</p>", tengah) is None
    (awal,) = potongan(TIGA, "<p>Awal.</p>" + TIGA)
    assert terapkan("<p>Lain.</p>", awal) == "<p>Awal.</p><p>Lain.</p>"


# In the office -----------------------------------------------------------------------------------------------------


def sarankan(kantor: Kantor, id: int, siapa: str, baru: str, alasan: str = "", asal: str = TIGA) -> list[int]:
    with db.transaksi() as s:
        aktor = actor_dari(kantor.akun[siapa])
        return [x.id for x in saran.usulkan(aktor, s.get_one(SuratKeluar, id), baru, alasan, asal=asal)]


def terima(kantor: Kantor, id: int, ids: list[int], siapa: str = "staf") -> None:
    with db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        saran.terima(actor_dari(kantor.akun[siapa]), surat, ids, versi=surat.versi)


def isi(id: int) -> str:
    with db.transaksi(baca=True) as s:
        return s.get_one(SuratKeluar, id).isi


def kembalikan(kantor: Kantor, id: int) -> None:
    with db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        workflow.jalankan(
            surat, "kembalikan", actor_dari(kantor.akun["kabid"]), versi=surat.versi, catatan="Lihat saran."
        )


def putusan(id: int) -> list[str]:
    with db.transaksi(baca=True) as s:
        return list(s.scalars(select(SaranIsi.putusan).where(SaranIsi.surat_id == id).order_by(SaranIsi.id)))


def test_pemaraf_menyarankan_konseptor_menerima_satu_dan_menolak_satu(app, kantor, staf):
    id = diajukan(kantor, isi=TIGA)
    ids = sarankan(kantor, id, "kabid", "<p>Kesatu.</p><p>Dua.</p><p>Ketiga.</p>", "Lebih resmi.")
    assert len(ids) == 2 and isi(id) == TIGA, "a proposal changes nothing"
    with pytest.raises(Konflik):
        terima(kantor, id, ids)  # still on its way
    kembalikan(kantor, id)
    terima(kantor, id, ids[:1])
    with db.transaksi() as s:
        saran.tolak(actor_dari(kantor.akun["staf"]), s.get_one(SuratKeluar, id), ids[1], "Sudah baku.")
    assert isi(id) == "<p>Kesatu.</p><p>Dua.</p><p>Tiga.</p>" and putusan(id) == ["diterima", "ditolak"]
    with pytest.raises(Konflik):
        terima(kantor, id, ids[:1])
    with db.transaksi(baca=True) as s:
        judul = s.scalars(select(Notifikasi.judul).where(Notifikasi.jenis == "saran").order_by(Notifikasi.id)).all()
    assert [j.split()[-2:] for j in judul] == [["2", "perubahan"], ["Anda", "diterima"], ["tidak", "dipakai"]]


def test_yang_berubah_sementara_itu_tidak_ikut_disarankan_dan_yang_usang_ditolak(app, kantor, staf):
    id = konsep(kantor, isi=TIGA)
    (dua,) = sarankan(kantor, id, "kabid", TIGA.replace("Dua", "Kedua"))
    (tiga,) = sarankan(kantor, id, "kabid", TIGA.replace("Tiga", "Ketiga"))
    with db.transaksi() as s:
        s.get_one(SuratKeluar, id).isi = TIGA.replace("Satu", "Kesatu").replace("Tiga", "Tiga belas")
    with db.transaksi(baca=True) as s:
        assert [t.cocok for t in saran.daftar(s.get_one(SuratKeluar, id))] == [True, False]
    with pytest.raises(AturanDilanggar, match="sudah berubah"):
        terima(kantor, id, [dua, tiga])
    assert "Kedua" not in isi(id), "all or none"
    terima(kantor, id, [dua])
    assert isi(id) == "<p>Kesatu.</p><p>Kedua.</p><p>Tiga belas.</p>"


def test_siapa_yang_menyarankan_dan_memutuskan(app, kantor, staf):
    id = konsep(kantor, isi=TIGA)
    with pytest.raises(TanpaIzin):
        sarankan(kantor, id, "staf", "<p>Lain.</p>")
    with pytest.raises(TanpaIzin):
        sarankan(kantor, id, "sekda", "<p>Lain.</p>")
    with pytest.raises(AturanDilanggar, match="Belum ada yang berubah"):
        sarankan(kantor, id, "kabid", TIGA)
    ids = sarankan(kantor, id, "kabid", "<p>Lain.</p>")
    with pytest.raises(TanpaIzin):
        terima(kantor, id, ids, "kabid")
    for siapa, galat in (("staf", TanpaIzin), ("kabid", None), ("kabid", Konflik)):
        with db.transaksi() as s:
            if galat is None:
                saran.tarik(actor_dari(kantor.akun[siapa]), s.get_one(SuratKeluar, id), ids[0])
            else:
                with pytest.raises(galat):
                    saran.tarik(actor_dari(kantor.akun[siapa]), s.get_one(SuratKeluar, id), ids[0])
    assert putusan(id) == ["ditarik"]


# In the browser ----------------------------------------------------------------------------------------------------


def teks(jawab) -> str:
    return re.sub(r"\s+", " ", unescape(jawab.get_data(as_text=True)))


def test_halaman_menyarankan_menunjukkan_dan_menerima(app, kantor, masuk_sebagai):
    id = konsep(kantor, isi=TIGA)
    kabid, staf = (masuk_sebagai(kantor.akun[x]) for x in ("kabid", "staf"))
    assert "Sarankan perubahan" in teks(kabid.get(f"/surat-keluar/{id}"))
    kirim = {"asal": TIGA, "isi": TIGA, "isi_format": "html", "alasan": "Lebih jelas."}
    tetap = kabid.post(f"/surat-keluar/{id}/saran/baru", data=kirim)
    assert tetap.status_code == 422 and "Belum ada yang berubah" in teks(tetap) and "Lebih jelas." in teks(tetap)
    polos = kirim | {"isi": "Satu.\n\nDua baru.\n\nTiga.", "isi_format": "teks"}
    assert kabid.post(f"/surat-keluar/{id}/saran/baru", data=polos).status_code == 302
    assert "1 saran perubahan menunggu" in teks(staf.get(f"/surat-keluar/{id}"))
    halaman = teks(staf.get(f"/surat-keluar/{id}/saran"))
    assert "ditambah: </span>baru" in halaman.replace(" baru<", "baru<") and "Lebih jelas." in halaman
    with db.transaksi(baca=True) as s:
        versi, satu = s.get_one(SuratKeluar, id).versi, s.scalars(select(SaranIsi.id)).one()
    isian = {"versi": versi, "saran": satu}
    with db.transaksi():
        drafts.simpan(actor_dari(kantor.akun["staf"]), f"surat_keluar:{id}", {"hal": ["Sedang ditulis"]})
    jawab = staf.post(f"/surat-keluar/{id}/saran/terima", data=isian)
    assert jawab.status_code == 422 and "belum Anda simpan" in teks(jawab)
    with db.transaksi():
        drafts.buang(actor_dari(kantor.akun["staf"]), f"surat_keluar:{id}")
    assert staf.post(f"/surat-keluar/{id}/saran/terima", data=isian).status_code == 302
    assert isi(id) == "<p>Satu.</p><p>Dua baru.</p><p>Tiga.</p>"
    assert "diterima" in teks(staf.get(f"/surat-keluar/{id}/saran"))
