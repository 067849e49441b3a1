"""The plan of the demo city, without a database: structure, people, letters."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from functools import cache
from random import Random

from suite.core.clock import local
from suite.core.daftar_kode import services as daftar_kode
from suite.core.kalender import apakah_hari_kerja
from suite.core.nip import baca_nip
from suite.demo.akun import daftar_akun
from suite.demo.bahan import pecah, tabel
from suite.demo.muat import KLASIFIKASI
from suite.demo.orang import Isi, isi_jabatan
from suite.demo.orang.pengisian import pilih_kosong
from suite.demo.organisasi import Rancangan, bangun_kota, sesuaikan
from suite.demo.surat.adegan import susun_adegan
from suite.demo.surat.kalimat import bahan
from suite.demo.surat.peta import Peta
from suite.demo.surat.rencana import Rencana, awal_tahun, susun_rencana
from suite.demo.surat.waktu import LAMA_HARI, maju, menit_antara, mundur

KINI = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@cache
def _kota(orang: int) -> tuple[Rancangan, Isi]:
    acak = Random(7)
    r = bangun_kota()
    pilih_kosong(r, acak)
    r = sesuaikan(r, orang)
    return r, isi_jabatan(r, acak, date(2026, 11, 24))


def _rencana(orang: int, surat: int) -> tuple[Peta, Rencana]:
    r, isi = _kota(orang)
    peta = Peta.dari(r, isi)
    rencana = susun_rencana(peta, Random(7), KINI, surat)
    rencana.nomori()
    return peta, rencana


def test_kota_penuh_berpenduduk_enam_ribu_asn() -> None:
    r, isi = _kota(6000)
    assert len(isi.orang) == 6000
    jenis = Counter(u.jenis for u in r.unit.values())
    assert (jenis["kecamatan"], jenis["kelurahan"], jenis["asisten"]) == (6, 29, 3)
    assert len([u for u in r.unit.values() if u.opd == u.kode]) == len(tabel("perangkat_daerah"))
    milik = Counter(r.unit[r.jabatan[p].unit].jenis for p in isi.pemegang)
    assert milik["sekolah"] + milik["puskesmas"] + milik["rumah_sakit"] > 3000


def test_unit_dan_jabatan_muat_pada_kolomnya() -> None:
    r = bangun_kota()
    for u in r.unit.values():
        assert len(u.kode) <= 40 and len(u.nama_singkat) <= 60 and len(u.kode_surat) <= 40 and len(u.nama) <= 200
    assert all(len(j.kode) <= 60 and len(j.nama) <= 200 for j in r.jabatan.values())


def test_kota_kecil_tetap_memuat_semua_akun_readme() -> None:
    for orang in (60, 120, 200):
        r, isi = _kota(orang)
        assert {a.jabatan for a in daftar_akun()} <= set(isi.pemegang)
        assert all(j.atasan is None or j.atasan in r.jabatan for j in r.jabatan.values())
        assert all(u.induk is None or u.induk in r.unit for u in r.unit.values())


def test_kepala_unit_satu_orang_saja() -> None:
    kepala = Counter(j.unit for j in bangun_kota().jabatan.values() if j.kepala)
    assert max(kepala.values()) == 1


def test_umur_dan_pangkat_masuk_akal() -> None:
    _, isi = _kota(6000)
    for o in isi.orang:
        if o.jenis_asn == "non-ASN":
            continue
        nip = baca_nip(o.nip)
        umur = (date(2026, 11, 24) - nip.tanggal_lahir).days / 365.25
        assert 18 < umur < 61, o
        assert o.tmt_golongan is not None and nip.tmt_cpns.year <= o.tmt_golongan.year <= 2026
        if o.golongan == "IV/c":
            assert umur > 40


def test_satu_orang_satu_jabatan_definitif_dan_masa_plt_plh() -> None:
    _, isi = _kota(6000)
    definitif = [p for p in isi.penugasan if p.jenis == "definitif"]
    assert len({p.orang for p in definitif}) == len({p.jabatan for p in definitif}) == len(definitif)
    lain = [p for p in isi.penugasan if p.jenis != "definitif"]
    assert {"Plt.", "Plh."} == {p.jenis for p in lain}
    hari = date(2026, 11, 24)
    for p in lain:
        assert p.selesai is not None and p.mulai <= hari < p.selesai
        assert (p.jabatan in isi.pemegang) is (p.jenis == "Plh.")


def test_akun_readme_tidak_ada_yang_berhalangan() -> None:
    _, isi = _kota(6000)
    berakun = {a.jabatan for a in daftar_akun()}
    orang = {isi.pemegang[j] for j in berakun}
    for p in isi.penugasan:
        if p.jenis != "definitif":
            assert p.jabatan not in berakun and p.orang not in orang


def test_setiap_kode_klasifikasi_ada_dan_paling_rinci() -> None:
    baris = daftar_kode.periksa(
        daftar_kode.jenis_daftar("klasifikasi"), daftar_kode.baca_tabel(KLASIFIKASI.read_bytes())
    ).baris
    daun = {b.kode for b in baris if b.daun}
    dipakai = {t["klasifikasi"] for t in tabel("topik")}
    dipakai |= {t["klasifikasi"] for t in bahan()["templat"] + bahan()["luar"] if "klasifikasi" in t}
    peta, _ = _rencana(400, 50)
    adegan = susun_adegan(peta, KINI)
    dipakai |= {k.tulisan.klasifikasi for k in adegan.keluar} | {m.luar.klasifikasi for m, _ in adegan.luar if m.luar}
    assert dipakai - daun == set()


def test_kantor_pada_topik_dan_templat_memang_ada() -> None:
    kantor = {b["nama_singkat"] for b in tabel("perangkat_daerah")} | {"*", "kecamatan"}
    assert {t["perangkat_daerah"] for t in tabel("topik")} <= kantor
    assert {d for t in bahan()["templat"] for d in t["dari"]} <= kantor
    assert all(pecah(b["nama"]) for b in tabel("nama"))


def test_surat_ditandatangani_pada_jam_kerja() -> None:
    _, rencana = _rencana(400, 600)
    for k in rencana.keluar:
        saat = local(k.ditandatangani)
        assert apakah_hari_kerja(saat.date()), saat
        assert 7 <= saat.hour < 16, saat
        assert k.disusun < k.ditandatangani


def test_rencana_sama_bila_diulang() -> None:
    _, a = _rencana(300, 200)
    _, b = _rencana(300, 200)
    assert [(k.tulisan, k.opd, k.urut, k.ditandatangani) for k in a.keluar] == [
        (k.tulisan, k.opd, k.urut, k.ditandatangani) for k in b.keluar
    ]
    assert a.luar == b.luar


def test_lima_ratus_surat_lewat_layanan_pada_kota_penuh() -> None:
    _, rencana = _rencana(1500, 20_000)
    lewat = [k for k in rencana.keluar if k.layanan and k.ditandatangani <= KINI]
    assert len(lewat) >= 500
    assert len([k for k in rencana.keluar if k.ditandatangani <= KINI]) + len(rencana.luar) == 20_000
    bulan = {local(k.ditandatangani).month for k in lewat}
    assert len(bulan) >= 10


def test_menit_kantor_maju_dan_mundur_saling_membalik() -> None:
    acak = Random(3)
    for _ in range(200):
        menit = acak.uniform(1, 5000)
        awal = maju(KINI, acak.uniform(0, 900))
        akhir = maju(awal, menit)
        assert abs(menit_antara(awal, akhir) - menit) < 0.1
        assert abs(menit_antara(mundur(akhir, menit), akhir) - menit) < 0.1
    assert menit_antara(KINI, maju(KINI, LAMA_HARI)) == LAMA_HARI


def test_awal_tahun_pada_pergantian_tahun() -> None:
    assert awal_tahun(datetime(2027, 1, 10, tzinfo=UTC)) == date(2026, 1, 1)
    assert awal_tahun(KINI) == date(2026, 1, 1)
