"""The regulation's text with a proposal, of a parameter and of a code list: taken in with care, read by who approves,
kept as it was submitted."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pikepdf
import pytest
from flask.testing import FlaskClient

from suite.core import audit, db, naskah_peraturan, workflow
from suite.core.aturan import muat_semua
from suite.core.clock import frozen, today
from suite.core.errors import AturanDilanggar, Konflik
from suite.core.files.models import StoredFile
from suite.core.http.application import Suite
from suite.core.ketentuan import services
from tests.daftar_kode.regulasi import KECIL, Meja, siapkan, versi_baru
from tests.matrix.dunia import pdf_uji

muat_semua()


@pytest.fixture
def meja(app: Suite) -> Iterator[Meja]:
    with frozen(datetime(2026, 11, 24, 3, tzinfo=UTC)):
        yield siapkan()


@pytest.fixture
def sebagai(meja: Meja, masuk_sebagai: Callable[[Any], FlaskClient]) -> Callable[[str], FlaskClient]:
    return lambda nama: masuk_sebagai(meja.akun[nama])


def usul(meja: Meja, jenis: str) -> str:
    """A draft; its address."""
    with db.transaksi():
        if jenis == "ketentuan":
            isian = services.Isian(
                "core.penunjukan_sementara", today() + timedelta(days=9), None, "Perwali 1/2026 Ps 2", "", "Uji", False,
                {"paling_lama_hari": 9},
            )  # fmt: skip
            return f"/ketentuan/usulan/{services.usulkan(meja.aktor('admin'), isian).id}"
        u = versi_baru(meja, KECIL.replace("Rencana", "Rencana kerja"), today() + timedelta(days=60))
        return f"/daftar-kode/usulan/{u.id}"


def versi(klien: FlaskClient, alamat: str) -> str:
    cocok = re.search(r'name="versi" value="(\d+)"', klien.get(alamat).text)
    assert cocok is not None
    return cocok[1]


def lampirkan(klien: FlaskClient, alamat: str, isi: bytes, nama: str = "perwali-1-2026.pdf", **lain: str) -> Any:
    data = {"versi": versi(klien, alamat), "berkas": (io.BytesIO(isi), nama)} | lain
    return klien.post(f"{alamat}/naskah", data=data)


def aksi(klien: FlaskClient, alamat: str, nama: str) -> Any:
    return klien.post(
        f"{alamat}/aksi/{nama}", data={"versi": versi(klien, alamat), "konfirmasi": "ya", "catatan": "Uji"}
    )


@pytest.mark.parametrize("jenis", ["ketentuan", "daftar"])
def test_naskah_dibaca_penyetuju_dan_tetap_seperti_diajukan(
    jenis: str, meja: Meja, sebagai: Callable[[str], FlaskClient]
) -> None:
    alamat = usul(meja, jenis)
    admin, penyetuju, lain = sebagai("admin"), sebagai("penyetuju"), sebagai("staf")
    assert admin.get(f"{alamat}/naskah").status_code == 404
    isi = pdf_uji("Perwali 1")
    assert lampirkan(admin, alamat, isi).status_code == 302
    pengganti = pdf_uji("Perwali 1, diperbaiki")
    assert lampirkan(admin, alamat, pengganti, "C:\\naskah\\perwali <akhir>.pdf").status_code == 302
    assert aksi(admin, alamat, "ajukan").status_code == 302

    halaman = penyetuju.get(alamat).text
    assert "perwali akhir.pdf" in halaman and "1 halaman" in halaman
    assert "Naskah peraturan dilampirkan" in halaman, "in the history"
    assert "Lampirkan naskahnya" not in halaman and 'type="file"' not in halaman
    jawab = penyetuju.get(f"{alamat}/naskah")
    assert (jawab.status_code, jawab.mimetype, jawab.data) == (200, "application/pdf", pengganti)
    assert jawab.headers["Content-Disposition"].startswith("inline")
    assert lain.get(f"{alamat}/naskah").status_code in (403, 404), "not decided yet"
    assert penyetuju.post(f"{alamat}/naskah", data={"versi": "1"}).status_code in (403, 404)
    kirim = {"versi": "4", "berkas": (io.BytesIO(isi), "perwali.pdf")}
    assert admin.post(f"{alamat}/naskah", data=kirim).status_code in (403, 409), (
        "submitted: not to be exchanged any more"
    )
    assert penyetuju.get(f"{alamat}/naskah").data == pengganti

    assert aksi(penyetuju, alamat, "setujui").status_code == 302
    assert penyetuju.get(f"{alamat}/naskah").data == pengganti
    if jenis == "ketentuan":
        assert lain.get(f"{alamat}/naskah").data == pengganti, "law for everybody"
        assert f"{alamat}/naskah" in lain.get("/ketentuan/core.penunjukan_sementara").text


@pytest.mark.parametrize("jenis", ["ketentuan", "daftar"])
def test_naskah_dapat_dilepas_dan_jejaknya_tinggal(
    jenis: str, meja: Meja, sebagai: Callable[[str], FlaskClient]
) -> None:
    alamat, admin = usul(meja, jenis), sebagai("admin")
    lampirkan(admin, alamat, pdf_uji("Satu"))
    assert admin.post(f"{alamat}/naskah", data={"versi": versi(admin, alamat), "lepas": "ya"}).status_code == 302
    assert admin.get(f"{alamat}/naskah").status_code == 404
    assert "Lampirkan naskahnya" in admin.get(alamat).text
    with db.transaksi(baca=True):
        rantai = f"usulan_{jenis}:{alamat.rsplit('/', 1)[1]}"
        perubahan = str([p.perubahan for p in audit.riwayat_dokumen(rantai)])
        id = db.session.query(StoredFile).filter_by(nama="perwali-1-2026.pdf").one().id
        assert perubahan.count("naskah_id") == 4 and f"{id}" in perubahan


def berbahaya() -> bytes:
    pdf, keluar = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.save(keluar)
    return keluar.getvalue()


TOLAK = [
    ("ketentuan", lambda: b"Perwali 1 Tahun 2026", "Jenis berkas ini tidak diterima. Kirim PDF."),
    ("ketentuan", lambda: b"", "Berkas kosong"),
    ("ketentuan", lambda: b"%PDF-1.7\nbukan pdf", "PDF ini rusak"),
    ("ketentuan", berbahaya, "skrip"),
    ("daftar", lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 50, "Jenis berkas ini tidak diterima"),
    ("daftar", lambda: pdf_uji() + b"\n%" + b"x" * (2 * 1024 * 1024), "batasnya 1 MB"),
]


def test_yang_bukan_naskah_ditolak_di_samping_isiannya(
    app: Suite, meja: Meja, sebagai: Callable[[str], FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SUITE", replace(app.config["SUITE"], upload_mb=1))
    admin = sebagai("admin")
    alamat = {jenis: usul(meja, jenis) for jenis in ("ketentuan", "daftar")}
    for jenis, isi, pesan in TOLAK:
        jawab = lampirkan(admin, alamat[jenis], isi(), "naskah.pdf")
        assert jawab.status_code == 422, pesan
        galat = re.search(r'id="berkas-galat">.*?</p>', jawab.text, re.S)
        assert galat is not None and pesan in galat[0]
    with db.transaksi(baca=True):
        assert db.session.query(StoredFile).filter_by(nama="naskah.pdf").count() == 0


def test_tanpa_berkas_dan_versi_usang(meja: Meja, sebagai: Callable[[str], FlaskClient]) -> None:
    alamat, admin = usul(meja, "ketentuan"), sebagai("admin")
    jawab = admin.post(f"{alamat}/naskah", data={"versi": versi(admin, alamat)})
    assert jawab.status_code == 422 and "Pilih berkas PDF" in jawab.text
    lama = versi(admin, alamat)
    lampirkan(admin, alamat, pdf_uji())
    jawab = admin.post(f"{alamat}/naskah", data={"versi": lama, "lepas": "ya"})
    assert jawab.status_code == 409
    assert admin.get(f"{alamat}/naskah").status_code == 200


def test_layanan_menolak_yang_bukan_konsep(meja: Meja) -> None:
    id = int(usul(meja, "ketentuan").rsplit("/", 1)[1])
    from suite.core.ketentuan.models import UsulanKetentuan

    with db.transaksi():
        u, admin = db.session.get_one(UsulanKetentuan, id), meja.aktor("admin")
        with pytest.raises(AturanDilanggar, match="Berkas kosong"):
            naskah_peraturan.lampirkan(admin, u, "a.pdf", io.BytesIO(b""), versi=u.versi, batas_mb=1)
        workflow.jalankan(u, "ajukan", admin, versi=u.versi)
        with pytest.raises(Konflik, match="diperiksa"):
            naskah_peraturan.lampirkan(admin, u, "a.pdf", io.BytesIO(pdf_uji()), versi=u.versi, batas_mb=1)
        assert u.naskah is None
