"""The golden walk of a letter, whole, in a browser: written on a phone, initialled twice, signed, numbered, delivered,
registered by itself, disposed of two levels down, followed up, closed, filed, and proven genuine by a stranger."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from sqlalchemy import select

from suite.core import db
from suite.core.audit.seal import segel
from suite.core.audit.verify import verifikasi
from suite.core.clock import today
from suite.core.identity.models import Penugasan
from suite.naskah_dinas.models import Disposisi, SuratKeluar, SuratMasuk
from tests.jalan.langkah import buka_tugas, keping, laporkan, pilih, selesaikan, yakin
from tests.naskah_dinas.kantor import Kantor

HAL = "Permintaan data layanan kesehatan daring"


@pytest.mark.parametrize("lebar", [390, 1280])
def test_surat_dari_konsep_sampai_berkas(kota: Kantor, sebagai, basis, buka, lebar, tmp_path: Path):
    with sebagai("staf", lebar) as page:
        page.goto("/surat-keluar/baru?jenis=surat_dinas")
        pilih(page, "kepada", "kesehatan", "Dinas Kesehatan")
        page.locator("#hal").fill(HAL)
        pilih(page, "klasifikasi", "rapat", "000.1.5")
        page.get_by_role("textbox", name="Isi").click()
        page.keyboard.type("Mohon data layanan daring dikirim kepada kami.")
        page.locator("#penanda_tangan").select_option(
            label="Ir. Iskandar Mahmud, M.T., Kepala Dinas Komunikasi dan Informatika"
        )
        page.get_by_role("button", name="Ajukan paraf").click()
        page.get_by_text("Diajukan.").wait_for()
    for nama in ("kabid", "sekretaris"):
        with sebagai(nama, lebar) as page:
            buka_tugas(page, HAL)
            page.get_by_role("button", name="Paraf surat").click()
            page.get_by_text("Anda membubuhkan paraf.").wait_for()
    with sebagai("kadis", lebar) as page:
        buka_tugas(page, HAL)
        page.get_by_role("button", name="Tanda tangani").click()
        yakin(page)
        page.get_by_text(f"Terbit dengan nomor 000.1.5/1/Diskominfo/{today().year}").wait_for()

    # The other office: in the agenda by itself, down two levels, up again.
    with sebagai("tetangga", lebar) as page:
        buka_tugas(page, HAL)
        page.get_by_role("link", name="Disposisikan").click()
        keping(page, "Kepala Bidang Pelayanan Kesehatan")
        keping(page, "Tindak lanjuti")
        page.get_by_label("Catatan").fill("Kirim sebelum rapat.")
        page.get_by_role("button", name=re.compile("^Kirim disposisi")).click()
        page.get_by_text("Didisposisi").first.wait_for()
    with sebagai("kabid_kes", lebar) as page:
        buka_tugas(page, HAL)
        page.get_by_role("link", name=re.compile("^Teruskan")).click()
        keping(page, "Analis Data Kesehatan")
        keping(page, "Siapkan konsep jawaban")
        page.get_by_role("button", name=re.compile("^Kirim disposisi")).click()
        page.locator("h1").filter(has_text=HAL).wait_for()
    for nama, laporan in (
        ("staf_kes", "Data tiga tahun sudah ditarik."),
        ("kabid_kes", "Data sudah dikirim lewat surel dinas."),
    ):
        with sebagai(nama, lebar) as page:
            laporkan(page, HAL, laporan)
    with sebagai("tetangga", lebar) as page:
        alamat = selesaikan(page, HAL)
    with sebagai("arsip_kes", lebar) as page:
        page.goto(alamat)
        page.get_by_role("link", name="Berkaskan").click()
        keping(page, "Berkas baru")
        page.locator("#judul").fill("Data layanan daring")
        page.get_by_role("button", name="Berkaskan surat").click()
        page.get_by_text("Data layanan daring").first.wait_for()

    with db.transaksi(baca=True) as s:
        surat = s.scalars(select(SuratKeluar)).one()
        masuk = s.scalars(select(SuratMasuk)).one()
        assert (surat.status, masuk.status, masuk.agenda) == ("terkirim", "diarsipkan", 1)
        assert masuk.berkas is not None
        assert [d.status for d in s.scalars(select(Disposisi))] == ["selesai", "selesai"]
        token, sidik = surat.token, surat.signed_sidik
    _periksa_publik(buka, lebar, token, basis.var, sidik, tmp_path)
    with db.transaksi():
        assert segel(basis.var) > 10
    with db.transaksi(baca=True):
        hasil = verifikasi(basis.var)
    assert (hasil.temuan, hasil.belum_disegel) == ([], 0)


def _periksa_publik(buka, lebar: int, token: str, var: Path, sidik: str, tmp_path: Path) -> None:
    """A stranger scans the QR, and holds three PDFs against it: the true one, one with a changed byte, one with more in it."""
    asli = (var / "files" / sidik[:2] / sidik[2:4] / sidik).read_bytes()
    rusak = bytearray(asli)
    rusak[len(asli) // 2] ^= 1
    with buka(lebar) as page:
        page.goto(f"/v/{token}")
        assert page.locator("h1").inner_text() == "Surat ini asli"
        assert HAL in page.locator("main").inner_text()
        for isi, putusan in ((asli, "Berkas ini asli"), (bytes(rusak), "diubah"), (asli + b"\n%%EOF\n", "ditambah")):
            berkas = tmp_path / "surat.pdf"
            berkas.write_bytes(isi)
            page.goto(f"/v/{token}")
            page.locator("input[type=file]").set_input_files(berkas)
            page.get_by_role("button", name="Periksa berkas").click()
            page.locator("h1").filter(has_text=putusan).wait_for()


@pytest.mark.parametrize("lebar", [390, 1280])
def test_surat_perintah_menugaskan_plh_sejak_hari_itu(kota: Kantor, sebagai, lebar):
    """The first deed: the sekda signs, and the sekretaris holds the head's post from this very day."""
    with sebagai("staf", lebar) as page:
        page.goto("/surat-keluar/baru?jenis=surat_perintah_plh_plt")
        keping(page, "Plh.")
        pilih(page, "jabatan_id", "kepala dinas komunikasi", "Kepala Dinas Komunikasi dan Informatika")
        pilih(page, "pegawai_id", "nurhaliza", "Syarifah Nurhaliza")
        hari = today().isoformat()
        page.locator("#mulai").fill(hari)
        page.locator("#sampai").fill(hari)
        pilih(page, "klasifikasi", "penunjukan", "800.1.3.3")
        page.locator("#penanda_tangan").select_option(label="Dra. Maria Yosefa, M.Si., Sekretaris Daerah")
        page.get_by_role("button", name=re.compile("^Ajukan")).click()
        page.get_by_text("Diajukan.").wait_for()
    hal = "Penunjukan Plh. Kepala Dinas Komunikasi dan Informatika"
    for nama in ("kabid", "sekretaris", "kadis"):
        with sebagai(nama, lebar) as page:
            buka_tugas(page, hal)
            page.get_by_role("button", name="Paraf surat").click()
            page.get_by_text("Anda membubuhkan paraf.").wait_for()
    with sebagai("sekda", lebar) as page:
        buka_tugas(page, hal)
        page.get_by_role("button", name="Tanda tangani").click()
        yakin(page)
        page.get_by_text("Terbit dengan nomor").wait_for()
    with db.transaksi(baca=True) as s:
        plh = s.scalars(select(Penugasan).where(Penugasan.jenis == "Plh.")).one()
        surat = s.scalars(select(SuratKeluar)).one()
        assert (plh.jabatan_id, plh.akta, plh.mulai) == (kota.jabatan["kadis"].id, f"surat_keluar:{surat.id}", today())
        assert surat.nomor is not None and surat.nomor in plh.dasar
    with sebagai("sekretaris", lebar) as page:
        assert "Plh. Kepala Dinas Komunikasi dan Informatika" in page.content()


@pytest.mark.parametrize("lebar", [390, 1280])
def test_surat_dari_luar_difoto_dua_halaman(kota: Kantor, sebagai, lebar, tmp_path: Path):
    foto = []
    for n in (1, 2):
        gambar = Image.new("RGB", (900, 1270), "white")
        ImageDraw.Draw(gambar).text((80, 80), f"Surat dari luar, halaman {n}", fill="black")
        isi = io.BytesIO()
        gambar.save(isi, "JPEG")
        berkas = tmp_path / f"halaman-{n}.jpg"
        berkas.write_bytes(isi.getvalue())
        foto.append(berkas)
    with sebagai("arsip_kes", lebar) as page:
        page.goto("/surat-masuk/catat")
        page.locator("input[type=file][multiple]").set_input_files(foto)
        page.locator("#pengirim").fill("Badan Pusat Statistik Kota Pontianak")
        page.locator("#nomor").fill("12/BPS/2026")
        page.locator("#tanggal").fill(today().isoformat())
        page.locator("#hal").fill("Permintaan data puskesmas")
        page.get_by_role("button", name="Catat dan teruskan").click()
        page.locator("h1").filter(has_text="Permintaan data puskesmas").wait_for()
    with db.transaksi(baca=True) as s:
        m = s.scalars(select(SuratMasuk)).one()
        assert m.file is not None
        assert (m.file.halaman, m.agenda, m.tujuan_jabatan_id) == (2, 1, kota.jabatan["tetangga"].id)
    with sebagai("tetangga", lebar) as page:
        buka_tugas(page, "Permintaan data puskesmas")
        page.locator("img.s-kertas").first.wait_for()
