"""The life of a berkas: closed with its retention, reopened, merged, held, appraised; a letter moved to another one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from suite.core import audit, db, workflow
from suite.core.clock import frozen, today
from suite.naskah_dinas.models import Berkas, SuratMasuk
from tests.naskah_dinas.dunia_arsip import aksi, buka, isi, lengkapi, tutup
from tests.naskah_dinas.dunia_masuk import KODE, Dunia, status, versi


@pytest.fixture(scope="module")
def d(dunia: Dunia) -> Dunia:
    return lengkapi(dunia)


def _baca(b_id: int) -> Berkas:
    with db.transaksi(baca=True):
        return db.session.get_one(Berkas, b_id)


def test_tutup_menetapkan_retensi_menurut_jadwal(d: Dunia) -> None:
    b_id = buka(d, "Rapat 2022")
    halaman = d.klien("bayu").get(f"/berkas/{b_id}/tutup").text
    assert "2 Tahun Setelah Kegiatan Selesai" in halaman
    jawab = aksi(d, "bayu", f"/berkas/{b_id}/tutup", Berkas, b_id, tanggal="2023-11-23")
    assert jawab.status_code == 302
    b = _baca(b_id)
    assert (b.status, b.ditutup_pada) == ("ditutup", date(2023, 11, 23))
    assert (b.inaktif_mulai, b.keputusan_mulai) == (date(2025, 11, 24), date(2028, 11, 24))
    assert (b.nasib, b.persetujuan) == ("musnah", "kepala_daerah")
    m_id = d.catat("Tidak boleh masuk berkas tertutup")
    with pytest.raises(Exception, match="sudah ditutup"):
        isi(d, b_id, "", m_id)
    assert status(SuratMasuk, m_id) == "selesai"


def test_tutup_menolak_tanggal_yang_tidak_mungkin(d: Dunia) -> None:
    b_id = buka(d, "Rapat tanggal salah")
    isi(d, b_id, "Surat hari ini")
    esok = (today() + timedelta(days=1)).isoformat()
    for tanggal, kata in (
        (esok, "belum tiba"),
        ("2020-01-01", "memuat surat tanggal"),
        ("2026-02-30", "Tanggal ini tidak ada"),
    ):
        jawab = aksi(d, "bayu", f"/berkas/{b_id}/tutup", Berkas, b_id, tanggal=tanggal)
        assert jawab.status_code == 422 and kata in jawab.text, tanggal
        assert f'value="{tanggal}"' in jawab.text, "what was typed stays"
    assert _baca(b_id).status == "terbuka"


def test_surat_rahasia_tidak_terbaca_dari_penolakan(d: Dunia) -> None:
    b_id = buka(d, "Rapat berahasia")
    isi(d, b_id, "Sampul rahasia", keamanan="R")
    assert aksi(d, "bayu", f"/berkas/{b_id}/tutup", Berkas, b_id, tanggal="2020-01-01").status_code == 302


def test_buka_lagi_hanya_sebelum_penyusutan(d: Dunia) -> None:
    b_id = buka(d, "Rapat dibuka lagi")
    tutup(d, b_id, date(2015, 1, 1))
    alamat = f"/berkas/{b_id}/aksi/buka_lagi"
    assert aksi(d, "bayu", alamat, Berkas, b_id).status_code == 422, "a reason is due"
    assert aksi(d, "bayu", alamat, Berkas, b_id, catatan="Ada surat susulan").status_code == 302
    b = _baca(b_id)
    assert b.status == "terbuka" and b.inaktif_mulai is None and b.ditutup_pada is None and b.nasib == ""
    assert "Ada surat susulan" in d.klien("bayu").get(f"/berkas/{b_id}").text


def test_penahanan_dengan_alasan_dan_riwayat(d: Dunia) -> None:
    b_id = buka(d, "Rapat sengketa")
    assert aksi(d, "agenda", f"/berkas/{b_id}/aksi/tahan", Berkas, b_id, catatan="x").status_code == 403
    assert aksi(d, "bayu", f"/berkas/{b_id}/aksi/tahan", Berkas, b_id, catatan="Perkara 12/G/2026").status_code == 302
    halaman = d.klien("bayu").get(f"/berkas/{b_id}").text
    assert "Ditahan sejak" in halaman and "Perkara 12/G/2026" in halaman and "Lepas penahanan" in halaman
    assert "Rapat sengketa" in d.klien("bayu").get("/berkas?keadaan=ditahan").text
    lain = buka(d, "Rapat tujuan gabung")
    jawab = aksi(d, "bayu", f"/berkas/{b_id}/gabung", Berkas, b_id, ke=str(lain))
    assert jawab.status_code == 422 and "ditahan" in jawab.text
    assert aksi(d, "bayu", f"/berkas/{b_id}/aksi/lepas", Berkas, b_id, catatan="Putusan inkrah").status_code == 302
    assert _baca(b_id).ditahan_pada is None
    with db.transaksi(baca=True):
        r = [x.transisi for x in workflow.riwayat(db.session.get_one(Berkas, b_id))]
        assert r == ["buat", "tahan", "lepas"]
        assert any("tahan" in e.aksi for e in audit.riwayat_dokumen(f"berkas:{b_id}", batas=10))


def test_gabung_memindahkan_semua_surat(d: Dunia) -> None:
    asal, ke, lain = buka(d, "Rapat asal"), buka(d, "Rapat tujuan"), buka(d, "Undangan", "000.1.6")
    surat = [isi(d, asal, "Surat gabung satu"), isi(d, asal, "Surat gabung dua")]
    lama = versi(SuratMasuk, surat[0])
    ditolak = aksi(d, "bayu", f"/berkas/{asal}/gabung", Berkas, asal, ke=str(lain))
    assert ditolak.status_code == 422 and "Kodenya berbeda" in ditolak.text
    assert aksi(d, "bayu", f"/berkas/{asal}/gabung", Berkas, asal, ke="").status_code == 422
    assert aksi(d, "bayu", f"/berkas/{asal}/gabung", Berkas, asal, ke=str(ke)).status_code == 302
    with db.transaksi(baca=True):
        assert {db.session.get_one(SuratMasuk, i).berkas_id for i in surat} == {ke}
        assert db.session.get_one(Berkas, asal).status == "digabung"
        assert any(e.aksi == "berkas.gabung" for e in audit.riwayat_dokumen(f"surat_masuk:{surat[0]}", batas=20))
    assert versi(SuratMasuk, surat[0]) == lama + 1
    assert "Rapat asal" not in d.klien("bayu").get(f"/berkas/{lain}/gabung").text, "what is over is offered no more"


def test_surat_dipindahkan_ke_berkas_lain(d: Dunia) -> None:
    asal, ke = buka(d, "Rapat salah simpan"), buka(d, "Rapat yang benar")
    m_id = isi(d, asal, "Surat salah simpan")
    assert "Pindahkan ke berkas lain" in d.klien("bayu").get(f"/surat-masuk/{m_id}").text
    assert "Rapat yang benar" in d.klien("bayu").get(f"/berkas/pindah/masuk/{m_id}").text
    assert d.klien("sekre").get(f"/berkas/pindah/masuk/{m_id}").status_code in (403, 404)
    assert aksi(d, "bayu", f"/berkas/pindah/masuk/{m_id}", SuratMasuk, m_id, berkas_id="99999").status_code == 422
    assert aksi(d, "bayu", f"/berkas/pindah/masuk/{m_id}", SuratMasuk, m_id, berkas_id=str(ke)).status_code == 302
    with db.transaksi(baca=True):
        m = db.session.get_one(SuratMasuk, m_id)
        assert (m.berkas_id, m.status) == (ke, "diarsipkan")
    tutup(d, ke, today())
    assert d.klien("bayu").get(f"/berkas/pindah/masuk/{m_id}").status_code in (403, 404), (
        "a closed berkas keeps what it holds"
    )


def test_versi_usang_ditolak(d: Dunia) -> None:
    b_id = buka(d, "Rapat serempak")
    lama = versi(Berkas, b_id)
    assert aksi(d, "bayu", f"/berkas/{b_id}/aksi/tahan", Berkas, b_id, catatan="Perkara").status_code == 302
    jawab = d.klien("bayu").post(f"/berkas/{b_id}/tutup", data={"versi": lama, "tanggal": today().isoformat()})
    assert jawab.status_code == 409 and "sudah menahan berkas" in jawab.text


def test_penilaian_kembali_menentukan_nasib(d: Dunia) -> None:
    b_id = buka(d, "Rapat dinilai")
    tutup(d, b_id, date(2015, 1, 1))
    with db.transaksi():
        db.session.get_one(Berkas, b_id).nasib = "nilai"
    alamat = f"/berkas/{b_id}/nilai"
    assert aksi(d, "bayu", alamat, Berkas, b_id, nasib="serah").status_code == 422
    assert aksi(d, "bayu", alamat, Berkas, b_id, nasib="lain", catatan="Karena").status_code == 422
    assert aksi(d, "bayu", alamat, Berkas, b_id, nasib="serah", catatan="Bernilai sejarah").status_code == 302
    b = _baca(b_id)
    assert (b.nasib, b.persetujuan) == ("serah", "lembaga_kearsipan")
    assert aksi(d, "bayu", alamat, Berkas, b_id, nasib="musnah", catatan="Lagi").status_code == 409


def test_retensi_dihitung_dengan_jadwal_pada_hari_ditutup(d: Dunia) -> None:
    b_id = buka(d, "Rapat tanpa ubah")
    tutup(d, b_id, date(2024, 2, 29))
    with frozen(datetime(2040, 1, 1, tzinfo=UTC)):
        assert _baca(b_id).keputusan_mulai == date(2029, 3, 1)
    assert _baca(b_id).klasifikasi == KODE
