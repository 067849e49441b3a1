"""Letters that come by mail: an .eml or an mbox becomes proposals; what is chosen is registered, with the mail as evidence."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pikepdf
import pypdfium2
import pytest

from suite.core import db
from suite.core.errors import AturanDilanggar
from suite.core.files import services as files
from suite.core.files import surel
from suite.core.files.models import StoredFile
from suite.core.identity.models import Pegawai, UnitKerja
from suite.core.jobs import Job
from suite.core.jobs.worker import Pekerja
from suite.naskah_dinas.models import Berkas, SuratMasuk
from suite.naskah_dinas.models_surel import LampiranMasuk, UsulanSurel
from suite.naskah_dinas.queries import masuk as queries
from suite.naskah_dinas.services import penyusutan
from tests.factories import PeranFactory
from tests.naskah_dinas.dunia_masuk import KODE, Dunia, pdf_kecil


def pesan(hal: str = "Undangan rapat", isi: str = "Kami mengundang Saudara.\n", **kepala: str) -> EmailMessage:
    m = EmailMessage()
    m["From"] = kepala.pop("From", "Dinas Pendidikan Kubu Raya <disdik@kuburaya.test>")
    m["To"] = "diskominfo@pontianak.test"
    m["Date"] = "Mon, 05 Jan 2026 10:00:00 +0700"
    m["Subject"] = hal
    m["Message-ID"] = "<1@kuburaya.test>"
    for k, v in kepala.items():
        m[k] = v
    m.set_content(isi)
    return m


def lampiri(m: EmailMessage, nama: str, isi: bytes, jenis: str = "application/octet-stream") -> EmailMessage:
    utama, _, anak = jenis.partition("/")
    m.add_attachment(isi, maintype=utama, subtype=anak, filename=nama)
    return m


def kotak(*semua: EmailMessage) -> bytes:
    return b"".join(
        b"From a@b Mon Jan 05 10:00:00 2026\n" + m.as_bytes().replace(b"\nFrom ", b"\n>From ") + b"\n" for m in semua
    )


def bom_zip() -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("xl/workbook.xml", "<workbook/>")
        z.writestr("xl/worksheets/sheet1.xml", b"\0" * 200_000_000)
    return keluar.getvalue()


def pdf_berskrip() -> bytes:
    keluar = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.save(keluar)
    return keluar.getvalue()


@pytest.fixture
def bersih(dunia: Dunia) -> Iterator[Dunia]:
    """No proposal waits from the test before."""
    with db.transaksi() as s:
        for u in s.query(UsulanSurel).filter(UsulanSurel.keadaan.in_(("terbuka", "ditolak"))):
            u.keadaan = "dibuang"
    yield dunia


def unggah(d: Dunia, isi: bytes, nama: str = "surat.eml", siapa: str = "agenda") -> Any:
    return d.klien(siapa).post("/surat-masuk/surel", data={"berkas": (io.BytesIO(isi), nama)})


def baca(d: Dunia, isi: bytes, nama: str = "surat.eml") -> list[UsulanSurel]:
    """Upload, let the worker read, and return what waits."""
    jawab = unggah(d, isi, nama)
    assert jawab.status_code == 303, jawab.text
    Pekerja(d.app, jeda=0.01, berkala=False).jalan(sekali=True)
    with db.transaksi(baca=True) as s:
        job = s.get_one(Job, int(jawab.headers["Location"].rsplit("/", 1)[1]))
        assert job.keadaan == "selesai", job.galat
        q = s.query(UsulanSurel).filter(UsulanSurel.keadaan.in_(("terbuka", "ditolak"))).order_by(UsulanSurel.id)
        semua = q.all()
        for u in semua:
            assert u.mentah.jenis_mime == surel.EML
        s.expunge_all()
        return semua


def putuskan(d: Dunia, *usulan: UsulanSurel, lakukan: str = "catat", siapa: str = "agenda", **ganti: object) -> Any:
    isian: dict[str, Any] = {
        "lakukan": lakukan, "pilih": [str(u.id) for u in usulan], "tujuan_jabatan_id": d.jabatan["kadis"].id,
        "sifat": "biasa", "keamanan": "B",
    }  # fmt: skip
    for u in usulan:
        isian |= {
            f"pengirim-{u.id}": u.pengirim, f"nomor-{u.id}": f"005/{u.id}/DISDIK",
            f"tanggal-{u.id}": u.tanggal.isoformat() if u.tanggal else "", f"hal-{u.id}": u.hal,
        }  # fmt: skip
    return d.klien(siapa).post("/surat-masuk/surel/pilihan", data=isian | ganti)


def teks_pdf(isi: bytes) -> str:
    dok = pypdfium2.PdfDocument(isi)
    return "\n".join(dok[i].get_textpage().get_text_range() for i in range(len(dok)))


# The whole way -----------------------------------------------------------------------------------------------------


def test_surel_menjadi_surat_dengan_lampiran_dan_surel_aslinya(bersih: Dunia) -> None:
    m = lampiri(pesan(), "undangan.pdf", pdf_kecil("Undangan"), "application/pdf")
    asli = m.as_bytes()
    (u,) = baca(bersih, asli)
    assert (u.pengirim, u.hal) == ("Dinas Pendidikan Kubu Raya <disdik@kuburaya.test>", "Undangan rapat")
    assert u.tanggal is not None and u.tanggal.isoformat() == "2026-01-05"
    halaman = bersih.klien("agenda").get("/surat-masuk/surel").text
    assert "Kami mengundang Saudara." in halaman and "undangan.pdf" in halaman
    assert putuskan(bersih, u).headers["Location"] == "/surat-masuk/surel"
    with db.transaksi(baca=True) as s:
        surat = s.get_one(SuratMasuk, s.get_one(UsulanSurel, u.id).surat_masuk_id)
        lampiran = queries.lampiran(surat)
        assert [x.judul for x in lampiran] == ["undangan.pdf", "Surel asli (.eml)"]
        assert surat.file is not None
        with bersih.app.app_context():
            assert files.isi(lampiran[1].file) == asli
            isi = teks_pdf(files.isi(surat.file))
        assert "Kami mengundang Saudara." in isi and "disdik@kuburaya.test" in isi and lampiran[1].file.sidik in isi
        ids, surat_id = [x.id for x in lampiran], surat.id
    lihat = bersih.klien("kadis").get(f"/surat-masuk/{surat_id}").text
    assert "undangan.pdf" in lihat and "Surel asli (.eml)" in lihat
    unduh = bersih.klien("kadis").get(f"/surat-masuk/{surat_id}/lampiran/{ids[1]}")
    assert unduh.data == asli and unduh.headers["Content-Disposition"].startswith("attachment")
    assert bersih.klien("staf_kes").get(f"/surat-masuk/{surat_id}/lampiran/{ids[1]}").status_code == 404
    assert "Tidak ada surel yang menunggu" in bersih.klien("agenda").get("/surat-masuk/surel").text


def test_kotak_surat_dipotong_dan_dicatat_sebagian(bersih: Dunia) -> None:
    """A sentence that begins with From is no new message; what is wrong stays as typed, what is right is registered."""
    satu, dua, tiga = pesan("Satu", "From here on.\nFrom: bukan kepala\n"), pesan("Dua"), pesan("Tiga")
    a, b, c = baca(bersih, kotak(satu, dua, tiga), "kotak.mbox")
    assert [x.hal for x in (a, b, c)] == ["Satu", "Dua", "Tiga"] and a.teks.startswith("From here on.")
    jawab = putuskan(bersih, a, b, **{f"hal-{a.id}": "", f"nomor-{a.id}": "7/DIKETIK"})
    assert jawab.status_code == 422
    assert "Isi hal surat." in jawab.text and "7/DIKETIK" in jawab.text and "1 surel tercatat" in jawab.text
    with db.transaksi(baca=True) as s:
        assert [s.get_one(UsulanSurel, x.id).keadaan for x in (a, b, c)] == ["terbuka", "tercatat", "terbuka"]
        assert s.query(StoredFile).filter_by(nama="kotak.mbox").order_by(StoredFile.id.desc()).first().dimusnahkan_pada
    assert putuskan(bersih, a, c, lakukan="buang").status_code == 302
    with db.transaksi(baca=True) as s:
        assert s.get_one(UsulanSurel, a.id).mentah.dimusnahkan_pada is not None
        assert s.get_one(UsulanSurel, b.id).mentah.dimusnahkan_pada is None


def test_surel_yang_sama_tidak_menunggu_dua_kali(bersih: Dunia) -> None:
    baca(bersih, pesan("Sekali saja").as_bytes())
    assert len(baca(bersih, pesan("Sekali saja").as_bytes())) == 1


def test_usulan_hanya_milik_pengunggahnya(bersih: Dunia) -> None:
    (u,) = baca(bersih, pesan("Punya agenda").as_bytes())
    with db.transaksi() as s:
        pegawai, unit = s.get_one(Pegawai, bersih.pegawai["sekre"].id), s.get_one(UnitKerja, bersih.unit["kom"].id)
        PeranFactory(pegawai=pegawai, nama="pengadministrasi", unit=unit)
    assert "Punya agenda" not in bersih.klien("sekre").get("/surat-masuk/surel").text
    assert bersih.klien("sekre").get(f"/surat-masuk/surel/{u.id}/berkas/0").status_code == 404
    assert putuskan(bersih, u, siapa="sekre").status_code == 400
    assert bersih.klien("agenda").get(f"/surat-masuk/surel/{u.id}/berkas/0").status_code == 200
    assert bersih.klien("agenda").get(f"/surat-masuk/surel/{u.id}/berkas/1").status_code == 404


# Hostile and broken mail -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nama", "isi", "sebab"),
    [
        ("jahat.pdf", pdf_berskrip(), "PDF ini memuat"),
        ("halaman.pdf", b"<html><script>alert(1)</script>", "Jenis berkas ini tidak diterima"),
        ("gambar.svg", b"<svg onload='alert(1)'/>", "Jenis berkas ini tidak diterima"),
        ("bom.xlsx", bom_zip(), "100 MB"),
        ("terpotong.pdf", pdf_kecil("x")[:200], ""),
        ("kosong.txt", b"", "kosong"),
        ("x.exe", b"MZ\x90\x00", "Jenis berkas ini tidak diterima"),
    ],
)
def test_lampiran_yang_ditolak_tidak_menghilangkan_surelnya(bersih: Dunia, nama: str, isi: bytes, sebab: str) -> None:
    m = lampiri(lampiri(pesan(f"Bersama {nama}"), nama, isi), "baik.pdf", pdf_kecil("Baik"))
    (u,) = baca(bersih, m.as_bytes())
    jelek, baik = u.lampiran
    assert u.keadaan == "terbuka" and jelek["file_id"] is None and baik["file_id"]
    assert jelek["sebab"] and sebab in jelek["sebab"]
    assert jelek["sebab"] in bersih.klien("agenda").get("/surat-masuk/surel").get_data(as_text=True)
    assert putuskan(bersih, u).status_code == 302
    with db.transaksi(baca=True) as s:
        m_id = s.get_one(UsulanSurel, u.id).surat_masuk_id
        judul = [x.judul for x in s.query(LampiranMasuk).filter_by(surat_masuk_id=m_id).order_by(LampiranMasuk.urut)]
        assert judul == ["baik.pdf", "Surel asli (.eml)"]
        with bersih.app.app_context():
            assert "tidak disimpan" in teks_pdf(files.isi(s.get_one(SuratMasuk, m_id).file))


@pytest.mark.parametrize(
    "nama", ["../../etc/passwd.pdf", "C:\\windows\\passwd.pdf", "pass\u202ewd.pdf", "pass\x00wd.pdf"]
)
def test_nama_lampiran_hanya_nama(bersih: Dunia, nama: str) -> None:
    m = pesan("Nama aneh")
    m.add_attachment(pdf_kecil("x"), maintype="application", subtype="pdf", filename="GANTI")
    kotor = m.as_bytes().replace(b'filename="GANTI"', b"filename*=utf-8''" + _persen(nama))
    (u,) = baca(bersih, kotor)
    assert u.lampiran[0]["nama"] in {"passwd.pdf", "pass wd.pdf"}


def _persen(s: str) -> bytes:
    return "".join(f"%{b:02X}" for b in s.encode()).encode()


@pytest.mark.parametrize(
    ("mentah", "hal", "teks", "catatan"),
    [
        (
            b"From: a@b\nDate: Mon, 05 Jan 2026 10:00:00 +0700\nSubject: =?utf-8?q?satu=0D=0ABcc:_x@y?=\n\nIsi.",
            "satu Bcc: x@y", "Isi.", "",
        ),
        (
            b"From: a@b\nSubject: huruf\nContent-Type: text/plain; charset=ngawur-99\n\nBapak \xe9\xff",
            "huruf", "Bapak éÿ", "Set huruf",
        ),
        (
            b"From: a@b\nSubject: batas\nContent-Type: multipart/mixed; boundary=zz\n\nTanpa batas sama sekali.",
            "batas", "Tanpa batas sama sekali.", "rusak",
        ),
        (
            b"From: a@b\nSubject: batas hilang\nContent-Type: multipart/mixed\n\n--x\n\nIsi.\n--x--",
            "batas hilang", "--x\n\nIsi.\n--x--", "rusak",
        ),
        (
            b"From: a@b\nSubject: html\nContent-Type: text/html\n\n<style>p{}</style><p>Yth. <b>Kadis</b></p><script>x()</script>",
            "html", "Yth. Kadis", "HTML",
        ),
        (b"Subject: tanpa pengirim\nDate: bukan tanggal\n\nIsi.", "tanpa pengirim", "Isi.", "tidak menyebut pengirim"),
        (b"From: a@b\nSubject: masa depan\nDate: Mon, 05 Jan 2099 10:00:00 +0700\n\nIsi.", "masa depan", "Isi.", "Tanggal"),
        ("From: a@b\nSubject: emoji \U0001f600 \u202eterbalik\n\nHalo \U0001f600".encode(), "emoji \U0001f600 terbalik", "Halo \U0001f600", ""),
    ],
    ids=["suntikan", "huruf", "batas", "tanpa_batas", "html", "tanpa_pengirim", "masa_depan", "emoji"],
)  # fmt: skip
def test_surel_rusak_terbaca_dan_dapat_dicatat(bersih: Dunia, mentah: bytes, hal: str, teks: str, catatan: str) -> None:
    (u,) = baca(bersih, mentah)
    assert (u.keadaan, u.hal, u.teks) == ("terbuka", hal, teks)
    assert any(catatan in c for c in u.catatan) if catatan else True
    isi = {f"pengirim-{u.id}": "Pengirim", f"tanggal-{u.id}": "2026-01-05"}
    assert putuskan(bersih, u, **isi).status_code == 302


def test_html_tidak_pernah_menjadi_halaman(bersih: Dunia) -> None:
    baca(
        bersih,
        b"From: <b>x</b> <a@b>\nSubject: <script>alert(1)</script>\nContent-Type: text/html\n\n<img src=http://jahat.test/x>Isi &lt;script&gt;",
    )
    halaman = bersih.klien("agenda").get("/surat-masuk/surel").text
    assert "<script>alert" not in halaman and "jahat.test" not in halaman and "Isi &lt;script&gt;" in halaman


def test_surel_di_dalam_surel_sampai_lima_tingkat(bersih: Dunia) -> None:
    m = lampiri(pesan("Tingkat 7", "isi 7\n"), "tujuh.pdf", pdf_kecil("7"))
    for n in range(6, -1, -1):
        luar = pesan(f"Tingkat {n}", f"isi {n}\n")
        luar.add_attachment(m)
        m = lampiri(luar, f"dari{n}.pdf", pdf_kecil(str(n)))
    (u,) = baca(bersih, m.as_bytes())
    assert "isi 5" in u.teks and "isi 6" not in u.teks
    nama = [x["nama"] for x in u.lampiran if x["file_id"]]
    assert len(nama) == 6 and "dari0.pdf" in nama and any(n.endswith(" - dari5.pdf") for n in nama)
    assert any("lima tingkat" in x["sebab"] for x in u.lampiran)


def test_lampiran_paling_banyak_tiga_puluh(bersih: Dunia) -> None:
    m = pesan("Banyak")
    for n in range(32):
        lampiri(m, f"{n}.txt", b"isi")
    (u,) = baca(bersih, m.as_bytes())
    assert [bool(x["file_id"]) for x in u.lampiran] == [True] * 30 + [False] * 2
    assert "Lebih dari 30 lampiran" in u.lampiran[-1]["sebab"]


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        (b"From: a@b\n" + b"".join(b"X-%d: y\n" % n for n in range(50_000)) + b"\nIsi.", "Kepala surel"),
        (b"From: a@b\nSubject: x\nX: " + b"a" * 1_000_000 + b"\n\nIsi.", "Kepala surel"),
        (
            b"From: a@b\n"
            + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)),
            "",
        ),
        (b"From: a@b\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 5000 + b"--b--", "200 bagian"),
        (b"Bukan: surel\n\nIsi.", "bukan surel"),
    ],
    ids=["kepala_banyak", "kepala_panjang", "dalam", "bagian", "bukan"],
)
def test_yang_tidak_terbaca_menyebut_sebabnya_dan_tetap_dapat_diunduh(bersih: Dunia, isi: bytes, sebab: str) -> None:
    baik = pesan("Sebelah yang baik")
    kotor = b"From x\n" + isi + b"\n" + kotak(baik)
    buruk, sehat = baca(bersih, kotor, "kotak.mbox")
    assert (buruk.keadaan, sehat.hal) == ("ditolak", "Sebelah yang baik")
    assert sebab in buruk.sebab and buruk.sebab
    assert buruk.sebab in bersih.klien("agenda").get("/surat-masuk/surel").text
    assert bersih.klien("agenda").get(f"/surat-masuk/surel/{buruk.id}/berkas/0").data.startswith(isi[:100])
    assert (
        putuskan(bersih, buruk, **{f"tanggal-{buruk.id}": "2026-01-05", f"pengirim-{buruk.id}": "x"}).status_code == 422
    )


@pytest.mark.parametrize(
    ("isi", "nama", "kata"),
    [
        (b"", "a.eml", "kosong"),
        (pdf_kecil("x"), "a.eml", "bukan surel"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "a.msg", "Outlook"),
        (kotak(*[pesan(str(n)) for n in range(201)]), "a.mbox", "201 surel"),
        (b"From: a@b\n\n" + b"x" * (26 * 1024 * 1024), "a.eml", "batasnya 25 MB"),
    ],
    ids=["kosong", "pdf", "outlook", "banyak", "besar"],
)
def test_unggahan_yang_bukan_surel_ditolak_di_sebelah_isiannya(bersih: Dunia, isi: bytes, nama: str, kata: str) -> None:
    jawab = unggah(bersih, isi, nama)
    assert jawab.status_code == 422 and re.search(rf'id="berkas-galat".*{kata}', jawab.text, re.S)


def test_tanpa_pilihan_dan_tanpa_peran(bersih: Dunia) -> None:
    assert bersih.klien("agenda").post("/surat-masuk/surel/pilihan", data={"lakukan": "catat"}).status_code == 400
    assert unggah(bersih, pesan().as_bytes(), siapa="bayu").status_code == 403
    assert "Dari surel" in bersih.klien("agenda").get("/surat-masuk").text
    assert "Dari surel" not in bersih.klien("bayu").get("/surat-masuk").text


def test_anak_proses_menolak_sendiri() -> None:
    with pytest.raises(AturanDilanggar, match="bukan surel"):
        surel.urai(b"\0\1\2")


def test_pemusnahan_surat_membuang_lampiran_dan_surel_aslinya(bersih: Dunia) -> None:
    (u,) = baca(bersih, lampiri(pesan("Akan musnah"), "ikut.pdf", pdf_kecil("Ikut musnah")).as_bytes())
    putuskan(bersih, u)
    with db.transaksi() as s:
        m = s.get_one(SuratMasuk, s.get_one(UsulanSurel, u.id).surat_masuk_id)
        lampiran = {x.file_id for x in queries.lampiran(m)}
        assert not penyusutan._berkas_lepas([], [], [m.id])  # the letter is kept: so is what came with it
        b = Berkas(opd_id=m.opd_id, klasifikasi=KODE, judul="Undangan dari surel", tahun=2026, alur_versi=1)
        s.add(b)
        s.flush()
        m.berkas_id = b.id
        s.flush()
        assert penyusutan._berkas_lepas([b.id], [], [m.id]) == lampiran | {m.file_id}
