"""The pure rules of letters, called as services call them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import product
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suite.core.clock import ZONE
from suite.core.documents.isi import pohon
from suite.core.errors import AturanDilanggar, MasukanSalah
from suite.core.kalender import HARI, tanggal_surat, terbilang
from suite.naskah_dinas import rules
from suite.naskah_dinas.rules import Konsep, KonteksNomor

KONTEKS = KonteksNomor(date(2026, 5, 1), klasifikasi="800.1.11.1", unit="434.100")
JENIS = rules.jenis_naskah("surat_dinas", date(2026, 5, 1))


# --- nomor ---------------------------------------------------------------------------------------------------------


@given(st.integers(1, 10**9), st.integers(1, 9))
def test_bantalan_tidak_pernah_memotong(urut: int, lebar: int):
    teks = rules.susun_nomor(f"{{nomor:0{lebar}}}", urut, KONTEKS)
    assert int(teks) == urut
    assert len(teks) == max(lebar, len(str(urut)))


@given(st.text(st.characters(exclude_characters="{}"), max_size=30))
def test_di_luar_isian_semuanya_harfiah(harfiah: str):
    assert rules.susun_nomor(harfiah + "{nomor}" + harfiah, 7, KONTEKS) == harfiah + "7" + harfiah


def test_nomor_sisipan_memakai_pola_yang_sama():
    assert (
        rules.susun_nomor("{klasifikasi}/{nomor:03}/{unit}/{tahun}", 73, KONTEKS, huruf="a")
        == "800.1.11.1/073a/434.100/2026"
    )


def test_bagian_yang_belum_diisi_disebut():
    with pytest.raises(MasukanSalah) as e:
        rules.susun_nomor("{nomor}/{jenis}", 1, KONTEKS)
    assert e.value.field == "jenis"


HURUF = [*ascii_lowercase, *map("".join, product(ascii_lowercase, repeat=2))]


@given(st.sets(st.integers(0, 60)) | st.integers(0, 200).map(range))
def test_sisipan_selalu_huruf_bebas_yang_pertama(terpakai: Iterable[int]):
    sudah = {HURUF[i] for i in terpakai}
    s = rules.sisipan(5, [f"5{h}" for h in sudah], 9, True, "surat fisik tertinggal")
    assert s.huruf == next(h for h in HURUF if h not in sudah)
    assert (s.urut, s.terakhir) == (f"5{s.huruf}", 9)


# --- tenggat -------------------------------------------------------------------------------------------------------


def test_tenggat_hari_kerja_berakhir_di_tengah_malam_kantor():
    t = rules.tenggat("penting", datetime(2026, 3, 6, 8, tzinfo=UTC))
    assert (t.tanggal, t.saat) == (date(2026, 3, 11), None)
    assert t.berakhir == datetime(2026, 3, 12, 0, 0, tzinfo=ZONE)


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 1)),  # noqa: DTZ001
    st.sampled_from(["amat_segera", "segera", "penting", "biasa"]),
)
def test_tenggat_selalu_sesudah_diterima(diterima: datetime, sifat: str):
    saat = diterima.replace(tzinfo=UTC)
    assert rules.tenggat(sifat, saat).berakhir > saat


# --- penanda, penunjukan, paraf ------------------------------------------------------------------------------------


def test_baris_penanda_menjaga_huruf_awalan():
    assert rules.baris_penanda(["Kepala Dinas  Perumahan, Kawasan Permukiman,"], sebagai="Plt.") == [
        "Plt. KEPALA DINAS PERUMAHAN, KAWASAN PERMUKIMAN"
    ]
    assert rules.baris_penanda(["Plh. Kepala Bagian Umum"], sebagai="Plh.") == ["Plh. KEPALA BAGIAN UMUM"]
    assert rules.baris_penanda(["Wali Kota Pontianak"], sebagai="Pj.") == ["Pj. WALI KOTA PONTIANAK"]
    assert rules.baris_penanda(["Kepala Plh. Raya"]) == ["KEPALA PLH. RAYA"]


def test_sebut_jenjang_satu_baris():
    jenjang = ["Sekretaris Daerah", "Asisten Administrasi Umum", "Kepala Bagian Umum"]
    assert rules.sebut_jenjang(jenjang, cara="u.b.", sebagai="Plh.") == (
        "a.n. Sekretaris Daerah, Asisten Administrasi Umum, u.b. Plh. Kepala Bagian Umum"
    )
    assert rules.sebut_jenjang(jenjang[:2], cara="a.n.") == "a.n. Sekretaris Daerah, Asisten Administrasi Umum"
    assert rules.sebut_jenjang(jenjang[:1]) == "Sekretaris Daerah"


@pytest.mark.parametrize(
    ("jenjang", "penanda", "jenjang_penanda", "rantai"),
    [
        (["staf", "kasubag", "sekretaris", "kadis", "sekda"], "kadis", [], ["kasubag", "sekretaris"]),
        (["staf", "kasubag", "sekretaris", "kadis", "sekda"], "kasubag", [], []),
        (["kadis", "sekda"], "kadis", [], []),
        (["staf", "kasubag", "kadis", "sekda", "wali"], "asisten", ["asisten", "sekda", "wali"], ["kasubag", "kadis"]),
        (["sekda", "wali"], "asisten", ["asisten", "sekda", "wali"], []),
        (["staf", "kasubag"], "entah", [], ["kasubag"]),
        ([], "kadis", [], []),
    ],
)
def test_rantai_paraf(jenjang: list[str], penanda: str, jenjang_penanda: list[str], rantai: list[str]):
    assert rules.rantai_paraf(jenjang, penanda, jenjang_penanda) == rantai


# --- retensi -------------------------------------------------------------------------------------------------------


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 25), st.integers(0, 25), st.integers(-400, 20_000))
def test_tahap_retensi_tidak_pernah_mundur(pemicu: date, aktif: int, inaktif: int, maju: int):
    urutan = ["belum_mulai", "aktif", "inaktif", "menunggu_keputusan"]
    hari = pemicu + timedelta(days=maju)

    def tahap(pada: date) -> int:
        return urutan.index(str(rules.retensi(f"{aktif} Tahun", f"{inaktif} Tahun", "Musnah", pemicu, pada).tahap))

    assert tahap(hari) <= tahap(hari + timedelta(days=1))
    r = rules.retensi(f"{aktif} Tahun", f"{inaktif} Tahun", "Musnah", pemicu, hari)
    assert r.inaktif_mulai is not None
    assert r.keputusan_mulai is not None
    assert pemicu < r.inaktif_mulai <= r.keputusan_mulai
    assert r.inaktif_mulai.year - pemicu.year in (aktif, aktif + 1)


def test_setiap_daun_daftar_terkirim_punya_retensi_yang_terbaca():
    daftar = rules.klasifikasi_terkirim()
    daun = [b for b in daftar.values() if b.daun]
    assert (len(daftar), len(daun)) == (2986, 2439)
    tindakan = [rules.retensi(b.aktif, b.inaktif, b.nasib_akhir, None, None).tindakan for b in daun]
    assert (tindakan.count("musnah"), tindakan.count("serah"), tindakan.count("nilai")) == (1280, 1147, 12)


def test_usul_keamanan_menurut_ruas_bukan_huruf():
    assert rules.usul_keamanan("800.1.6.2") == "R"
    assert rules.usul_keamanan("700.1.2.1") == "T"
    assert rules.usul_keamanan("800.1.11.1") == "B"
    assert rules.usul_keamanan("800.1.11.11") == "T"
    assert rules.usul_keamanan("100.3.11.4") == "T"
    assert rules.usul_keamanan("100.3.1") == "B"


def test_kode_salah_cetak_hanya_menurut_uraiannya():
    assert rules.kode_dimaksud("270.04.05") == "200.2.4.5"
    assert rules.kode_dimaksud("000.2.2.2", "Laporan dan  Evaluasi Inventarisasi dan Penyimpanan") == "000.2.1.2"
    assert rules.kode_dimaksud("000.2.2.2", "Laporan dan Evaluasi Pemeliharaan Kantor") is None
    assert all(kode in rules.klasifikasi_terkirim() for kode in map(rules.kode_dimaksud, ("100.2.4", "100.2.5")))


# --- jenis, kelengkapan --------------------------------------------------------------------------------------------


def test_jenis_naskah_sebagai_data():
    kode = [j.kode for j in rules.semua_jenis_naskah(date(2026, 1, 1))]
    assert {"surat_dinas", "nota_dinas", "surat_perintah_plh_plt", "keputusan", "berita_acara"} <= set(kode)
    assert len(set(kode)) == len(kode) >= 28
    for j in rules.semua_jenis_naskah(date(2026, 1, 1)):
        rules.periksa_pola(j.pola)
        assert not j.klasifikasi or rules.klasifikasi_terkirim()[j.klasifikasi].daun
        assert rules.syarat_nama(j.golongan, j.kode, "lain", "definitif").nip
        bergelar = j.golongan not in ("pengaturan", "penetapan") and j.kode not in ("piagam", "sertifikat")
        assert rules.syarat_nama(j.golongan, j.kode, "kepala_daerah", "definitif").gelar == bergelar, j.kode
    with pytest.raises(AturanDilanggar):
        rules.jenis_naskah("tarian", date(2026, 1, 1))


def konsep(**ganti: object) -> Konsep:
    isi = {
        "hal": "Undangan rapat",
        "isi_terisi": True,
        "banyak_tujuan": 1,
        "banyak_tembusan": 0,
        "klasifikasi": "000.1.5",
        "klasifikasi_daun": True,
        "keamanan": "B",
        "sifat": "biasa",
        "penanda_jenis": "pimpinan_tinggi",
    }
    return Konsep(**(isi | ganti))  # type: ignore[arg-type]


def test_konsep_lengkap_lolos():
    assert rules.kekurangan(konsep(), JENIS) == []
    rules.lengkap(konsep(), JENIS)


@pytest.mark.parametrize(
    ("ganti", "field"),
    [
        ({"hal": "  "}, "hal"),
        ({"isi_terisi": False}, "isi"),
        ({"banyak_tujuan": 0}, "tujuan"),
        ({"klasifikasi": ""}, "klasifikasi"),
        ({"klasifikasi_daun": False}, "klasifikasi"),
        ({"keamanan": ""}, "keamanan"),
        ({"sifat": "kilat"}, "sifat"),
        ({"penanda_jenis": None}, "penanda_tangan"),
        ({"penanda_jenis": "pelaksana"}, "penanda_tangan"),
    ],
)
def test_yang_kurang_disebut_di_kolomnya(ganti: dict[str, object], field: str):
    assert [k.field for k in rules.kekurangan(konsep(**ganti), JENIS)] == [field]
    with pytest.raises(AturanDilanggar) as e:
        rules.lengkap(konsep(**ganti), JENIS)
    assert (e.value.kode, e.value.field) == ("belum_lengkap", field)


def test_banyak_yang_kurang_dihitung():
    with pytest.raises(AturanDilanggar, match="1 isian lain"):
        rules.lengkap(konsep(hal="", isi_terisi=False), JENIS)


# --- weekday against date ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("teks", "saran"),
    [
        ("Rapat pada Senin, 24 November 2026 pukul 09.00", ["Selasa, 24 November 2026"]),
        ("hari Senin tanggal 24 November 2026.", ["Selasa tanggal 24 November 2026"]),
        ("hari/tanggal: SENIN/24-11-2026", ["SELASA/24-11-2026"]),
        ("senin, 24 nov 2026; Jum'at, 27 November 2026", ["Selasa, 24 nov 2026"]),
        ("Ahad 29/11/2026 dan Ahad 30/11/2026", ["Senin 30/11/2026"]),
        ("Selasa, 24 November 2026", []),
        ("Seninan 24 November 2026, nomor 24-11-20265", []),
        ("Selasa, 31 April 2026", [""]),
        ("sampai 30 Februari 2026", [""]),
        ("telepon 99-99-2026", []),
    ],
)
def test_hari_dan_tanggal(teks: str, saran: list[str]):
    temuan = rules.periksa_hari(teks)
    assert [t.saran for t in temuan] == saran
    for t in temuan:
        assert teks[t.mulai : t.akhir] == t.tertulis
        assert t.pesan


def test_pesan_hari_menyebut_yang_benar():
    (t,) = rules.periksa_hari("Senin, 24 November 2026")
    assert t.pesan == "24 November 2026 adalah hari Selasa, bukan Senin."


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)), st.integers(0, 6))
def test_saran_selalu_benar(tanggal: date, salah: int):
    teks = f"{HARI[salah]}, {tanggal_surat(tanggal)}"
    temuan = rules.periksa_hari(teks)
    assert bool(temuan) == (salah != tanggal.weekday())
    assert all(rules.periksa_hari(t.saran) == [] for t in temuan)


@given(st.text(max_size=300))
def test_teks_apa_pun_terbaca(teks: str):
    for t in [*rules.periksa_hari(teks), *rules.periksa_terbilang(teks)]:
        assert teks[t.mulai : t.akhir] == t.tertulis
    rules.periksa_lampiran(teks, 1), rules.rujukan(teks), rules.nip_disebut(teks)


# What a letter says against itself


@pytest.mark.parametrize(
    ("teks", "saran"),
    [
        ("selama 3 (empat) hari", ["3 (tiga)"]),
        ("5 (Enam) lembar", ["5 (Lima)"]),
        ("Rp1.500.000,00 (satu juta rupiah)", ["Rp1.500.000,00 (satu juta lima ratus ribu rupiah)"]),
        ("Rp 2.000.000,- (dua juta rupiah)", []),
        ("Rp2.000.000.000 (dua milyar rupiah), 25 (duapuluh lima) orang, 1.000 (Seribu) lembar", []),
        ("2,5 (dua koma lima) persen dan 2,5 (dua koma enam) persen", ["2,5 (dua koma lima)"]),
        ("12 (sebelas persen)", ["12 (dua belas persen)"]),
        ("2 (lihat lampiran), 3 (tiga orang), nomor 7/5 (lima), 14.30 (dua)", []),
        ("0 (nol) dan 100 (seratus)", []),
    ],
)
def test_angka_dan_kata(teks: str, saran: list[str]):
    temuan = rules.periksa_terbilang(teks)
    assert [t.saran for t in temuan] == saran
    for t in temuan:
        assert rules.periksa_terbilang(teks.replace(t.tertulis, t.saran)) == []


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_kata_bilangan_mana_pun(angka: int, kata: int):
    teks = f"{angka} ({terbilang(kata)})"
    temuan = rules.periksa_terbilang(teks)
    assert bool(temuan) == (angka != kata)
    assert all(rules.periksa_terbilang(t.saran) == [] for t in temuan)


@pytest.mark.parametrize(
    ("html", "ekor"),
    [
        ("<ol><li><p>satu;</p></li><li><p>dua.</p></li></ol>", []),
        ("<ol><li><p>satu;</p></li><li><p>dua</p></li></ol>", ["dua"]),
        ("<ol><li><p>satu;</p></li><li><p>dua; dan</p></li></ol>", ["dua; dan"]),
        ("<ul><li><p>satu</p></li><li><p>dua</p></li></ul>", []),
        ("<ol><li><p>a:</p><ul><li><p>b;</p></li><li><p>c;</p></li></ul></li><li><p>d</p></li></ol>", ["c;"]),
        ("<p>dengan rincian sebagai berikut:</p>", ["dengan rincian sebagai berikut:"]),
        ("<p>sebagai berikut:</p><ul><li><p>satu</p></li></ul>", []),
    ],
)
def test_daftar_yang_belum_ditutup(html: str, ekor: list[str]):
    isi = pohon(html)
    temuan = rules.periksa_daftar(isi)
    assert [t.tertulis for t in temuan] == ekor
    for t in temuan:
        if t.saran:
            rules.tutup_daftar(isi, t)
            assert rules.periksa_daftar(isi) == []


@pytest.mark.parametrize(
    ("teks", "banyak", "field"),
    [
        ("Rincian sebagaimana terlampir.", 0, ["lampiran"]),
        ("Bersama ini kami lampirkan laporan.", 0, ["lampiran"]),
        ("Rincian sebagaimana terlampir.", 1, []),
        ("sesuai Lampiran Peraturan Menteri Dalam Negeri", 0, []),
        ("Mohon hadir.", 2, ["isi"]),
        ("Mohon hadir.", 0, []),
    ],
)
def test_lampiran_disebut_dan_ada(teks: str, banyak: int, field: list[str]):
    assert [t.field for t in rules.periksa_lampiran(teks, banyak)] == field


def test_rujukan_dan_nip_dikenali():
    teks = (
        "Menindaklanjuti surat Nomor 000.1.5/214/Diskominfo/2026 tanggal 3 Mei 2026, nomor: B/1/800.1.11.1/UM/2026; "
        "Peraturan Nomor 12 Tahun 2019; NIP 19820917 200604 2 008 dan 198209172006042009, telepon 0561123456."
    )
    assert rules.rujukan(teks) == [
        rules.Rujukan("000.1.5/214/Diskominfo/2026", date(2026, 5, 3), "3 Mei 2026"),
        rules.Rujukan("B/1/800.1.11.1/UM/2026", None, ""),
    ]
    assert rules.nip_disebut(teks) == ["19820917 200604 2 008", "198209172006042009"]
