"""Letter bodies: cleaned, bounded, one normal form; and printing with the shipped fonts only."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suite.core.documents.isi import bersihkan, dari_teks, kosong, pohon, teks
from suite.core.documents.render import GagalMencetak, cetak
from suite.core.errors import AturanDilanggar


@pytest.mark.parametrize(
    ("kotor", "tak_boleh"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "alert"),
        ('<p onclick="x()">a</p>', "onclick"),
        ('<p><a href="javascript:alert(1)">klik</a></p>', "javascript"),
        ('<p><img src=x onerror="y">a</p>', "img"),
        ("<p>a<iframe src='//x'></iframe></p>", "iframe"),
        ('<p style="position:fixed">a</p>', "style"),
        ("<p>a<svg><script>1</script></svg></p>", "svg"),
    ],
)
def test_yang_berbahaya_hilang_dan_teksnya_tinggal(kotor: str, tak_boleh: str):
    bersih = bersihkan(kotor)
    assert tak_boleh not in bersih
    assert "<p>" in bersih


def test_susunan_surat_tetap():
    html = (
        "<p>Bersama ini <strong>kami</strong> <em>undang</em> <u>Saudara</u>:</p>"
        '<ol type="a"><li><p>satu</p><ul><li><p>anak</p></li></ul></li><li><p>dua</p></li></ol>'
        '<table><tbody><tr><th>No</th><th>Nama</th></tr><tr><td colspan="2">gabung</td></tr></tbody></table>'
    )
    bersih = bersihkan(html)
    for potongan in ("<strong>kami</strong>", "<em>undang</em>", "<u>Saudara</u>", 'type="a"', "anak", 'colspan="2"'):
        assert potongan in bersih


@given(st.text(alphabet="<>/abp ultdrow=\"'&;\n0x", max_size=300))
@settings(max_examples=150, deadline=None)
def test_membersihkan_dua_kali_sama_dengan_sekali(html: str):
    try:
        sekali = bersihkan(html)
    except AturanDilanggar:
        return
    assert bersihkan(sekali) == sekali


@pytest.mark.parametrize(
    "jahat", ["<b>" * 20_000, "<ul><li>" * 5_000, "<p>" + "x" * 400_000 + "</p>", "<div>" * 100_000]
)
def test_terlalu_besar_atau_dalam_ditolak_dengan_cepat(jahat: str):
    mulai = time.perf_counter()
    try:
        bersihkan(jahat)
    except AturanDilanggar as galat:
        assert galat.field == "isi"
    assert time.perf_counter() - mulai < 2


def test_sel_gabungan_yang_melewati_tabel_dijepit():
    html = '<table><tr><td colspan="3" rowspan="999999">a</td></tr><tr><td>b</td></tr></table>'
    (tabel,) = pohon(html)
    assert all(s["x"] + s["w"] <= tabel["kolom"] and s["y"] + s["h"] <= tabel["baris"] for s in tabel["sel"])


def test_tabel_terlalu_lebar_ditolak_dengan_jalan_keluar():
    with pytest.raises(AturanDilanggar, match="Bagi menjadi dua tabel"):
        pohon("<table><tr>" + "<td>a</td>" * 40 + "</tr></table>")


def test_teks_biasa_menjadi_surat_tanpa_javascript():
    html = dari_teks(
        "Kepada Saudara.\n\nhari, tanggal : Senin, 30 November 2026\ntempat : Ruang Rapat\n\n1. satu\n2. dua"
    )
    assert 'class="rincian"' in html
    assert "<ol" in html
    assert teks(html).startswith("Kepada Saudara.")


@pytest.mark.parametrize("letak", ["<p>a\u202eb\u200bc</p>", "<p>a&#x202e;b&#x200b;c&#0;</p>"])
def test_huruf_tak_tampak_hilang_juga_sebagai_entitas(letak: str):
    assert bersihkan(letak) == "<p>abc</p>"


def test_huruf_tak_tampak_pada_isian_lain_tidak_tercetak_dan_tidak_menggagalkan():
    from suite.naskah_dinas.documents import cetak_naskah
    from tests.core.test_signing import naskah

    kotor, bersih = naskah(), naskah()
    kotor["hal"] = "Un\u202ed\x07an\x00g\ufeffan"
    bersih["hal"] = "Undangan"
    assert cetak_naskah("surat_dinas", kotor) == cetak_naskah("surat_dinas", bersih)


@pytest.mark.parametrize(
    "isi",
    [
        "<ol><li>x" * 8 + "</li></ol>" * 8,
        "<table><tr>" + "<td>Rp1.250.000.000</td>" * 16 + "</tr></table>",
        "<table><tr><td rowspan='3'>"
        + "kata " * 3000
        + "</td><td>a</td></tr><tr><td>b</td></tr><tr><td>c</td></tr></table>",
        "<table><thead>" + "<tr><th>a</th></tr>" * 80 + "</thead></table>",
        "<p>" + "x" * 5000 + "</p>",
        '<table class="rincian"><tr><td>' + "label " * 50 + "</td><td>" + "nilai " * 3000 + "</td></tr></table>",
    ],
)
def test_isi_sebatas_yang_diterima_tercetak(isi: str):
    from suite.naskah_dinas.documents import cetak_naskah
    from tests.core.test_signing import naskah

    data = naskah()
    data["isi"] = pohon(isi)
    assert cetak_naskah("surat_dinas", data).startswith(b"%PDF-")


def test_kosong_berarti_tidak_ada_yang_tercetak():
    assert kosong("<p> <br> </p>")
    assert kosong("<p>\u200b</p>")
    assert not kosong("<p>a</p>")


def test_teks_pengguna_tidak_menjadi_perintah_cetak(tmp_path):
    from tests.core.test_signing import naskah

    data = dict(naskah())
    data["hal"] = '#panic("x") $x$ #eval("1") \\ * _ ` @ <label>'
    data["isi"] = pohon('<p>#read("/etc/passwd") $ x $ #import "a"</p>')
    data |= {"judul_dokumen": "x", "penerbit": "y", "qr": "<svg xmlns='http://www.w3.org/2000/svg'/>"}
    assert cetak("naskah_dinas/documents/surat_dinas.typ", data).startswith(b"%PDF-")


def test_huruf_yang_tidak_dimiliki_font_ditolak_dengan_menyebutnya():
    with pytest.raises(AturanDilanggar, match="U\\+4E2D"):
        cetak("naskah_dinas/documents/surat_dinas.typ", {"hal": "中"})


def test_templat_di_luar_paket_tidak_dicetak():
    with pytest.raises(GagalMencetak):
        cetak("../../etc/passwd", {})
