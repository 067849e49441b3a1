"""Reading and checking the file of a code list, without a database."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from suite.core.aturan import muat_semua
from suite.core.daftar_kode.jenis import JenisDaftar, daftarkan, jenis_daftar
from suite.core.daftar_kode.kode import induk, kunci_urut, leluhur, ruas, urutkan
from suite.core.daftar_kode.periksa import beda, periksa, sidik
from suite.core.errors import MasukanSalah
from suite.core.impor import baca
from suite.core.impor.baca import baca_tabel
from suite.naskah_dinas.rules.klasifikasi import BERKAS_KLASIFIKASI

muat_semua()
KLASIFIKASI = jenis_daftar("klasifikasi")
KEPALA = "kode,uraian,aktif,inaktif,nasib_akhir,keamanan\n"
KODE = st.lists(st.integers(0, 999_999), min_size=1, max_size=6).map(lambda r: ".".join(map(str, r)))


def baris_csv(*baris: str):
    return periksa(KLASIFIKASI, baca_tabel((KEPALA + "\n".join(baris)).encode()))


def xlsx(*baris: Sequence[object]) -> bytes:
    isi = io.BytesIO()
    with xlsxwriter.Workbook(isi, {"in_memory": True}) as buku:
        lembar = buku.add_worksheet()
        for i, satu in enumerate([KEPALA.strip().split(","), *baris]):
            for j, nilai in enumerate(satu):
                lembar.write(i, j, nilai)
    return isi.getvalue()


# --- codes ---------------------------------------------------------------------------------------------------------


@given(KODE, KODE)
def test_kunci_urut_mengurutkan_seperti_bilangan(a: str, b: str):
    assert (kunci_urut(a) < kunci_urut(b)) == (ruas(a) < ruas(b))


@given(KODE)
def test_leluhur_berakhir_pada_induk(kode: str):
    assert (leluhur(kode) or [None])[-1] == induk(kode)


def test_kode_yang_bukan_bilangan_ditolak():
    assert urutkan(["10", "9.1", "9"]) == ["9", "9.1", "10"]
    for salah in ("", "1.", "a", "1..2", "\u0661"):
        with pytest.raises(ValueError, match="code"):
            ruas(salah)
    with pytest.raises(ValueError, match="sortable"):
        kunci_urut("1234567")


# --- the shipped list ----------------------------------------------------------------------------------------------


def test_daftar_terkirim_lolos_tanpa_galat():
    hasil = periksa(KLASIFIKASI, baca_tabel(BERKAS_KLASIFIKASI.read_bytes()))
    assert (len(hasil.baris), hasil.galat, hasil.catatan) == (2986, (), ())
    assert sum(b.daun for b in hasil.baris) == 2439
    tingkat = [b.kode.count(".") + 1 for b in hasil.baris]
    assert [tingkat.count(n) for n in (1, 2, 3, 4)] == [10, 56, 672, 2248]
    menurut_kode = {b.kode: b for b in hasil.baris}
    assert menurut_kode["800.1.6.2"].data["keamanan"] == "R"
    urutan = [b.kode for b in hasil.baris]
    assert urutan.index("100.3.2") < urutan.index("100.3.10")


# --- rows ----------------------------------------------------------------------------------------------------------

DAUN = "1 Tahun,1 Tahun,Musnah,"


@pytest.mark.parametrize(
    ("baris", "galat"),
    [
        (["900,Keuangan,,,,", f"900.1,Anggaran,{DAUN}", f"900.1,Lagi,{DAUN}"], [(4, "kode", "sudah ada pada baris 3")]),
        (["900,Keuangan,,,,", f"900.1.1,Anggaran,{DAUN}"], [(2, "aktif", "belum lengkap"), (3, "kode", "Induk 900.1")]),
        ([f"950,Aneh,{DAUN}"], [(2, "kode", "tidak sesuai pola, misalnya 800.1.11.1")]),
        ([f"900.01,Aneh,{DAUN}"], [(2, "kode", "tidak sesuai pola")]),
        ([f",Tanpa kode,{DAUN}"], [(2, "kode", "wajib diisi")]),
        ([f"900,,{DAUN}"], [(2, "uraian", "wajib diisi")]),
        (["900,Keuangan,setahun,1 Tahun,Musnah,"], [(2, "aktif", "tidak terbaca"), (2, "aktif", "belum lengkap")]),
        (["900,Keuangan,1 Tahun,,Musnah,"], [(2, "inaktif", "belum lengkap")]),
        (
            ["900,Keuangan,1 Tahun,1 Tahun,Dibakar,"],
            [(2, "nasib_akhir", "tidak dikenal"), (2, "nasib_akhir", "belum lengkap")],
        ),
        (["900,Keuangan,1 Tahun,1 Tahun,Musnah,X"], [(2, "keamanan", "tidak dikenal")]),
        ([f"900.1234567,Aneh,{DAUN}"], [(2, "kode", "paling panjang 6 angka")]),
        ([f"900,{'x' * 1001},{DAUN}"], [(2, "uraian", "paling panjang 1000 huruf")]),
        ([], [(1, "", "tidak memuat satu pun kode")]),
    ],
)
def test_galat_menyebut_baris_kolom_dan_apa_yang_salah(baris: list[str], galat: list[tuple[int, str, str]]):
    dapat = baris_csv(*baris).galat
    assert [(g.baris, g.kolom) for g in dapat] == [(b, k) for b, k, _ in galat]
    assert all(pesan in g.pesan for g, (_, _, pesan) in zip(dapat, galat, strict=True))


def test_kolom_yang_kurang_dan_ganda():
    hasil = periksa(KLASIFIKASI, baca_tabel(b"kode,uraian,uraian,aktif,inaktif,nasib_akhir,catatan\n"))
    assert [(g.baris, g.kolom) for g in hasil.galat] == [(1, "keamanan"), (1, "uraian")]
    assert hasil.catatan[0].pesan == "Kolom yang tidak dipakai: catatan."
    assert periksa(KLASIFIKASI, []).galat[0].pesan == "Berkas kosong."


def test_salah_cetak_dibaca_sebagai_yang_dimaksud_dan_dicatat():
    hasil = baris_csv("200,Politik,,,,", "200.2,a,,,,", "200.2.4,b,,,,", f"270.04.05,Peta Daerah Pemilihan,{DAUN}")
    assert hasil.galat == ()
    assert hasil.baris[-1].kode == "200.2.4.5"
    assert [c.pesan for c in hasil.catatan if c.baris == 5] == [
        "Kode 270.04.05 dikenal salah cetak; dibaca sebagai 200.2.4.5.",
        "Sebelum 200.2.4.5 tidak ada 200.2.4.1.",
    ]


def test_retensi_pada_kode_berjenjang_hanya_dicatat():
    hasil = baris_csv(f"900,Keuangan,{DAUN}", f"900.1,Anggaran,{DAUN}")
    assert hasil.galat == ()
    assert [c.baris for c in hasil.catatan] == [2]


def test_kelas_yang_diisi_tidak_ditimpa_usulan():
    hasil = baris_csv(
        "800,Kepegawaian,,,,", "800.1,a,,,,", "800.1.6,b,,,,", "800.1.6.2,Disiplin,1 Tahun,1 Tahun,Musnah,T"
    )
    assert [b.data["keamanan"] for b in hasil.baris] == ["B", "B", "B", "T"]


def test_urutan_baris_dan_spasi_tidak_mengubah_sidik():
    a = baris_csv("900,Keuangan,,,,", f"900.1,Anggaran,{DAUN}")
    b = baris_csv(f"900.1, Anggaran ,{DAUN}", "", "900,Keuangan,,,,")
    c = baris_csv("900,Keuangan,,,,", f"900.1,Anggaran Daerah,{DAUN}")
    assert sidik(a.baris) == sidik(b.baris) != sidik(c.baris)


def test_beda_dua_versi():
    lama = {
        b.kode: (b.uraian, b.data) for b in baris_csv("900,Keuangan,,,,", f"900.1,a,{DAUN}", f"900.2,b,{DAUN}").baris
    }
    baru = baris_csv("900,Keuangan,,,,", f"900.1,ubah,{DAUN}", f"900.10,c,{DAUN}").baris
    assert beda(lama, baru) == beda(lama, list(reversed(baru)))
    b = beda(lama, baru)
    assert (b.tambah, b.hapus, b.ubah, b.kosong) == (("900.10",), ("900.2",), ("900.1",), False)
    assert beda(lama, baris_csv("900,Keuangan,,,,", f"900.1,a,{DAUN}", f"900.2,b,{DAUN}").baris).kosong


def test_daftar_ganda_dan_tidak_dikenal():
    with pytest.raises(RuntimeError, match="twice"):
        daftarkan(JenisDaftar("klasifikasi", "x", re.compile("x"), (), "x", date(2026, 1, 1), "x", "x"))
    with pytest.raises(MasukanSalah, match="klasifikasi"):
        jenis_daftar("entah")


# --- files ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "isi",
    [
        b"kode;uraian\n900;Keuangan, daerah\n",
        '\ufeffkode,uraian\r\n900,"Keuangan, daerah"\r\n'.encode(),
        b"kode\turaian\n900\tKeuangan, daerah\n",
    ],
)
def test_ragam_csv(isi: bytes):
    assert baca_tabel(isi) == [["kode", "uraian"], ["900", "Keuangan, daerah"]]


def test_csv_bukan_utf8_terbaca_sebagai_windows():
    assert baca_tabel("kode,uraian\n900,Sé\n".encode("cp1252"))[1] == ["900", "Sé"]


@pytest.mark.parametrize("isi", [b"a\0b", b'"' + b"x" * 30_000, b"PK\x03\x04rusak", b"\xd0\xcf\x11\xe0rusak"])
def test_bukan_tabel_ditolak_dengan_kalimat(isi: bytes):
    with pytest.raises(MasukanSalah):
        baca_tabel(isi)


def test_terlalu_banyak_ditolak(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(baca, "BESAR_TERBANYAK", 10)
    with pytest.raises(MasukanSalah, match="batasnya"):
        baca_tabel(b"x" * 11)
    monkeypatch.setattr(baca, "BARIS_TERBANYAK", 2)
    with pytest.raises(MasukanSalah, match="2 baris"):
        baca_tabel(b"a\nb\nc\n")


def test_xlsx_dan_csv_sama():
    baris = [["900", "Keuangan", "", "", "", ""], ["900.10", "Anggaran", "1 Tahun", "1 Tahun", "Musnah", ""]]
    dari_xlsx = periksa(KLASIFIKASI, baca_tabel(xlsx(*baris)))
    assert dari_xlsx.galat == ()
    assert sidik(dari_xlsx.baris) == sidik(baris_csv(*(",".join(b) for b in baris)).baris)


def test_kode_yang_dijadikan_angka_oleh_lembar_kerja():
    hasil = periksa(
        KLASIFIKASI, baca_tabel(xlsx([900, "Keuangan"], [900.1, "Anggaran", "1 Tahun", "1 Tahun", "Musnah"]))
    )
    assert [(g.baris, g.kolom) for g in hasil.galat if "teks" in g.pesan] == [(3, "kode")]


def test_xlsx_yang_mengembang_dihentikan(tmp_path: Path):
    asli = zipfile.ZipFile(io.BytesIO(xlsx(["900", "Keuangan"])))
    bom = io.BytesIO()
    with zipfile.ZipFile(bom, "w", zipfile.ZIP_DEFLATED) as z:
        for nama in asli.namelist():
            isi = asli.read(nama)
            if nama == "xl/worksheets/sheet1.xml":
                kepala, ekor = isi.split(b"</sheetData>")
                isi = (
                    kepala
                    + b'<row r="3"><c r="A3" t="inlineStr"><is><t>'
                    + b"x" * 700_000_000
                    + b"</t></is></c></row></sheetData>"
                    + ekor
                )
            z.writestr(nama, isi)
    assert len(bom.getvalue()) < 2_000_000
    with pytest.raises(MasukanSalah, match=r"terlalu besar|tidak terbaca"):
        baca_tabel(bom.getvalue())
