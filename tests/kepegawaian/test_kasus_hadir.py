"""Altered copies of the reference's cases of leave and attendance, and the properties they must keep for every input."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suite.core.aturan import hitung
from suite.core.clock import ZONE
from suite.core.errors import AturanDilanggar
from suite.kepegawaian.rules.cuti import TahunCuti, hari_cuti, saldo_cuti
from suite.kepegawaian.rules.presensi import Jadwal, keadaan_bulan, keadaan_hari
from tests.kepegawaian.kasus import MASUKAN, Ubahan, cocok, ditolak, nama, ubah


def tahun(n: int, dipakai: int, **lain: int) -> dict[str, int]:
    return {"tahun": n, "dipakai": dipakai, **lain}


UBAHAN: list[Ubahan] = [
    # saldo_cuti
    ("K08", {"riwayat": [tahun(2025, 8)], "dipakai_tahun_ini": 0}, {"bawaan": 4, "jumlah": 16, "sisa": 16}),
    ("K08", {"riwayat": [tahun(2025, 2)]}, {"bawaan": 6, "jumlah": 18, "sisa": 13}),
    ("K08", {"riwayat": [tahun(2025, 6)]}, {"bawaan": 6, "jumlah": 18}),
    ("K08", {"riwayat": [tahun(2025, 7)]}, {"bawaan": 5, "jumlah": 17}),
    ("K08", {"riwayat": [tahun(2025, 12)]}, {"bawaan": 0, "jumlah": 12, "sisa": 7}),
    ("K08", {"riwayat": [tahun(2024, 0), tahun(2025, 0)]}, {"bawaan": 12, "jumlah": 24, "sisa": 19}),
    ("K08", {"riwayat": [tahun(2023, 0), tahun(2024, 0), tahun(2025, 0)]}, {"bawaan": 12, "jumlah": 24}),
    ("K08", {"riwayat": [tahun(2024, 1), tahun(2025, 0)]}, {"bawaan": 6, "jumlah": 18}),
    ("K08", {"riwayat": [tahun(2024, 0), tahun(2025, 1)]}, {"bawaan": 6, "jumlah": 18}),
    ("K08", {"riwayat": [tahun(2025, 0)]}, {"bawaan": 6, "jumlah": 18}),
    ("K08", {"riwayat": [tahun(2023, 0), tahun(2024, 0)]}, {"bawaan": 0, "jumlah": 12}),
    ("K08", {"riwayat": [tahun(2025, 4, ditangguhkan=8)]}, {"bawaan": 8, "jumlah": 20}),
    ("K08", {"riwayat": [tahun(2025, 0, ditangguhkan=12)]}, {"bawaan": 12, "jumlah": 24}),
    ("K08", {"riwayat": [tahun(2025, 2, ditangguhkan=3)]}, {"bawaan": 6, "jumlah": 18}),
    ("K08", {"riwayat": []}, {"bawaan": 0, "jumlah": 12, "sisa": 7}),
    ("K08", {"tambahan": 3}, {"tambahan": 3, "jumlah": 21, "sisa": 16}),
    ("K08", {"dipakai_tahun_ini": 18}, {"sisa": 0, "sisa_bawaan": 0}),
    ("K08", {"dipakai_tahun_ini": 4}, {"sisa": 14, "sisa_bawaan": 2}),
    ("K08", {"dipakai_tahun_ini": 19}, ditolak("saldo")),
    ("K08", {"masa_kerja_bulan": 11, "riwayat": [], "dipakai_tahun_ini": 0}, {"hak": 0, "jumlah": 0}),
    ("K08", {"masa_kerja_bulan": 12, "riwayat": [], "dipakai_tahun_ini": 0}, {"hak": 12}),
    ("K08", {"cuti_besar": True, "dipakai_tahun_ini": 0}, {"hak": 0, "bawaan": 6, "jumlah": 6}),
    ("K08", {"riwayat": [tahun(2025, 13)]}, MASUKAN),
    ("K08", {"riwayat": [tahun(2025, 8, ditangguhkan=8)]}, MASUKAN),
    ("K08", {"riwayat": [tahun(2025, 1), tahun(2025, 2)]}, MASUKAN),
    ("K08", {"riwayat": [tahun(2026, 1)]}, MASUKAN),
    ("K08", {"dipakai_tahun_ini": -1}, MASUKAN),
    ("K08", {"dipakai_tahun_ini": "5"}, MASUKAN),
    # hari_cuti
    ("K09", {"pola": "6"}, {"hari_kerja": 5}),
    ("K09", {"selesai": "2026-03-28", "pola": "6"}, {"hari_kerja": 6}),
    ("K09", {"selesai": "2026-03-16"}, {"hari_kerja": 1}),
    ("K09", {"mulai": "2026-03-21", "selesai": "2026-03-24"}, {"hari_kerja": 0}),
    ("K09", {"mulai": "2026-02-13", "selesai": "2026-02-18"}, {"hari_kerja": 2}),
    ("K09", {"mulai": "2026-08-14", "selesai": "2026-08-18", "pola": "6"}, {"hari_kerja": 3}),
    ("K09", {"mulai": "2025-08-15", "selesai": "2025-08-19"}, {"hari_kerja": 2}),
    (
        "K09",
        {"mulai": "2025-12-24", "selesai": "2026-01-05"},
        {
            "hari_kerja": 6,
            "menurut_tahun": [{"tahun": 2025, "hari_kerja": 4}, {"tahun": 2026, "hari_kerja": 2}],
            "kalender_lengkap": True,
        },
    ),
    ("K09", {"mulai": "2026-12-30", "selesai": "2027-01-04"}, {"hari_kerja": 4, "kalender_lengkap": False}),
    ("K09", {"mulai": "2024-02-28", "selesai": "2024-03-01"}, {"hari_kerja": 3}),
    ("K09", {"selesai": "2026-03-15"}, MASUKAN),
    ("K09", {"pola": 5}, MASUKAN),
    ("K09", {"pola": "7"}, MASUKAN),
    # presensi: minutes, thresholds, window, one record, what beats the records
    ("K13", {"kejadian": ["2026-05-04T07:30:59+07:00", "2026-05-04T16:00:00+07:00"]}, {"kode": ["H"]}),
    ("K13", {"kejadian": ["2026-05-04T07:31:00+07:00", "2026-05-04T16:00:00+07:00"]}, {"kode": ["TL1"]}),
    (
        "K13",
        {"kejadian": ["2026-05-04T08:00:59+07:00", "2026-05-04T16:00:00+07:00"]},
        {"kode": ["TL1"], "menit_telat": 30},
    ),
    ("K13", {"kejadian": ["2026-05-04T08:01:00+07:00", "2026-05-04T16:00:00+07:00"]}, {"kode": ["TL2"]}),
    ("K13", {"kejadian": ["2026-05-04T08:30:00+07:00", "2026-05-04T16:00:00+07:00"]}, {"kode": ["TL2"]}),
    ("K13", {"kejadian": ["2026-05-04T08:31:00+07:00", "2026-05-04T16:00:00+07:00"]}, {"kode": ["TL3"]}),
    (
        "K13",
        {"kejadian": ["2026-05-04T09:01:00+07:00", "2026-05-04T15:59:59+07:00"]},
        {"kode": ["TL4", "PSW1"], "menit_telat": 91, "menit_psw": 1},
    ),
    (
        "K13",
        {"kejadian": ["2026-05-04T00:25:00Z", "2026-05-04T07:29:00Z"]},
        {"kode": ["PSW4"], "menit_psw": 91, "menit_telat": 0},
    ),
    (
        "K13",
        {"kejadian": ["2026-05-04T16:05:00+07:00", "2026-05-04T12:00:00+07:00", "2026-05-04T07:25:00+07:00"]},
        {"kode": ["H"]},
    ),
    ("K13", {"kejadian": ["2026-05-04T07:25:00+07:00"]}, {"kode": ["PSW4"], "menit_telat": 0, "menit_psw": 0}),
    ("K13", {"kejadian": ["2026-05-04T07:45:00+07:00"]}, {"kode": ["TL1", "PSW4"], "menit_telat": 15}),
    ("K13", {"kejadian": ["2026-05-04T16:10:00+07:00"]}, {"kode": ["TL4"], "menit_telat": 0}),
    ("K13", {"kejadian": ["2026-05-04T11:44:59+07:00"]}, {"kode": ["TL4", "PSW4"], "menit_telat": 254}),
    ("K13", {"kejadian": ["2026-05-04T11:45:00+07:00"]}, {"kode": ["TL4", "PSW4"], "menit_psw": 255}),
    ("K13", {"kejadian": ["2026-05-04T04:29:59+07:00"]}, {"kode": ["TK"]}),
    ("K13", {"kejadian": ["2026-05-04T04:30:00+07:00"]}, {"kode": ["PSW4"]}),
    ("K13", {"kejadian": ["2026-05-04T07:20:00+07:00", "2026-05-04T19:00:59+07:00"]}, {"kode": ["H"]}),
    ("K13", {"kejadian": ["2026-05-04T07:20:00+07:00", "2026-05-04T19:01:00+07:00"]}, {"kode": ["PSW4"]}),
    ("K13", {"kejadian": []}, {"kode": ["TK"], "menit_telat": 0, "menit_psw": 0, "tanggal": "2026-05-04"}),
    ("K13", {"kejadian": ["2026-05-05T07:30:00+07:00"]}, {"kode": ["TK"]}),
    ("K13", {"status_lain": "DL"}, {"kode": ["DL"], "menit_telat": 0, "di_luar_jadwal": True}),
    ("K13", {"status_lain": "CCT", "kejadian": []}, {"kode": ["CCT"], "di_luar_jadwal": False}),
    ("K13", {"status_lain": "CT"}, {"kode": ["CT"]}),
    ("K13", {"status_lain": "S"}, {"kode": ["S"]}),
    ("K13", {"status_lain": None}, {"kode": ["TL1"]}),
    ("K13", {"status_lain": "CUTI"}, ditolak("status_lain")),
    ("K13", {"jadwal": None, "tanggal": "2026-05-03", "kejadian": []}, {"kode": ["L"], "di_luar_jadwal": False}),
    (
        "K13",
        {"jadwal": None, "tanggal": "2026-05-03", "kejadian": ["2026-05-03T08:00:00+07:00"]},
        {"kode": ["L"], "di_luar_jadwal": True},
    ),
    ("K13", {"jadwal": None}, MASUKAN),
    ("K13", {"kejadian": ["2026-05-04T07:52:10"]}, MASUKAN),
    (
        "K13",
        {"jadwal": {"mulai": "2026-05-04T16:00:00+07:00", "selesai": "2026-05-04T07:30:00+07:00"}},
        MASUKAN,
    ),
    ("K14", {"kejadian": ["2026-05-04T20:55:00+07:00", "2026-05-05T07:00:00+07:00"]}, {"kode": ["H"]}),
    (
        "K14",
        {"kejadian": ["2026-05-04T21:31:00+07:00", "2026-05-05T05:30:00+07:00"]},
        {"kode": ["TL2", "PSW3"], "menit_telat": 31, "menit_psw": 90},
    ),
    ("K14", {"kejadian": ["2026-05-05T01:00:00+07:00"]}, {"kode": ["TL4", "PSW4"], "menit_telat": 240}),
    ("K14", {"kejadian": ["2026-05-05T10:00:00+07:00"]}, {"kode": ["TL4"], "tanggal": "2026-05-04"}),
    ("K14", {"kejadian": ["2026-05-05T10:01:00+07:00"]}, {"kode": ["TK"]}),
    # the shift begins on 4 May in UTC and on 5 May in WIB
    (
        "K14",
        {"jadwal": {"mulai": "2026-05-04T23:30:00Z", "selesai": "2026-05-05T08:00:00Z"}, "kejadian": []},
        {"tanggal": "2026-05-05", "kode": ["TK"]},
    ),
]


@pytest.mark.parametrize(("kasus", "ganti", "harapan"), UBAHAN, ids=nama(UBAHAN))
def test_salinan_yang_diubah(kasus: str, ganti: dict[str, Any], harapan: dict[str, Any]):
    dapat = ubah(kasus, ganti)
    assert cocok(harapan, dapat), dapat


# --- kinds of leave ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("beda", "harapan"),
    [
        ({}, {"sah": True, "hari": 5, "satuan": "hari kerja"}),
        ({"masa_kerja_bulan": 11}, ditolak("masa_kerja")),
        ({"asn": "PPPK"}, ditolak("asn")),
        ({"kode": "CT-P", "asn": "PPPK"}, {"sah": True}),
        ({"kode": "CX"}, ditolak("jenis_cuti")),
        ({"kode": "CB", "selesai": "2026-06-15", "masa_kerja_bulan": 60}, {"sah": True, "paling_lambat": "2026-06-15"}),
        ({"kode": "CB", "selesai": "2026-06-16", "masa_kerja_bulan": 60}, ditolak("lama")),
        ({"kode": "CB", "masa_kerja_bulan": 59}, ditolak("masa_kerja")),
        ({"kode": "CB", "masa_kerja_bulan": 24, "alasan": "agama"}, {"sah": True}),
        ({"kode": "CM", "anak_ke": 3, "selesai": "2026-06-15"}, {"sah": True, "hari": 92}),
        ({"kode": "CM", "anak_ke": 4}, ditolak("anak_ke")),
        ({"kode": "CM-P", "asn": "PPPK", "masa_kerja_bulan": 1}, {"sah": True}),
        ({"kode": "CS", "selesai": "2026-03-29"}, {"hari": 14, "perlu_dokter_pemerintah": False}),
        ({"kode": "CS", "selesai": "2026-03-30"}, {"hari": 15, "perlu_dokter_pemerintah": True}),
        ({"kode": "CS", "selesai": "2027-03-16"}, ditolak("lama")),
        ({"kode": "CS", "selesai": "2027-03-16", "diperpanjang": True}, {"paling_lambat": "2027-09-15"}),
        ({"kode": "CSG", "selesai": "2026-04-30"}, {"sah": True, "paling_lambat": "2026-04-30"}),
        ({"kode": "CSG", "selesai": "2026-05-01"}, ditolak("lama")),
        ({"kode": "CAP", "selesai": "2026-04-16"}, ditolak("lama")),
        ({"kode": "CLTN", "masa_kerja_bulan": 60, "selesai": "2029-03-15"}, {"perlu_persetujuan_bkn": True}),
        ({"kode": "CSK", "selesai": "2028-03-15"}, {"sah": True, "paling_lambat": None}),
        ({"selesai": "2026-03-01"}, MASUKAN),
    ],
)
def test_syarat_cuti(beda: dict[str, Any], harapan: dict[str, Any]):
    dasar = {"kode": "CT", "asn": "PNS", "mulai": "2026-03-16", "selesai": "2026-03-27", "masa_kerja_bulan": 120}
    dapat = hitung("kepegawaian.syarat_cuti", dasar | beda)
    assert cocok(harapan, dapat), dapat


@pytest.mark.parametrize(
    ("beda", "harapan"),
    [
        ({}, {"penilai": "atasan_langsung", "pemutus": "pejabat_berwenang", "plt_boleh": True}),
        ({"di_luar_negeri": True}, {"plt_boleh": False}),
        ({"kode": "CLTN"}, {"pemutus": "ppk", "plt_boleh": False, "perlu_persetujuan_bkn": True}),
        ({"kode": "CS-P"}, {"plt_boleh": True}),
        ({"kode": "XX"}, ditolak("jenis_cuti")),
    ],
)
def test_pejabat_cuti(beda: dict[str, Any], harapan: dict[str, Any]):
    assert cocok(harapan, hitung("kepegawaian.pejabat_cuti", {"kode": "CT", "mulai": "2026-03-16"} | beda))


# --- a month, and what holds for every input -----------------------------------------------------------------------


def saat(hari: date, jam: int, menit: int = 0) -> datetime:
    return datetime(hari.year, hari.month, hari.day, jam, menit, tzinfo=ZONE)


def test_presensi_bulan_membagi_rekaman_ke_giliran_masing_masing():
    """A night, then a morning: the out of the night at 07.05 is not the in of the morning shift that begins at 07.30."""
    malam, pagi = date(2026, 5, 4), date(2026, 5, 5)
    masukan = {
        "bulan": "2026-05",
        "jadwal": [
            {"mulai": saat(malam, 21).isoformat(), "selesai": saat(pagi, 7).isoformat()},
            {"mulai": saat(pagi, 13).isoformat(), "selesai": saat(pagi, 21).isoformat()},
        ],
        "kejadian": [s.isoformat() for s in (saat(malam, 20, 50), saat(pagi, 7, 5), saat(pagi, 13, 10), saat(pagi, 21))]
        + [saat(date(2026, 5, 10), 9).isoformat()],
        "status": [{"tanggal": "2026-05-06", "kode": "CT"}],
    }
    hari = {h["tanggal"]: h for h in hitung("kepegawaian.presensi_bulan", masukan)["hari"]}
    assert len(hari) == 31
    assert hari["2026-05-04"]["kode"] == ["H"]
    assert (hari["2026-05-05"]["kode"], hari["2026-05-05"]["menit_telat"]) == (["TL1"], 10)
    assert hari["2026-05-06"]["kode"] == ["CT"]
    assert (hari["2026-05-10"]["kode"], hari["2026-05-10"]["di_luar_jadwal"]) == (["L"], True)
    assert hari["2026-05-11"]["kode"] == ["L"]


def test_presensi_bulan_menolak_dua_giliran_sehari_dan_bulan_yang_tidak_ada():
    giliran = {"mulai": "2026-05-04T07:30:00+07:00", "selesai": "2026-05-04T16:00:00+07:00"}
    assert (
        hitung("kepegawaian.presensi_bulan", {"bulan": "2026-05", "jadwal": [giliran, giliran]})["alasan"] == "masukan"
    )
    assert hitung("kepegawaian.presensi_bulan", {"bulan": "2026-13", "jadwal": []})["alasan"] == "bulan"


@given(
    bulan=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    menit=st.lists(st.integers(-2000, 46_000), max_size=80),
    malam=st.booleans(),
    status=st.dictionaries(st.integers(1, 31), st.sampled_from(("CT", "DL", "S", "I", "TB")), max_size=5),
)
def test_keadaan_hari_menutup_bulan_tepat_sekali(bulan: date, menit: list[int], malam: bool, status: dict[int, str]):
    awal = bulan.replace(day=1)
    banyak = calendar.monthrange(awal.year, awal.month)[1]
    hari = [awal + timedelta(days=i) for i in range(banyak)]
    jam, lama = (21, 10) if malam else (7, 9)
    jadwal = {h: Jadwal(saat(h, jam), saat(h, jam) + timedelta(hours=lama)) for h in hari if h.weekday() < 5}
    kejadian = [saat(awal, 0) + timedelta(minutes=m) for m in menit]
    keterangan = {awal.replace(day=d): k for d, k in status.items() if d <= banyak}
    keadaan = keadaan_bulan(awal, jadwal, kejadian, keterangan)
    assert [k.tanggal for k in keadaan] == hari
    for k in keadaan:
        assert k.kode
        assert sum(x.startswith("TL") for x in k.kode) <= 1
        assert sum(x.startswith("PSW") for x in k.kode) <= 1
        assert len(k.kode) == 1 or {x[:2] for x in k.kode} == {"TL", "PS"}
        assert k.menit_telat >= 0
        assert k.menit_psw >= 0
        if k.tanggal in keterangan:
            assert k.kode == (keterangan[k.tanggal],)
    assert keadaan_bulan(awal, jadwal, list(reversed(kejadian)), keterangan) == keadaan


@given(st.lists(st.integers(0, 1600), max_size=6))
def test_rekaman_tambahan_di_tengah_tidak_mengubah_keadaan(menit: list[int]):
    hari = date(2026, 5, 4)
    jadwal = Jadwal(saat(hari, 7, 30), saat(hari, 16))
    rekaman = [saat(hari, 0) + timedelta(minutes=m) for m in menit]
    keadaan = keadaan_hari(jadwal, rekaman)
    if keadaan.masuk is not None and keadaan.pulang is not None:
        tengah = keadaan.masuk + (keadaan.pulang - keadaan.masuk) / 2
        assert keadaan_hari(jadwal, [*rekaman, tengah, tengah]).kode == keadaan.kode


riwayat_cuti = st.lists(st.integers(0, 12).flatmap(lambda d: st.tuples(st.just(d), st.integers(0, 12 - d))), max_size=4)


@given(riwayat_cuti, st.integers(0, 40), st.integers(0, 5))
def test_saldo_cuti_tidak_pernah_negatif(riwayat: list[tuple[int, int]], dipakai: int, tambahan: int):
    tahunan = [TahunCuti(2025 - i, d, t) for i, (d, t) in enumerate(riwayat)]
    try:
        s = saldo_cuti(2026, tahunan, dipakai, tambahan=tambahan)
    except AturanDilanggar as e:
        assert e.kode == "saldo"
        return
    assert 0 <= s.bawaan <= 12
    assert 12 <= s.hak + s.bawaan <= 24
    assert s.sisa == s.hak + s.bawaan + s.tambahan - dipakai
    assert s.sisa >= 0
    assert 0 <= s.sisa_bawaan <= s.bawaan
    if riwayat:
        assert s.bawaan <= 12 - riwayat[0][0]


@given(st.dates(date(2024, 6, 1), date(2027, 6, 1)), st.integers(0, 200), st.integers(0, 200), st.sampled_from((5, 6)))
def test_hari_cuti_aditif(mulai: date, pertama: int, kedua: int, pola: int):
    tengah = mulai + timedelta(days=pertama)
    akhir = tengah + timedelta(days=1 + kedua)
    utuh = hari_cuti(mulai, akhir, pola=pola)
    bagian = (
        hari_cuti(mulai, tengah, pola=pola).hari_kerja
        + hari_cuti(tengah + timedelta(days=1), akhir, pola=pola).hari_kerja
    )
    assert utuh.hari_kerja == bagian == sum(utuh.menurut_tahun.values())
    assert utuh.hari_kerja <= (akhir - mulai).days + 1
