"""Hostile files through the real routes: each is refused in words beside its field, what was typed stays, nothing is kept."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from typing import Any

import pytest

from suite.core import db
from suite.core.clock import today
from suite.core.files import services as files
from suite.core.files.models import StoredFile
from suite.core.jobs.worker import Pekerja
from suite.core.ratelimit import BatasLaju
from suite.naskah_dinas.models import Disposisi, SuratKeluar, SuratMasuk
from suite.naskah_dinas.models_surel import UsulanSurel
from tests.factories import PeranFactory
from tests.naskah_dinas import berkas_jahat
from tests.naskah_dinas.dunia_masuk import KODE, Dunia

KETIKAN = "Ketikan yang tidak boleh hilang"
Rute = tuple[str, str, dict[str, Any], str, str]
"""Who, address, what is typed besides, name of the file field, id of the field on the page."""


def _catat(d: Dunia) -> Rute:
    isian = {
        "opd_id": str(d.unit["kom"].id), "tujuan_jabatan_id": str(d.jabatan["kadis"].id), "pengirim": KETIKAN, "nomor": "-",
        "tanggal": today().isoformat(), "hal": "Undangan", "sifat": "biasa", "keamanan": "B", "alasan_kembar": "Uji.",
    }  # fmt: skip
    return "agenda", "/surat-masuk/catat", isian, "berkas", "berkas"


def _konsep(d: Dunia) -> Rute:
    isian = {
        "jenis": "surat_dinas", "lakukan": "simpan", "kepada": f"u:{d.unit['kes'].id}", "hal": KETIKAN, "klasifikasi": KODE,
        "sifat": "biasa", "keamanan": "B", "isi": "<p>Mohon hadir.</p>", "isi_format": "html",
        "penanda_tangan": str(d.jabatan["kadis"].id),
    }  # fmt: skip
    return "bayu", "/surat-keluar/baru", isian, "lampiran", "lampiran"


def _tujuan(d: Dunia) -> Rute:
    siapa, alamat, isian, _, _ = _konsep(d)
    return siapa, alamat, isian | {"lakukan": "tambah_tujuan"}, "berkas_tujuan", "berkas_tujuan"


def _laporan(d: Dunia) -> Rute:
    return "kabid", f"/disposisi/{_disposisi_terbuka(d)}/laporkan", {"laporan": KETIKAN}, "berkas", "berkas"


def _surel(d: Dunia) -> Rute:
    return "agenda", "/surat-masuk/surel", {}, "berkas", "berkas"


def _lambang(d: Dunia) -> Rute:
    return "auditor", "/admin/kota/lambang", {}, "berkas", "berkas"


def _impor(d: Dunia) -> Rute:
    return "auditor", "/admin/impor/unit", {}, "berkas", "berkas-unit"


def _daftar_kode(d: Dunia) -> Rute:
    isian = {"mulai": "2027-01-01", "regulasi": KETIKAN, "sumber": "uji"}
    return "auditor", "/daftar-kode/klasifikasi/impor", isian, "berkas", "berkas"


RUTE: dict[str, Callable[[Dunia], Rute]] = {
    "catat": _catat, "konsep": _konsep, "tujuan": _tujuan, "laporan": _laporan, "surel": _surel, "lambang": _lambang,
    "impor": _impor, "daftar_kode": _daftar_kode,
}  # fmt: skip
_terbuka: dict[int, int] = {}


def _disposisi_terbuka(d: Dunia) -> int:
    """A disposisi that its receiver has not reported; one for all cases."""
    if id(d) not in _terbuka:
        _terbuka[id(d)] = d.disposisi(d.catat("Surat yang dilaporkan"), ["kabid"])["kabid"]
    return _terbuka[id(d)]


@pytest.fixture(scope="module")
def kota(dunia: Dunia) -> Dunia:
    """The auditor also runs the city."""
    with db.transaksi():
        for nama in ("admin", "admin_regulasi"):
            PeranFactory(pegawai=dunia.pegawai["auditor"], nama=nama, unit=None)
    return dunia


def simpanan(d: Dunia) -> tuple[int, list[str]]:
    """Rows and bytes that are kept."""
    with db.transaksi(baca=True) as s:
        folder = d.app.config["SUITE"].var / "files"
        return s.query(StoredFile).count(), sorted(p.name for p in folder.rglob("*") if p.is_file())


def kirim(d: Dunia, rute: str, nama: str, isi: bytes) -> tuple[Any, str]:
    """The answer, and what stands beside the file field."""
    siapa, alamat, isian, bidang, letak = RUTE[rute](d)
    jawab = d.klien(siapa).post(
        alamat, data=isian | {bidang: (io.BytesIO(isi), nama)}, content_type="multipart/form-data"
    )
    galat = re.search(rf'<p class="s-galat-isian" id="{letak}-galat">.*?<span>(.*?)</span></p>', jawab.text, re.S)
    return jawab, html.unescape(galat[1]) if galat else ""


@pytest.mark.parametrize("contoh", list(berkas_jahat.semua()))
@pytest.mark.parametrize("rute", list(RUTE))
def test_berkas_jahat_ditolak_di_sebelah_isiannya_dan_tidak_tersimpan(kota: Dunia, rute: str, contoh: str) -> None:
    nama, isi = berkas_jahat.semua()[contoh]
    RUTE[rute](kota)  # what the case needs is there before anything is counted
    sebelum = simpanan(kota)
    jawab, galat = kirim(kota, rute, nama, isi)
    assert jawab.status_code == (200 if rute == "tujuan" else 422), jawab.text[
        -2000:
    ]  # adding addressees saves nothing
    # A reason and a way out: a sentence that tells the person to do something.
    assert re.search(r"\b(Pilih|Simpan|Kirim|Cetak|Foto|Pindai|Kecilkan|Hapus|Bagi|Baris pertama)\b", galat), galat
    if KETIKAN in str(RUTE[rute](kota)[2]):
        assert KETIKAN in jawab.text
    assert simpanan(kota) == sebelum


@pytest.mark.parametrize("contoh", list(berkas_jahat.semua()))
def test_halaman_umum_tidak_menyebut_berkas_jahat_asli_dan_tidak_menyimpannya(kota: Dunia, contoh: str) -> None:
    with db.transaksi():
        db.session.query(BatasLaju).delete()
    nama, isi = berkas_jahat.semua()[contoh]
    sebelum = simpanan(kota)
    jawab = kota.klien(None).post("/periksa", data={"berkas": (io.BytesIO(isi), nama)})
    assert jawab.status_code in {200, 422}
    assert "Berkas ini asli" not in jawab.text and "Surat ini asli" not in jawab.text
    assert simpanan(kota) == sebelum


@pytest.mark.parametrize(("dikirim", "disimpan"), list(berkas_jahat.NAMA_JAHAT.items()))
def test_nama_berkas_dibersihkan_pada_lampiran_dan_bukti(kota: Dunia, dikirim: str, disimpan: str) -> None:
    """Also on the way back: neither page nor download header carries what was cut off."""
    jawab, galat = kirim(kota, "konsep", dikirim, berkas_jahat.pdf())
    assert jawab.status_code == 302, galat
    id = int(jawab.headers["Location"].rsplit("/", 1)[1])
    with db.transaksi(baca=True) as s:
        (lampiran,) = s.get_one(SuratKeluar, id).lampiran
        assert lampiran.file.nama == disimpan
        assert lampiran.judul.isprintable() and "/" not in lampiran.judul and "\\" not in lampiran.judul
        unduh = f"/surat-keluar/{id}/lampiran/{lampiran.id}"
    jawab = kota.klien("bayu").get(unduh)
    assert jawab.status_code == 200 and "X-Jahat" not in jawab.headers
    assert jawab.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("dikirim", list(berkas_jahat.NAMA_JAHAT))
def test_nama_jahat_tidak_tampil_dalam_pesan_penolakan(kota: Dunia, dikirim: str) -> None:
    jawab, galat = kirim(kota, "konsep", dikirim, b"MZ\x90\x00")
    assert jawab.status_code == 422 and "Jenis berkas ini tidak diterima" in galat
    assert galat.isprintable() and not set("/\\<") & set(galat) and len(galat) < 400


def test_foto_rusak_di_tengah_pindaian_menyebut_jalan_keluar_dan_tidak_menyisakan_foto_lain(kota: Dunia) -> None:
    siapa, alamat, isian, bidang, _ = _catat(kota)
    sebelum = simpanan(kota)
    lembar = [(io.BytesIO(berkas_jahat.jpeg()), "1.jpg"), (io.BytesIO(berkas_jahat.jpeg()[:5000]), "2.jpg")]
    jawab = kota.klien(siapa).post(alamat, data=isian | {bidang: lembar})
    assert jawab.status_code == 422 and "Gambar rusak" in jawab.text and KETIKAN in jawab.text
    assert simpanan(kota) == sebelum


# Text that is hostile or broken ------------------------------------------------------------------------------------

EML_RUSAK = (
    b"From: =?bukan-set?Q?Dinas_=FF=FE?= <a@b.test>\r\nSubject: =?utf-8?B?!!!?= Undangan \xff\xfe\r\n"
    b"Date: Mon, 05 Jan 2026 10:00:00 +0700\r\nContent-Type: text/plain; charset=tidak-ada\r\n"
    b"Content-Transfer-Encoding: 8bit\r\n\r\nMohon hadir \xff\xfe\x00 pukul 09.00\r\n"
)


def test_surel_bersandi_rusak_menjadi_usulan_yang_terbaca(kota: Dunia) -> None:
    jawab, galat = kirim(kota, "surel", "rusak.eml", EML_RUSAK)
    assert jawab.status_code == 303, galat
    Pekerja(kota.app, jeda=0.01, berkala=False).jalan(sekali=True)
    with db.transaksi(baca=True) as s:
        u = s.query(UsulanSurel).order_by(UsulanSurel.id.desc()).first()
        assert u is not None and u.keadaan == "terbuka" and "Mohon hadir" in u.teks and "pukul 09.00" in u.teks
        assert "\x00" not in u.teks + u.hal + u.pengirim and "Undangan" in u.hal
    halaman = kota.klien("agenda").get("/surat-masuk/surel")
    assert halaman.status_code == 200 and "Mohon hadir" in halaman.text


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{color:red}</style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body lang=IN>
<p class=MsoNormal style='mso-margin-top-alt:auto' onclick="alert(1)"><span style='font-family:Calibri'>Sehubungan
dengan <b>rapat</b> itu,<o:p></o:p></span></p><script>alert(2)</script><a href="javascript:alert(3)">mohon hadir</a>
<img src=x onerror=alert(4)><p class=MsoListParagraph>1.<span>&nbsp;</span>pukul&#8203; 09.00\u202e</p></body></html>"""


def test_tempelan_word_dibersihkan_dan_teksnya_tetap(kota: Dunia) -> None:
    siapa, alamat, isian, _, _ = _konsep(kota)
    jawab = kota.klien(siapa).post(alamat, data=isian | {"isi": WORD})
    assert jawab.status_code == 302
    with db.transaksi(baca=True) as s:
        isi = s.get_one(SuratKeluar, int(jawab.headers["Location"].rsplit("/", 1)[1])).isi
    for sampah in (
        "Mso",
        "style",
        "script",
        "alert",
        "onclick",
        "href",
        "<img",
        "o:p",
        "[if",
        "\u202e",
        "\u200b",
        "color",
    ):
        assert sampah not in isi, sampah
    polos = " ".join(re.sub(r"<[^>]+>", " ", html.unescape(isi)).split())
    for kata in ("Sehubungan dengan rapat itu", "mohon hadir", "pukul 09.00"):
        assert kata in polos


def test_yang_diterima_dan_dibersihkan_tetap_diterima(kota: Dunia) -> None:
    """The other side of the table: a good scan and a good photo still pass, so that no case is refused for nothing."""
    d_id = _disposisi_terbuka(kota)
    with db.transaksi(baca=True) as s:
        sebelum = s.query(SuratMasuk).count()
    for nama, isi in (("a.pdf", berkas_jahat.pdf()), ("a.jpg", berkas_jahat.jpeg())):
        jawab, galat = kirim(kota, "catat", nama, isi)
        assert jawab.status_code == 302, galat
    with db.transaksi(baca=True) as s:
        assert s.query(SuratMasuk).count() == sebelum + 2
        m = s.query(SuratMasuk).order_by(SuratMasuk.id.desc()).first()
        assert m is not None and m.file is not None and files.isi(m.file).startswith(b"%PDF-")
        assert s.get_one(Disposisi, d_id).laporan == ""
