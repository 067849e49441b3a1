"""Forms of structured data: every kind of field drawn and read back, what is wrong beside it, nothing that was typed lost."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from suite.core import aturan
from suite.core.aturan import ketentuan
from suite.core.aturan.isian import Bulat, Daftar, Kamus, Objek, Pilihan, Saat, Skema, Tanggal, Teks, YaTidak
from suite.core.aturan.ketentuan import Isian
from suite.core.ketentuan.services import biasa, rupa
from suite.core.web import bentuk
from suite.core.web.bentuk import Bentuk, Simpul


class Anak(Skema):
    nama = Teks(required=True)
    lahir = Tanggal(allow_none=True)


class Semua(Skema):
    teks = Teks(required=True)
    catatan = Teks()
    kosong_sah = Teks(required=True, boleh_kosong=True)
    bulat = Bulat(required=True)
    batas = Bulat(required=True, allow_none=True)
    ya = YaTidak(required=True)
    pilih = Pilihan("satu", "dua", required=True)
    hari = Tanggal(required=True)
    saat = Saat(required=True)
    daftar = Daftar(Teks(), required=True)
    angka = Daftar(Bulat())
    kamus = Kamus(r"[0-9]{4}", Bulat(), required=True)
    anak = Objek(Anak, allow_none=True)
    baris = Daftar(Objek(Anak), required=True)


NILAI: dict[str, Any] = {
    "teks": "Budi",
    "kosong_sah": "",
    "bulat": 1250000,
    "batas": None,
    "ya": False,
    "pilih": "dua",
    "hari": "2026-11-24",
    "saat": "2026-11-24T09:00:00+07:00",
    "daftar": ["a", "b c"],
    "angka": [1, 2],
    "kamus": {"2026": 72, "2027": 1},
    "anak": {"nama": "Ani", "lahir": "2018-02-11"},
    "baris": [{"nama": "x"}, {"nama": "y", "lahir": "2020-01-01"}],
}
RUPA = Bentuk("objek", anak=bentuk.dari_skema(Semua()))


def kirim(akar: Simpul) -> MultiDict[str, str]:
    """What a browser posts for a form as it is drawn."""
    hasil: MultiDict[str, str] = MultiDict()
    for s in akar.semua():
        if s.bentuk.jenis == "centang":
            for v in s.terpilih:
                hasil.add(s.nama, v)
        elif not s.anak:
            hasil.add(s.nama, s.teks)
    return hasil


def baca(b: Bentuk, kiriman: MultiDict[str, str]) -> tuple[Any, dict[str, str]]:
    galat: dict[str, str] = {}
    return bentuk.baca(b, "m", kiriman, galat), galat


def satu(b: Bentuk, teks: str) -> tuple[Any, str]:
    nilai, galat = baca(b, MultiDict({"m": teks}))
    return nilai, galat.get("m", "")


def test_yang_tergambar_terbaca_kembali_sama() -> None:
    akar = bentuk.simpul(RUPA, "m", NILAI)
    nilai, galat = baca(RUPA, kirim(akar))
    assert galat == {}
    assert nilai == NILAI
    assert Semua().load(nilai)


@pytest.mark.parametrize(
    ("b", "teks", "nilai"),
    [
        (Bentuk("bulat"), "1.250.000", 1250000),
        (Bentuk("bulat"), "1250000", 1250000),
        (Bentuk("bulat"), "-3", -3),
        (Bentuk("rupiah"), "Rp1.685.700", 1685700),
        (Bentuk("rupiah"), "1685700,00", 1685700),
        (Bentuk("pecahan"), "3,25", "3.25"),
        (Bentuk("pecahan"), "3.25", "3.25"),
        (Bentuk("pecahan"), "08,50 %", "8.5"),
        (Bentuk("pecahan"), "100", "100"),
        (Bentuk("pecahan"), "0,0", "0"),
        (Bentuk("yatidak"), "ya", True),
        (Bentuk("yatidak"), "tidak", False),
        (Bentuk("teks"), "  Perwali 1 ", "Perwali 1"),
        (Bentuk("panjang"), "a\r\nb", "a\nb"),
        (Bentuk("tanggal"), "2026-11-24", "2026-11-24"),
        (Bentuk("saat"), "2026-11-24T09:00", "2026-11-24T09:00:00+07:00"),
        (Bentuk("daftar", butir="bulat"), "30\n\n 60 ", [30, 60]),
        (Bentuk("kamus", butir="bulat"), "2026 = 72", {"2026": 72}),
    ],
)
def test_setiap_jenis_terbaca(b: Bentuk, teks: str, nilai: Any) -> None:
    hasil, galat = satu(b, teks)
    assert (hasil, galat) == (nilai, "")
    assert type(hasil) is type(nilai)


@pytest.mark.parametrize(
    ("b", "teks", "pesan"),
    [
        (Bentuk("bulat"), "empat", "bilangan bulat"),
        (Bentuk("bulat"), "2.5", "bilangan bulat"),
        (Bentuk("bulat"), "1,5", "bilangan bulat"),
        (Bentuk("bulat"), "9" * 30, "bilangan bulat"),
        (Bentuk("bulat", terkecil=1, terbesar=24, satuan="bulan"), "25", "paling sedikit 1 bulan dan paling banyak 24 bulan"),
        (Bentuk("rupiah"), "12,50", "rupiah utuh"),
        (Bentuk("rupiah"), "sejuta", "Jumlah uang"),
        (Bentuk("rupiah", terkecil=0), "-5", "paling sedikit Rp0"),
        (Bentuk("pecahan"), "1.250", "sesudah koma"),
        (Bentuk("pecahan"), "1,2,3", "sesudah koma"),
        (Bentuk("pecahan"), "NaN", "sesudah koma"),
        (Bentuk("pecahan", satuan="%", terbesar=100), "100,01", "paling banyak 100%"),
        (Bentuk("yatidak"), "mungkin", "Ya atau Tidak"),
        (Bentuk("pilihan", pilihan=("unit",), sebutan={"unit": "satu unit"}), "kota", "satu unit"),
        (Bentuk("tanggal"), "2026-02-30", "tidak ada"),
        (Bentuk("saat"), "kemarin", "tidak terbaca"),
        (Bentuk("daftar", butir="bulat", terkecil=1), "30\nnol", "bilangan bulat"),
        (Bentuk("daftar", butir="bulat", terkecil=1), "30\n0", "paling sedikit 1"),
        (Bentuk("kamus", butir="bulat"), "2026 72", "nama = nilai"),
        (Bentuk("kamus", butir="bulat"), "2026 = 1\n2026 = 2", "dua kali"),
    ],
)  # fmt: skip
def test_yang_salah_dikatakan_di_samping_isiannya_dan_tetap_seperti_diketik(b: Bentuk, teks: str, pesan: str) -> None:
    nilai, galat = satu(b, teks)
    assert pesan in galat
    s = bentuk.simpul(b, "m", nilai, {"m": galat})
    assert s.teks == teks
    assert s.galat == galat


def test_yang_kosong_tidak_ada_null_atau_teks_kosong() -> None:
    nilai, galat = baca(RUPA, MultiDict())
    assert galat == {}
    assert nilai == {
        "teks": "",
        "kosong_sah": "",
        "batas": None,
        "daftar": [],
        "kamus": {},
        "anak": None,
        "baris": [],
    }


def test_baris_tabel_dihapus_ditambah_dan_galatnya_ikut_barisnya() -> None:
    b = Bentuk("tabel", anak={"nama": Bentuk("teks"), "usia": Bentuk("bulat", wajib=False)})
    kiriman = MultiDict(
        {
            "m/0/nama": "a", "m/0/usia": "1", "m/0/hapus": "1",
            "m/4/nama": "b", "m/4/usia": "dua",
            "m/7/nama": "", "m/7/usia": "",
            "m/²/nama": "bukan nomor", "m/9999999999/nama": "terlalu jauh",
        }
    )  # fmt: skip
    nilai, galat = baca(b, kiriman)
    assert nilai == [{"nama": "b", "usia": "dua"}]
    assert list(galat) == ["m/0/usia"]
    akar = bentuk.simpul(b, "m", nilai, galat, tambah="m")
    assert [[x.teks for x in baris.anak] for baris in akar.anak] == [["b", "dua"], ["", ""]]
    assert [s.nama for s in akar.semua() if s.galat] == ["m/0/usia"]
    assert [g["label"] for g in bentuk.galat_bernama(akar)] == ["baris 1 › " + b.anak["usia"].label]


def test_terlalu_banyak_ditolak_dan_tidak_ada_yang_dipotong_diam_diam() -> None:
    b = Bentuk("tabel", anak={"nama": Bentuk("teks")})
    kiriman = MultiDict({f"m/{i}/nama": str(i) for i in range(bentuk.BARIS_TERBANYAK + 5)})
    nilai, galat = baca(b, kiriman)
    assert len(nilai) == bentuk.BARIS_TERBANYAK + 5
    assert "Paling banyak 200 baris" in galat["m"]
    teks = "\n".join(map(str, range(bentuk.ISI_TERBANYAK + 1)))
    nilai, pesan = satu(Bentuk("daftar"), teks)
    assert nilai == teks
    assert "Paling banyak" in pesan


def test_centang_menjaga_jenis_dan_memperlihatkan_yang_asing() -> None:
    bulan = {str(i): f"bulan {i}" for i in range(1, 13)}
    b = Bentuk("centang", butir="bulat", pilihan=tuple(bulan), sebutan=bulan)
    kiriman: MultiDict[str, str] = MultiDict([("m", "10"), ("m", "4")])
    assert baca(b, kiriman) == ([4, 10], {})
    assert baca(b, MultiDict()) == ([], {})
    kiriman.add("m", "13")
    nilai, galat = baca(b, kiriman)
    assert "13" in galat["m"]
    s = bentuk.simpul(b, "m", nilai, galat)
    assert s.terpilih == ("4", "10", "13")
    assert ("13", "13") in s.pilihan and ("4", "bulan 4") in s.pilihan


def test_pilihan_yang_tidak_dikenal_tetap_terlihat() -> None:
    s = bentuk.simpul(Bentuk("pilihan", pilihan=("a",)), "m", "lain")
    assert s.pilihan == [("a", "A"), ("lain", "lain")]


# Shapes of parameter sets ------------------------------------------------------------------------------------------

SET = {
    "persen": "3.25",
    "rupiah": 1685700,
    "bulan": [4, 10],
    "register": "unit",
    "catatan": "",
    "mulai": date(2026, 1, 1),
    "lapisan": [{"sampai": 5, "tarif": "5"}, {"tarif": "35"}],
    "CT": {"nama": "Cuti tahunan", "lama": 12},
    "urutan": [],
}
BLOK = (
    Isian(("persen",), "Iuran", jenis="persen", paling_kecil=0, paling_besar=100),
    Isian(("rupiah",), "Gaji", jenis="rupiah"),
    Isian(("bulan",), pilihan={"4": "April", "10": "Oktober"}),
    Isian(("register",), "Penghitung", pilihan={"unit": "satu tiap unit"}),
    Isian(("lapisan", "*"), "Kolom {kunci}"),
    Isian(("lapisan", "tarif"), "Tarif", jenis="persen"),
    Isian(("*", "lama"), "Lama", satuan="hari kerja", paling_kecil=1),
    Isian(("urutan",), jenis="bulat"),
)


def test_bentuk_dari_nilai_dan_bloknya() -> None:
    b = bentuk.dari_nilai(SET, BLOK)
    jenis = {n: a.jenis for n, a in b.anak.items()}
    assert jenis == {
        "persen": "pecahan", "rupiah": "rupiah", "bulan": "centang", "register": "pilihan", "catatan": "teks",
        "mulai": "tanggal", "lapisan": "tabel", "CT": "objek", "urutan": "daftar",
    }  # fmt: skip
    assert b.anak["CT"].label == "Cuti tahunan"
    assert b.anak["lapisan"].anak["sampai"].label == "Kolom sampai"
    assert not b.anak["lapisan"].anak["sampai"].wajib
    assert b.anak["lapisan"].anak["tarif"].label == "Tarif"
    assert b.anak["urutan"].butir == "bulat"
    assert bentuk.ratakan(SET, b) == {
        "Iuran": "3,25%", "Gaji": "Rp1.685.700", "Bulan": "April, Oktober", "Penghitung": "satu tiap unit",
        "Catatan": "(kosong)", "Mulai": "2026-01-01", "Lapisan › baris 1 › Kolom sampai": "5",
        "Lapisan › baris 1 › Tarif": "5%", "Lapisan › baris 2 › Tarif": "35%", "Cuti tahunan › Nama": "Cuti tahunan",
        "Cuti tahunan › Lama": "12 hari kerja", "Urutan": "(kosong)",
    }  # fmt: skip


def test_dua_letak_tidak_pernah_bernama_sama() -> None:
    nilai = {"jam": 4, "hari": 2, "isi": [{"kode": "a", "n": 1}, {"kode": "a", "n": 2}]}
    b = bentuk.dari_nilai(nilai, [Isian(("jam",), "Lama", satuan="jam"), Isian(("hari",), "Lama", satuan="hari")])
    assert bentuk.ratakan(nilai, b) == {
        "Lama (jam)": "4 jam", "Lama (hari)": "2 hari", "Isi › a (baris 1) › Kode": "a", "Isi › a (baris 1) › N": "1",
        "Isi › a (baris 2) › Kode": "a", "Isi › a (baris 2) › N": "2",
    }  # fmt: skip


TERKIRIM = [(nama, v) for nama in ketentuan.nama_parameter() for v in ketentuan.versi_terkirim(nama)]


@pytest.mark.parametrize(("nama", "versi"), TERKIRIM, ids=[f"{n}@{v.mulai}" for n, v in TERKIRIM])
def test_setiap_ketentuan_terbaca_kembali_dengan_jenisnya(nama: str, versi: aturan.Parameter) -> None:
    nilai, b = biasa(versi.nilai), rupa(nama, versi.nilai)
    hasil, galat = baca(b, kirim(bentuk.simpul(b, "m", nilai)))
    assert galat == {}
    assert json.dumps(hasil, sort_keys=True) == json.dumps(nilai, sort_keys=True), "types too: 5 is not '5'"
    assert len(bentuk.ratakan(nilai, b)) == sum(1 for _ in _daun(nilai)), "a place is not shown"


@pytest.mark.parametrize("nama", ketentuan.nama_parameter())
def test_tidak_ada_isian_yang_bernama_kunci_mesin(nama: str) -> None:
    blok = ketentuan.isian_parameter(nama)
    terpakai = set()
    for versi in ketentuan.versi_terkirim(nama):
        for jalur, nilai in _letak(biasa(versi.nilai)):
            milik = [b for b in blok if b.cocok(jalur)][-1:]
            terpakai |= {b.jalur for b in milik}
            bernama = isinstance(nilai, dict) and isinstance(nilai.get("nama"), str)
            assert bernama or (milik and milik[0].label), f"{nama}: {'/'.join(jalur)} needs an [[isian]] with a label"
            if type(nilai) is int:
                assert milik[0].paling_kecil is not None, f"{nama}: {'/'.join(jalur)} needs bounds"
    assert {b.jalur for b in blok} == terpakai, f"{nama}: an [[isian]] that fits nothing"


def _daun(nilai: Any) -> Any:
    return (x for x in _letak({"": nilai}, tabel=True) if not isinstance(x[1], dict))


def _letak(nilai: Any, jalur: tuple[str, ...] = (), *, tabel: bool = False) -> Any:
    """(path, value) of every place below; rows of a table share theirs. A table itself counts unless `tabel`."""
    for k, v in nilai.items():
        baris = isinstance(v, list) and v and isinstance(v[0], dict)
        if not (baris and tabel):
            yield (*jalur, k), v
        for isi in v if baris else [v] if isinstance(v, dict) else []:
            yield from _letak(isi, (*jalur, k), tabel=tabel)


def test_blok_yang_salah_tulis_ditolak() -> None:
    with pytest.raises(ValueError, match="paling_tinggi"):
        ketentuan._satu_isian({"jalur": "a", "paling_tinggi": 3})
    with pytest.raises(ValueError, match="jenis"):
        ketentuan._satu_isian({"jalur": "a", "jenis": "uang"})


@given(st.integers(0, 10**12))
def test_rupiah_utuh_pulang_pergi(n: int) -> None:
    b = Bentuk("rupiah")
    assert satu(b, bentuk.simpul(b, "m", n).teks) == (n, "")


@given(st.decimals(0, 1000, places=4).map(lambda d: format(d.normalize() + 0, "f")))
def test_pecahan_tepat_pulang_pergi(teks: str) -> None:
    b = Bentuk("pecahan")
    assert satu(b, bentuk.simpul(b, "m", teks).teks) == (teks, "")


@given(
    st.dictionaries(st.sampled_from([s.nama for s in bentuk.simpul(RUPA, "m", NILAI).semua()]), st.text(max_size=30))
)
def test_kiriman_apa_pun_dibaca_tanpa_kecuali_dan_tergambar_lagi(kiriman: dict[str, str]) -> None:
    nilai, galat = baca(RUPA, MultiDict(kiriman))
    akar = bentuk.simpul(RUPA, "m", nilai, galat)
    assert {s.nama for s in akar.semua() if s.galat} == set(galat), "an error that no field shows"
    diketik = {t.replace("\r\n", "\n").strip() for t in kiriman.values()}
    assert {s.teks for s in akar.semua() if s.galat and not s.anak} <= diketik
