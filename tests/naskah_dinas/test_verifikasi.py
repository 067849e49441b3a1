"""The public page: genuine or not, by QR code and by uploading the PDF; whatever was changed or appended is told."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import timedelta

import pikepdf
import pytest

from suite.core import db, ratelimit
from suite.core.clock import frozen, now
from suite.core.documents.signing import Penanda
from suite.core.errors import TerlaluSering
from suite.core.files import services as files
from suite.core.files.models import StoredFile
from suite.core.ratelimit import BatasLaju
from suite.naskah_dinas.models import SuratKeluar
from tests.naskah_dinas.dunia_masuk import Dunia, pdf_kecil


@dataclass(frozen=True)
class Terbit:
    """A signed letter: token of its public page, signed bytes, bound bytes before the signature."""

    id: int
    token: str
    pdf: bytes
    terikat: bytes


def terbit(d: Dunia, hal: str, keamanan: str = "B") -> Terbit:
    s_id, _ = d.kirim(hal, keamanan=keamanan)
    with d.app.app_context(), db.transaksi(baca=True):
        s = db.session.get_one(SuratKeluar, s_id)
        assert s.token and s.signed and s.final
        return Terbit(s_id, s.token, files.isi(s.signed), files.isi(s.final))


@pytest.fixture(scope="module")
def surat(dunia: Dunia) -> Terbit:
    return terbit(dunia, "Undangan yang diperiksa")


@pytest.fixture(autouse=True)
def tanpa_hitungan(dunia: Dunia) -> None:
    """Each test may upload afresh."""
    with db.transaksi():
        db.session.query(BatasLaju).delete()


def unggah(d: Dunia, alamat: str, pdf: bytes, nama: str = "surat.pdf"):
    return d.klien(None).post(alamat, data={"berkas": (io.BytesIO(pdf), nama)})


def putusan(jawab: object) -> str:
    cocok = re.search(r'<h1 id="putusan-judul">([^<]+)</h1>', jawab.text)  # type: ignore[attr-defined]
    assert cocok
    return cocok[1]


def balik(pdf: bytes, tempat: int) -> bytes:
    return pdf[:tempat] + bytes([pdf[tempat] ^ 1]) + pdf[tempat + 1 :]


# By address --------------------------------------------------------------------------------------------------------


def test_surat_biasa_tampil_lengkap_tanpa_masuk(dunia: Dunia, surat: Terbit) -> None:
    jawab = dunia.klien(None).get(f"/v/{surat.token}")
    assert jawab.status_code == 200 and putusan(jawab) == "Surat ini asli"
    for teks in (
        "Undangan yang diperiksa",
        "/Dinkes/",
        "Sidiq Handanu",
        "Kepala Dinas Kesehatan",
        "menjabat sejak 1 Januari 2020",
    ):
        assert teks in jawab.text
    assert "pengembangan" in jawab.text and "BSrE" not in jawab.text and "(0561) 000000" in jawab.text


@pytest.mark.parametrize("kelas", ["T", "R", "SR"])
def test_surat_terbatas_hanya_asli_atau_tidak(dunia: Dunia, kelas: str) -> None:
    rahasia = terbit(dunia, f"Perihal tertutup {kelas}", kelas)
    with db.transaksi(baca=True):
        nomor = db.session.get_one(SuratKeluar, rahasia.id).nomor
    for jawab in (
        dunia.klien(None).get(f"/v/{rahasia.token}"),
        unggah(dunia, f"/v/{rahasia.token}", rahasia.pdf),
        unggah(dunia, "/periksa", rahasia.pdf),
        unggah(dunia, "/periksa", rahasia.pdf + b"\n% x\n"),
    ):
        assert "Perihal tertutup" not in jawab.text and str(nomor) not in jawab.text
        assert "Sidiq" not in jawab.text and "Dinas Kesehatan" not in jawab.text
        assert "pengembangan" in jawab.text
    assert putusan(dunia.klien(None).get(f"/v/{rahasia.token}")) == "Surat ini asli"


def test_alamat_tidak_dikenal(dunia: Dunia) -> None:
    for token in ("tidakadasuratnya_tidakadasuratnya", "x", "a" * 500, "%00"):
        jawab = dunia.klien(None).get(f"/v/{token}")
        assert jawab.status_code == 404
    assert putusan(dunia.klien(None).get("/v/tidakadasuratnya_tidakadasuratnya")) == "Tidak dikenal"


def test_konsep_dan_surat_batal_tidak_disebut_asli(dunia: Dunia) -> None:
    s = terbit(dunia, "Surat yang dibatalkan")
    for keadaan, kata in (("menandatangani", "Belum terbit"), ("batal", "Surat ini batal")):
        with db.transaksi():
            db.session.query(SuratKeluar).filter_by(id=s.id).update({"status": keadaan})
        assert putusan(dunia.klien(None).get(f"/v/{s.token}")) == kata
        assert putusan(unggah(dunia, "/periksa", s.pdf)) != "Berkas ini asli"


# By upload ---------------------------------------------------------------------------------------------------------


def test_berkas_yang_sama_persis_asli(dunia: Dunia, surat: Terbit) -> None:
    for alamat in (f"/v/{surat.token}", "/periksa"):
        jawab = unggah(dunia, alamat, surat.pdf)
        assert putusan(jawab) == "Berkas ini asli" and "Undangan yang diperiksa" in jawab.text


def test_tidak_ada_yang_disimpan(dunia: Dunia, surat: Terbit) -> None:
    def banyak() -> int:
        with db.transaksi(baca=True):
            return db.session.query(StoredFile).count()

    sebelum, gudang = banyak(), sorted(dunia.app.config["SUITE"].var.rglob("*"))
    unggah(dunia, "/periksa", balik(surat.pdf, 2000))
    assert banyak() == sebelum and sorted(dunia.app.config["SUITE"].var.rglob("*")) == gudang


def test_satu_bita_di_mana_pun_berubah_ketahuan(dunia: Dunia, surat: Terbit) -> None:
    """Also in the padding of the signature's own field, which no signature covers."""
    mulai = surat.pdf.index(b"/Contents <", len(surat.terikat)) + len(b"/Contents <")
    isi = surat.pdf[mulai : surat.pdf.index(b">", mulai)]
    bantalan = mulai + len(isi) - 4
    assert isi.endswith(b"0000")
    tempat = [
        15,
        len(surat.terikat) // 2,
        len(surat.terikat) - 3,
        mulai + 40,
        bantalan,
        len(surat.pdf) - 8,
        len(surat.pdf) - 1,
    ]
    for t in tempat:
        jawab = unggah(dunia, f"/v/{surat.token}", balik(surat.pdf, t))
        assert putusan(jawab) == "Berkas diubah setelah ditandatangani", t
        assert f"{len(surat.pdf):,}".replace(",", ".") + " bita" in jawab.text, "the signed revision is named"


def test_bita_pertama_yang_berubah_bukan_pdf_lagi(dunia: Dunia, surat: Terbit) -> None:
    assert putusan(unggah(dunia, f"/v/{surat.token}", balik(surat.pdf, 0))) == "Bukan berkas PDF"


@pytest.mark.parametrize("alamat", ["token", "/periksa"])
def test_isi_yang_ditambahkan_ketahuan_dan_revisinya_disebut(dunia: Dunia, surat: Terbit, alamat: str) -> None:
    """Page content appended in a proper incremental update: readers call the signature valid."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    tulis = IncrementalPdfFileWriter(io.BytesIO(surat.pdf))
    halaman = tulis.root["/Pages"]["/Kids"][0].get_object()
    halaman["/Rotate"] = generic.NumberObject(180)
    tulis.update_container(halaman)
    ditambah = io.BytesIO()
    tulis.write(ditambah)
    for pdf in (ditambah.getvalue(), surat.pdf + b"\n% komentar", surat.pdf + b"\n"):
        jawab = unggah(dunia, f"/v/{surat.token}" if alamat == "token" else alamat, pdf)
        assert putusan(jawab) == "Berkas ditambah setelah ditandatangani"
        assert (
            f"{len(surat.pdf):,}".replace(",", ".") + " bita" in jawab.text and "Undangan yang diperiksa" in jawab.text
        )


def test_surat_lain_disebut_bukan_surat_ini(dunia: Dunia, surat: Terbit) -> None:
    lain = terbit(dunia, "Surat yang lain sama sekali")
    assert putusan(unggah(dunia, f"/v/{surat.token}", lain.pdf)) == "Bukan surat ini"
    assert putusan(unggah(dunia, f"/v/{surat.token}", lain.pdf + b"\n%")) == "Bukan surat ini"


def test_berkas_sebelum_ditandatangani_tidak_asli(dunia: Dunia, surat: Terbit) -> None:
    assert putusan(unggah(dunia, f"/v/{surat.token}", surat.terikat)) != "Berkas ini asli"


def test_disimpan_ulang_tidak_asli(dunia: Dunia, surat: Terbit) -> None:
    keluar = io.BytesIO()
    with pikepdf.open(io.BytesIO(surat.pdf)) as pdf:
        pdf.save(keluar)
    assert putusan(unggah(dunia, f"/v/{surat.token}", keluar.getvalue())) not in {"Berkas ini asli", "Surat ini asli"}


def test_ditandatangani_ca_yang_sama_tetapi_tidak_terbit(dunia: Dunia) -> None:
    """A valid signature alone makes no letter: it must be one of the register."""
    pdf = dunia.app.extensions["signer"].tanda_tangani(
        pdf_kecil("palsu"), penanda=Penanda("Orang Lain", "198209012006042099", "Kepala"), waktu=now()
    )
    assert putusan(unggah(dunia, "/periksa", pdf)) not in {"Berkas ini asli", "Surat ini asli"}


def test_pdf_biasa_dan_bukan_pdf(dunia: Dunia, surat: Terbit) -> None:
    assert putusan(unggah(dunia, "/periksa", pdf_kecil("brosur"))) == "Tidak bertanda tangan elektronik"
    assert putusan(unggah(dunia, "/periksa", b"halo", "halo.txt")) == "Bukan berkas PDF"
    assert putusan(unggah(dunia, "/periksa", b"%PDF-1.7\n" + b"\x00\xff" * 400)) != "Berkas ini asli"


def test_tanpa_berkas_dan_berkas_terlalu_besar(dunia: Dunia, surat: Terbit) -> None:
    jawab = dunia.klien(None).post("/periksa", data={})
    assert jawab.status_code == 422 and "Pilih berkas PDF" in jawab.text
    assert unggah(dunia, "/periksa", b"%PDF-1.7\n" + b"0" * (26 * 1024 * 1024)).status_code == 413


# Limits ------------------------------------------------------------------------------------------------------------


def test_tiga_puluh_unggahan_semenit_lalu_ditahan(dunia: Dunia) -> None:
    with frozen(now()):
        kode = [unggah(dunia, "/periksa", b"bukan", "x.txt").status_code for _ in range(32)]
        assert kode == [200] * 30 + [429] * 2
        jawab = unggah(dunia, "/periksa", b"bukan", "x.txt")
        assert 1 <= int(jawab.headers["Retry-After"]) <= 60
    with frozen(now() + timedelta(minutes=2)):
        assert unggah(dunia, "/periksa", b"bukan", "x.txt").status_code == 200


def test_hitungan_per_alamat_tanpa_menyimpan_alamat(dunia: Dunia) -> None:
    with frozen(now()):
        with db.transaksi():
            for _ in range(3):
                ratelimit.batasi("uji", "203.0.113.7", batas=3, jendela=timedelta(minutes=1))
            ratelimit.batasi("uji", "203.0.113.8", batas=3, jendela=timedelta(minutes=1))
            ratelimit.batasi("lain", "203.0.113.7", batas=3, jendela=timedelta(minutes=1))
            for akhir in ("1", "2", "3"):
                ratelimit.batasi("uji", f"2001:db8:1:2::{akhir}", batas=3, jendela=timedelta(minutes=1))
        for alamat in ("203.0.113.7", "::ffff:203.0.113.7", "2001:db8:1:2::ffff"):
            with pytest.raises(TerlaluSering), db.transaksi():
                ratelimit.batasi("uji", alamat, batas=3, jendela=timedelta(minutes=1))
    with db.transaksi():
        assert not any("203.0.113" in b.kunci for b in db.session.query(BatasLaju))
        assert ratelimit.bersihkan() == 0
        with frozen(now() + timedelta(days=2)):
            assert ratelimit.bersihkan() > 0
