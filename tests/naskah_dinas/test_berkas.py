"""Filing: a finished letter goes into exactly one berkas of its office, under a leaf of the classification."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from suite.core import db
from suite.core.clock import frozen
from suite.naskah_dinas.models import Berkas, SuratKeluar, SuratMasuk
from suite.naskah_dinas.queries import berkas as queries
from tests.naskah_dinas.dunia_masuk import KODE, Dunia, status, versi


def _buka(d: Dunia, judul: str, kode: str = KODE, siapa: str = "agenda"):
    return d.klien(siapa).post("/berkas/buka", data={"opd_id": d.unit["kom"].id, "klasifikasi": kode, "judul": judul})


def _id(jawab: object) -> int:
    return int(re.search(r"/berkas/(\d+)", jawab.headers["Location"])[1])  # type: ignore[attr-defined,index]


def _selesai(d: Dunia, hal: str) -> int:
    m_id = d.catat(hal)
    d.klien("kadis").post(f"/surat-masuk/{m_id}/aksi/selesaikan", data={"versi": versi(SuratMasuk, m_id)})
    assert status(SuratMasuk, m_id) == "selesai"
    return m_id


def test_berkas_dibuka_dengan_retensi_dalam_kata(dunia: Dunia) -> None:
    teks = dunia.klien("agenda").get(f"/berkas/{_id(_buka(dunia, 'Rapat triwulan'))}").text
    assert "2 Tahun Setelah Kegiatan Selesai" in teks and "Belum ada surat di berkas ini" in teks
    assert "dihitung setelah Kegiatan Selesai" in teks and "persetujuan kepala daerah" in teks


def test_retensi_berkas_yang_sudah_ditutup(dunia: Dunia) -> None:
    b_id = _id(_buka(dunia, "Rapat lama"))
    with db.transaksi():
        db.session.get_one(Berkas, b_id).ditutup_pada = date(2024, 1, 15)
    for hari, tahap in (
        (datetime(2025, 1, 1, tzinfo=UTC), "Aktif. Inaktif mulai 16 Jan 2026, diputuskan mulai 16 Jan 2029."),
        (datetime(2026, 2, 1, tzinfo=UTC), "Inaktif. Diputuskan mulai 16 Jan 2029."),
        (datetime(2030, 2, 1, tzinfo=UTC), "Menunggu keputusan sejak 16 Jan 2029."),
    ):
        with frozen(hari), db.transaksi(baca=True):
            kata = queries.retensi_kata(db.session.get_one(Berkas, b_id))
            assert kata is not None and kata["tahap"] == tahap


def test_kode_yang_masih_berjenjang_ditolak(dunia: Dunia) -> None:
    jawab = _buka(dunia, "Berkas salah kode", "000.1")
    assert jawab.status_code == 422 and "masih berjenjang" in jawab.text and "Berkas salah kode" in jawab.text
    assert _buka(dunia, "", KODE).status_code == 422
    assert _buka(dunia, "Tanpa kode", "").status_code == 422


def test_judul_yang_sama_ditolak_tanpa_galat_sistem(dunia: Dunia) -> None:
    assert _buka(dunia, "Judul kembar").status_code == 302
    jawab = _buka(dunia, "Judul kembar")
    assert jawab.status_code == 422 and "Pakai berkas itu" in jawab.text


def test_hanya_petugas_yang_membuka_berkas(dunia: Dunia) -> None:
    assert dunia.klien("kabid").get("/berkas/buka").status_code == 403
    assert _buka(dunia, "Berkas kabid", siapa="kabid").status_code == 403
    assert "Buka berkas" not in dunia.klien("kabid").get("/berkas").text


def test_surat_masuk_diberkaskan_ke_berkas_bersaran(dunia: Dunia) -> None:
    b_id = _id(_buka(dunia, "Rapat bersaran"))
    m_id = _selesai(dunia, "Surat untuk berkas")
    klien = dunia.klien("agenda")
    assert "Rapat bersaran" in klien.get(f"/berkas/isi/masuk/{m_id}").text
    jawab = klien.post(f"/berkas/isi/masuk/{m_id}", data={"versi": versi(SuratMasuk, m_id), "berkas_id": str(b_id)})
    assert jawab.status_code == 302 and status(SuratMasuk, m_id) == "diarsipkan"
    assert "Surat untuk berkas" in klien.get(f"/berkas/{b_id}").text
    assert klien.get(f"/berkas/isi/masuk/{m_id}").status_code == 409, "it belongs to one berkas, for good"


def test_berkas_baru_dibuka_pada_formulir_yang_sama(dunia: Dunia) -> None:
    m_id = _selesai(dunia, "Surat berkas baru")
    data = {
        "versi": versi(SuratMasuk, m_id),
        "berkas_id": "baru",
        "klasifikasi": "",
        "klasifikasi_ketik": KODE,
        "judul": "Kegiatan baru",
    }
    assert dunia.klien("agenda").post(f"/berkas/isi/masuk/{m_id}", data=data).status_code == 302
    with db.transaksi(baca=True):
        m = db.session.get_one(SuratMasuk, m_id)
        assert m.berkas is not None and m.berkas.judul == "Kegiatan baru"


def test_penolakan_tidak_meninggalkan_berkas_kosong(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat belum selesai")
    data = {"versi": versi(SuratMasuk, m_id), "berkas_id": "baru", "klasifikasi": KODE, "judul": "Berkas hantu"}
    assert dunia.klien("agenda").post(f"/berkas/isi/masuk/{m_id}", data=data).status_code == 409
    with db.transaksi(baca=True):
        assert db.session.query(Berkas).filter_by(judul="Berkas hantu").count() == 0
        assert db.session.get_one(SuratMasuk, m_id).berkas_id is None


def test_surat_keluar_diberkaskan_konseptornya(dunia: Dunia) -> None:
    s_id, _ = dunia.kirim("Surat keluar untuk arsip")
    with db.transaksi():
        b = Berkas(opd_id=dunia.unit["kes"].id, klasifikasi=KODE, judul="Arsip kesehatan", tahun=2026)
        db.session.add(b)
        db.session.flush()
        b_id = b.id
    klien = dunia.klien("staf_kes")
    teks = klien.get(f"/berkas/isi/keluar/{s_id}").text
    assert "Arsip kesehatan" in teks and 'name="judul"' not in teks, "a drafter opens no berkas"
    asing = _id(_buka(dunia, "Berkas dinas lain"))
    data = {"versi": versi(SuratKeluar, s_id), "berkas_id": str(asing)}
    jawab = klien.post(f"/berkas/isi/keluar/{s_id}", data=data)
    assert jawab.status_code == 422 and "Berkas dinas lain" not in jawab.text
    assert klien.post(f"/berkas/isi/keluar/{s_id}", data=data | {"berkas_id": str(b_id)}).status_code == 302
    assert status(SuratKeluar, s_id) == "diarsipkan"


def test_beberapa_surat_sekaligus_dengan_hasil_masing_masing(dunia: Dunia) -> None:
    b_id = _id(_buka(dunia, "Berkas banyak"))
    satu, dua = _selesai(dunia, "Surat massal satu"), _selesai(dunia, "Surat massal dua")
    belum = dunia.catat("Surat massal belum")
    klien = dunia.klien("agenda")
    assert "Berkaskan {n} surat" in klien.get("/surat-masuk?tampilan=unit&status=selesai").text
    pilih = [f"masuk:{i}:{versi(SuratMasuk, i)}" for i in (satu, dua, belum)]
    tanya = klien.post("/berkas/isi/banyak", data={"pilih": pilih})
    assert tanya.status_code == 200 and "Berkaskan 3 surat" in tanya.text
    hasil = klien.post("/berkas/isi/banyak", data={"pilih": pilih, "berkas_id": str(b_id)})
    assert "2 dari 3 surat diberkaskan" in hasil.text
    assert [status(SuratMasuk, i) for i in (satu, dua, belum)] == ["diarsipkan", "diarsipkan", "diterima"]
    with db.transaksi(baca=True):
        assert db.session.get_one(SuratMasuk, belum).berkas_id is None


def test_pilihan_rusak_dan_kosong_dijawab_sopan(dunia: Dunia) -> None:
    klien = dunia.klien("agenda")
    for pilih in (["masuk:x:1"], ["lain:1:1"], [], ["masuk:999999:1"]):
        assert klien.post("/berkas/isi/banyak", data={"pilih": pilih}).status_code == 400


def test_cari_menurut_judul_atau_kode(dunia: Dunia) -> None:
    _buka(dunia, "Bimbingan arsiparis")
    klien = dunia.klien("agenda")
    for q in ("bimbingan", "000.1"):
        assert "Bimbingan arsiparis" in klien.get(f"/berkas?q={q}").text
    assert "Bimbingan arsiparis" not in klien.get("/berkas?q=keuangan").text
    assert "Bimbingan arsiparis" not in dunia.klien("staf_kes").get("/berkas").text
    assert "Bimbingan arsiparis" in dunia.klien("auditor").get("/berkas?q=bimbingan").text
