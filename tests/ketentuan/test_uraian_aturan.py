"""Every rule says how it came to its answer: at least one step that names its article, for every example; nothing between
the lines that cannot be read."""

from __future__ import annotations

from typing import Any

import pytest

from suite.core import aturan
from suite.core.aturan import register
from tests.ketentuan.perubahan import HARI

aturan.muat_semua()
CONTOH = [(t.nama, n, c) for t in aturan.semua_topik() for n, c in enumerate(t.semua_contoh)]


@pytest.mark.parametrize(("topik", "n", "masukan"), CONTOH, ids=[f"{t}-{n}" for t, n, _ in CONTOH])
def test_setiap_contoh_setiap_aturan_diuraikan_dengan_pasalnya(topik: str, n: int, masukan: Any) -> None:
    with aturan.merekam(HARI) as jejak:
        hasil = aturan.hitung(topik, masukan)
    assert [s for s in jejak.langkah if s.sumber], f"{topik}: no step names its article; say it with `jelaskan`"
    for s in jejak.langkah:
        assert s.uraian.strip()
        assert str(s.nilai).strip() or s.rumus or s.sumber, f"{topik}: a step that says nothing: {s.uraian}"
        assert "_" not in s.uraian + s.sumber, f"{topik}: a machine word: {s.uraian} ({s.sumber})"
    # whoever asks for the working gets the same answer as who does not
    assert aturan.hitung(topik, masukan).keys() == hasil.keys()


def test_uraian_tidak_dikumpulkan_bila_tidak_diminta() -> None:
    with aturan.merekam() as jejak:
        pass
    for t in aturan.semua_topik():
        aturan.hitung(t.nama, t.contoh)
    assert jejak.langkah == []


@pytest.mark.parametrize(
    ("topik", "masukan", "uraian", "nilai"),
    [
        ("core.nip", {"nip": "198503012010012003"}, "TMT CPNS", "1 Januari 2010"),
        ("core.nip", {"nip": "199003152024212003"}, "Tahun pengangkatan dan perjanjian ke berapa", "2024, ke-1"),
        ("core.nik", {"nik": "6171014103850002"}, "Tanggal lahir", "tanggal 1, bulan 3, tahun 85"),
        ("core.terbilang", {"bilangan": 21}, "Dibaca menurut kelompok tiga angka dari kiri, tiap kata terpisah", "dua puluh satu"),
        ("core.tanggal", {"tanggal": "2026-08-17"}, "Hari kerja", "tidak"),
        ("core.tanggal", {"tanggal": "2026-08-18"}, "Hari kerja", "ya"),
        ("core.batas_plt", {"urusan": "cuti_tahunan"}, "Urusan cuti tahunan ada dalam daftar batas", "boleh"),
        ("naskah_dinas.klasifikasi", {"kode": "800.1.6.2"}, "800.1.6.2", "Disiplin"),
    ],
)  # fmt: skip
def test_langkah_menyebut_yang_dihitung(topik: str, masukan: Any, uraian: str, nilai: str) -> None:
    with aturan.merekam(HARI) as jejak:
        aturan.hitung(topik, masukan)
    assert {s.uraian: s.nilai for s in jejak.langkah}[uraian] == nilai
    assert register.topik(topik) is not None
