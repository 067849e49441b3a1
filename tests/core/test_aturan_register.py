"""The rule register: strict inputs, refusals as results, nothing stops the others."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suite.cli.aturan import aturan as perintah
from suite.core.aturan import aturan, hitung, hitung_berkas, muat_semua, semua_topik
from suite.core.aturan.isian import Bulat, Skema
from suite.core.errors import AturanDilanggar, MasukanSalah

muat_semua()

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda isi: st.lists(isi, max_size=4) | st.dictionaries(st.text(max_size=12), isi, max_size=4),
    max_leaves=12,
)


def test_semua_topik_bersumber_berskema_dan_bernama_ruang_titik_aturan():
    nama = [t.nama for t in semua_topik()]
    assert {"core.nip", "core.hari_kerja", "naskah_dinas.nomor", "naskah_dinas.verifikasi"} <= set(nama)
    for t in semua_topik():
        ruang, titik, aturan_ = t.nama.partition(".")
        assert ruang and titik and aturan_
        assert t.sumber and t.uraian and t.isian


def test_topik_ganda_ditolak():
    class Masukan(Skema):
        n = Bulat(required=True)

    with pytest.raises(RuntimeError, match="twice"):

        @aturan("core.nip", masukan=Masukan, hasil=Masukan, sumber="uji", uraian="uji")
        def lain(n: int) -> dict[str, int]:
            return {"n": n}


@pytest.mark.parametrize(
    ("topik", "masukan", "field"),
    [
        ("tidak.ada", {}, "topik"),
        (None, {}, "topik"),
        (["core.nip"], {}, "topik"),
        ("core.terbilang", None, None),
        ("core.terbilang", [], None),
        ("core.terbilang", "5", None),
        ("core.terbilang", {}, "bilangan"),
        ("core.terbilang", {"bilangan": "5"}, "bilangan"),
        ("core.terbilang", {"bilangan": True}, "bilangan"),
        ("core.terbilang", {"bilangan": 5.0}, "bilangan"),
        ("core.terbilang", {"bilangan": float("nan")}, "bilangan"),
        ("core.terbilang", {"bilangan": float("inf")}, "bilangan"),
        ("core.terbilang", {"bilangan": 10**30}, "bilangan"),
        ("core.terbilang", {"bilangan": None}, "bilangan"),
        ("core.terbilang", {"bilangan": [5]}, "bilangan"),
        ("core.terbilang", {"bilangan": 5, "lain": 1}, "lain"),
        ("core.nip", {"nip": 199003152015031002}, "nip"),
        ("core.nip", {"nip": "\ud800"}, "nip"),
        ("core.nip", {"nip": ""}, "nip"),
        ("core.tanggal", {"tanggal": "2026-02-30"}, "tanggal"),
        ("core.tanggal", {"tanggal": "20260201"}, "tanggal"),
        ("core.tanggal", {"tanggal": "2026-W05-1"}, "tanggal"),
        ("core.tanggal", {"tanggal": "2026-02-01T00:00:00Z"}, "tanggal"),
        ("core.tambah_hari_kerja", {"tanggal": "9999-12-30", "hari": 20}, None),
    ],
)
def test_masukan_yang_rusak_dijawab_masukan(topik: Any, masukan: Any, field: str | None):
    hasil = hitung(topik, masukan)
    assert (hasil["sah"], hasil["alasan"], hasil["field"]) == (False, "masukan", field)
    assert hasil["pesan"]


def test_penolakan_aturan_adalah_hasil():
    hasil = hitung("core.nip", {"nip": "199002302015031002"})
    assert hasil == {
        "sah": False,
        "alasan": "tanggal_lahir",
        "pesan": "NIP memuat tanggal 30 Februari. Periksa angka ke-5 sampai ke-8.",
        "field": "nip",
        "sumber": "Peraturan Kepala BKN 22/2007",
    }


def test_jawaban_menyebut_sumber():
    assert hitung("core.terbilang", {"bilangan": 21})["terbilang"] == "dua puluh satu"
    assert hitung("core.terbilang", {"bilangan": 21})["sumber"]


def test_satu_kasus_rusak_tidak_menghentikan_yang_lain():
    isi = (
        '[7, null, {"id": "a"}, {"id": "b", "topik": "core.terbilang", "masukan": {"bilangan": NaN}},'
        '{"id": "c", "topik": "core.terbilang", "masukan": {"bilangan": ' + "9" * 6000 + "}},"
        '{"id": ' + "9" * 6000 + ', "topik": "core.terbilang", "masukan": {"bilangan": 1e999}},'
        '{"id": "d", "topik": "core.terbilang", "masukan": {"bilangan": 3}, "harapan": {}}]'
    )
    jawaban = hitung_berkas(isi)
    assert [j["id"] for j in jawaban] == [None, None, "a", "b", "c", None, "d"]
    assert [j["hasil"].get("alasan") for j in jawaban] == ["masukan"] * 6 + [None]
    assert jawaban[-1]["hasil"]["terbilang"] == "tiga"


@pytest.mark.parametrize("isi", ["{}", '"x"', "bukan json", "", "[" * 100_000])
def test_berkas_yang_bukan_daftar_ditolak_dengan_kalimat(isi: str):
    with pytest.raises(MasukanSalah):
        hitung_berkas(isi)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_masukan_apa_pun_selalu_dijawab_dengan_json(data: st.DataObject):
    t = data.draw(st.sampled_from(semua_topik()))
    masukan = data.draw(JSON | st.fixed_dictionaries({}, optional=dict.fromkeys(t.isian, JSON)))
    hasil = hitung(t.nama, masukan)
    json.dumps(hasil, allow_nan=False)


def test_parameter_yang_tidak_berlaku_menjadi_penolakan(monkeypatch: pytest.MonkeyPatch):
    def tidak_ada(nama: str, pada: object) -> None:
        raise AturanDilanggar("tidak ada", kode="parameter")

    monkeypatch.setattr("suite.naskah_dinas.rules.sifat.parameter", tidak_ada)
    hasil = hitung("naskah_dinas.tenggat", {"sifat": "biasa", "diterima": "2026-01-05T08:00:00+07:00"})
    assert hasil["alasan"] == "parameter"


# --- command line --------------------------------------------------------------------------------------------------


def test_perintah_hitung_mencetak_json_berurutan(tmp_path: Path):
    kasus = tmp_path / "kasus.json"
    kasus.write_text(
        json.dumps([{"id": i, "topik": "core.terbilang", "masukan": {"bilangan": i}} for i in (3, 1, 2)]),
        encoding="utf-8",
    )
    keluar = CliRunner().invoke(perintah, ["hitung", str(kasus), "--json"])
    assert keluar.exit_code == 0
    assert [(j["id"], j["hasil"]["terbilang"]) for j in json.loads(keluar.output)] == [
        (3, "tiga"),
        (1, "satu"),
        (2, "dua"),
    ]
    tabel = CliRunner().invoke(perintah, ["hitung", str(kasus)])
    assert '"tiga"' in tabel.output


def test_perintah_hitung_menolak_berkas_bukan_daftar(tmp_path: Path):
    kasus = tmp_path / "kasus.json"
    kasus.write_text("{}", encoding="utf-8")
    keluar = CliRunner().invoke(perintah, ["hitung", str(kasus), "--json"])
    assert keluar.exit_code == 1
    assert "daftar kasus" in keluar.output


def test_perintah_list_menyebut_setiap_topik():
    keluar = CliRunner().invoke(perintah, ["list"]).output
    assert all(t.nama in keluar and t.sumber in keluar for t in semua_topik())
    assert len(json.loads(CliRunner().invoke(perintah, ["list", "--json"]).output)) == len(semua_topik())


def test_perintah_ringan_tanpa_web_dan_basis_data(tmp_path: Path):
    kasus = tmp_path / "kasus.json"
    kasus.write_text('[{"id": 1, "topik": "naskah_dinas.verifikasi", "masukan": {"kelas": "B"}}]', encoding="utf-8")
    program = (
        "import sys; from suite.cli import main\n"
        f"try: main(['aturan', 'hitung', {str(kasus)!r}, '--json'])\n"
        "except SystemExit as e: assert not e.code\n"
        "berat = sorted({'flask', 'sqlalchemy', 'num2words', 'alembic', 'pyhanko'} & set(sys.modules))\n"
        "sys.stderr.write(','.join(berat))"
    )
    jalan = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert jalan.stderr == ""
    assert json.loads(jalan.stdout)[0]["hasil"]["hal"] is True
