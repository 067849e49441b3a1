"""The letter reads itself: findings in form, preview and page, each with its one-tap remedy, for who may see them."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from html import unescape

import pytest

from suite.core import db
from suite.core.clock import today
from suite.core.documents import isi
from suite.core.identity.models import Jabatan, Pegawai, Penugasan
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.queries.pilihan import pilihan_penanda
from suite.naskah_dinas.rules.jenis import jenis_naskah
from suite.naskah_dinas.services import keluar, pemeriksaan
from tests.factories import JabatanFactory, PenugasanFactory, actor_dari
from tests.naskah_dinas.kantor import Kantor, diajukan, konsep
from tests.naskah_dinas.test_keluar_konsep import PNG, isian, teks


def tombol(halaman: str, kata: str) -> str:
    """The value of the remedy whose button says so."""
    ada = re.search(rf'value="(perbaiki:[0-9a-f]+)">{re.escape(kata)}', unescape(halaman))
    assert ada is not None, kata
    return ada[1]


def tulis(staf, data) -> str:
    """The form with what it finds, nothing saved."""
    return teks(staf.post("/surat-keluar/baru", data=data | {"lakukan": "perbaiki:"}))


def periksa(kantor: Kantor, oleh: str = "staf", **ganti) -> list[pemeriksaan.Temuan]:
    """Findings in a draft of the staf, read by someone."""
    id = konsep(kantor, **ganti)
    with db.transaksi(baca=True) as s:
        return pemeriksaan.periksa(actor_dari(kantor.akun[oleh]), s.get_one(SuratKeluar, id), 0)


@pytest.mark.parametrize(
    ("salah", "kata", "benar"),
    [
        (
            "pada Selasa, <strong>30 November 2026</strong>",
            "Ganti menjadi Senin",
            "Senin, <strong>30 November 2026</strong>",
        ),
        ("selama 3 (empat) hari", "Ganti menjadi tiga", "selama 3 (tiga) hari"),
    ],
)
def test_satu_tekan_memperbaiki_isi_dan_menjaga_gayanya(kantor, staf, salah, kata, benar):
    data = isian(kantor, isi=f"<p>{salah}</p>", hal="")
    halaman = tulis(staf, data)
    halaman = unescape(teks(staf.post("/surat-keluar/baru", data=data | {"lakukan": tombol(halaman, kata)})))
    assert benar in halaman and "perbaiki:" not in halaman


def test_daftar_ditutup_di_tempatnya_saja(kantor, staf):
    badan = "<p>tiga;</p><ol><li><p>satu;</p></li><li><p>tiga;</p></li></ol>"
    data = isian(kantor, isi=badan)
    halaman = teks(staf.post("/surat-keluar/baru", data=data | {"lakukan": tombol(tulis(staf, data), "Tutup")}))
    assert badan.replace("<li><p>tiga;", "<li><p>tiga.") in unescape(halaman)


def test_lampiran_tanpa_sebutan_dan_sebutan_tanpa_lampiran(kantor, staf):
    assert "belum ada berkas yang dilampirkan" in tulis(staf, isian(kantor, isi="<p>Daftar terlampir.</p>"))
    data = isian(kantor, lampiran=(io.BytesIO(PNG), "foto.png"), lakukan="perbaiki:")
    halaman = teks(staf.post("/surat-keluar/baru", data=data, content_type="multipart/form-data"))
    assert "Ada 1 lampiran yang tidak disebut" in halaman
    lanjut = isian(kantor, berkas_tersimpan=re.findall(r'name="berkas_tersimpan" value="(\d+)"', halaman))
    halaman = teks(staf.post("/surat-keluar/baru", data=lanjut | {"lakukan": tombol(halaman, "Tambahkan")}))
    assert "<p>Berkas selengkapnya terlampir.</p>" in unescape(halaman) and "tidak disebut" not in halaman


def test_tombol_lama_tidak_melakukan_hal_lain(kantor, staf):
    halaman = tulis(staf, isian(kantor, isi="<p>Selasa, 30 November 2026</p>"))
    lama = tombol(halaman, "Ganti menjadi Senin")
    data = isian(kantor, isi="<p>Rabu, 30 November 2026</p>", lakukan=lama)
    assert "Rabu, 30 November 2026" in teks(staf.post("/surat-keluar/baru", data=data))


def test_jabatan_tujuan_yang_kosong_diganti_atasannya(kantor, staf):
    with db.transaksi() as s:
        s.query(Penugasan).filter_by(jabatan_id=kantor.jabatan["tetangga"].id).delete()
    data = isian(kantor)
    halaman = tulis(staf, data)
    assert "Kepala Dinas Kesehatan sedang kosong" in halaman
    perbaikan = tombol(halaman, "Tujukan kepada Sekretaris Daerah")
    halaman = teks(staf.post("/surat-keluar/baru", data=data | {"lakukan": perbaikan}))
    assert f'value="j:{kantor.jabatan["sekda"].id}" selected' in halaman and "sedang kosong" not in halaman


def test_jabatan_tujuan_yang_dihapus(kantor):
    with db.transaksi():
        lama = JabatanFactory(nama="Kepala Seksi Lama", unit=kantor.unit["lain"], mulai=date(2020, 1, 1))
        PenugasanFactory(jabatan=lama)
    id = konsep(kantor, kepada=[keluar.Tujuan(jabatan_id=lama.id)])
    with db.transaksi() as s:
        s.get_one(Jabatan, lama.id).selesai = today() - timedelta(days=1)
    with db.transaksi(baca=True) as s:
        (t,) = pemeriksaan.periksa(actor_dari(kantor.akun["staf"]), s.get_one(SuratKeluar, id), 0)
    assert "Kepala Seksi Lama tidak ada lagi sejak" in t.pesan and (t.field, t.nilai, t.tombol) == (
        "kepada",
        "",
        "Hapus dari daftar",
    )


def _terbit(kantor: Kantor, nomor: str, keamanan: str = "B") -> None:
    id = diajukan(kantor, keamanan=keamanan)
    with db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        surat.nomor, surat.tanggal = nomor, date(2026, 5, 4)
        keluar.perbarui_akses(surat)


def test_rujukan_yang_tidak_ada_dan_yang_salah_tanggal(kantor):
    _terbit(kantor, "000.1.5/214/Diskominfo/2026")
    ada = "<p>Menunjuk surat nomor 000.1.5/214/Diskominfo/2026 tanggal 4 Mei 2026.</p>"
    assert periksa(kantor, isi=ada) == []
    (t,) = periksa(kantor, isi=ada.replace("4 Mei", "3 Mei"))
    assert (t.tertulis, t.saran) == ("3 Mei 2026", "4 Mei 2026")
    (t,) = periksa(kantor, isi=ada.replace("000.1.5", "000.1.6"))
    assert (t.tertulis, t.saran) == ("000.1.6/214/Diskominfo/2026", "000.1.5/214/Diskominfo/2026")
    (t,) = periksa(kantor, isi=ada.replace("214", "999"))
    assert "tidak ditemukan di antara surat yang dapat Anda buka" in t.pesan
    assert periksa(kantor, isi=ada.replace("Diskominfo", "Kemendagri")) == []  # not of ours: nobody here can know


def test_rujukan_ke_surat_rahasia_tidak_membocorkan_bahwa_surat_itu_ada(kantor):
    """Who may not see the letter reads the very words he would read of one that does not exist, and no likeness."""
    _terbit(kantor, "000.1.5/214/Diskominfo/2026", keamanan="R")
    ada, tidak = (f"<p>surat nomor 000.1.5/{n}/Diskominfo/2026</p>" for n in ("214", "999"))
    mirip = "<p>surat nomor 000.1.6/214/Diskominfo/2026</p>"
    pesan = [[(t.pesan, t.saran) for t in periksa(kantor, "asing", isi=x)] for x in (ada, tidak, mirip)]
    assert [p[0][1] for p in pesan] == ["", "", ""]
    assert pesan[0][0][0].replace("/214/", "/999/") == pesan[1][0][0]
    assert periksa(kantor, "staf", isi=ada) == []


def test_pejabat_dengan_nip_orang_lain_atau_jabatan_lama(kantor):
    with db.transaksi() as s:
        kabid, lain = (s.get_one(Pegawai, kantor.akun[n].pihak_id) for n in ("kabid", "asing"))
        lama = JabatanFactory(nama="Kepala Seksi Persandian", unit=kantor.unit["dinas"])
        PenugasanFactory(jabatan=lama, pegawai=kabid, mulai=date(2018, 1, 1), selesai=date(2020, 1, 1))
        nip, nip_lain = kabid.nip, lain.nip
    tepat = f"<p>Ratna Dewi Anggraini, NIP {nip}, Kepala Bidang Aplikasi Informatika</p>"
    assert periksa(kantor, isi=tepat) == []
    (t,) = periksa(kantor, isi=tepat.replace("Kepala Bidang Aplikasi Informatika", "Kepala Seksi Persandian"))
    assert (t.tertulis, t.saran) == ("Kepala Seksi Persandian", "Kepala Bidang Aplikasi Informatika")
    (t,) = periksa(kantor, isi=tepat.replace(nip, nip_lain))
    assert "milik Abdul Rahim" in t.pesan
    (t,) = periksa(kantor, isi=tepat.replace(nip, nip[:4] + "13" + nip[6:]))
    assert "keliru" in t.pesan


def test_penanda_tanpa_wewenang_disebut_dengan_yang_berwenang(kantor, staf):
    """An a.n. whose mandate has ended: the owner of the authority is the one-tap remedy."""
    id = konsep(kantor, penanda=keluar.Penanda(kantor.jabatan["sekretaris"].id, "a.n.", kantor.jabatan["kadis"].id))
    with db.transaksi(baca=True) as s:
        surat = s.get_one(SuratKeluar, id)
        calon = pilihan_penanda(surat.konseptor_jabatan_id, jenis_naskah("surat_dinas", today()))
        (t,) = pemeriksaan.periksa(actor_dari(kantor.akun["staf"]), surat, 0, calon)
    assert "memerlukan mandat tertulis" in t.pesan and "Yang berwenang: " in t.pesan
    assert t.field == "penanda_tangan" and t.nilai in {p[1].nilai for p in calon}


def test_pratinjau_dan_halaman_surat_menyebut_temuan_bagi_yang_memutus(kantor, staf, masuk_sebagai):
    salah = "<p>Selasa, 30 November 2026</p>"
    jawab = staf.post("/surat-keluar/pratinjau", data=isian(kantor, isi=salah), headers={"HX-Request": "true"})
    assert "adalah hari Senin, bukan Selasa" in teks(jawab) and 'id="pemeriksaan"' in teks(jawab)
    id = diajukan(kantor, isi=salah)
    for nama, tampak in (("kabid", True), ("staf", False), ("kadis", False)):
        assert ("adalah hari Senin" in teks(masuk_sebagai(kantor.akun[nama]).get(f"/surat-keluar/{id}"))) == tampak, (
            nama
        )


def test_ganti_menjangkau_teks_yang_terpotong_gaya():
    badan = "<p>a <strong>b</strong><em>c</em> d<br>e</p><table><tbody><tr><td><p>b c</p></td></tr></tbody></table>"
    assert isi.ganti(badan, "bc d", "X") == badan.replace("<strong>b</strong><em>c</em> d", "<strong>X</strong>")
    assert isi.ganti(badan, "b c", "<x>") == badan.replace("b c", "&lt;x&gt;")
    assert isi.ganti(badan, "tak ada", "X") == isi.ganti(badan, "", "X") == badan
