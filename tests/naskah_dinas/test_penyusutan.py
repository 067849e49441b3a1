"""Disposal of archives: due lists, documents with their approvals, destruction that leaves metadata, number, hash and audit."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest

from suite.core import audit, db
from suite.core.clock import today
from suite.core.files.models import StoredFile
from suite.core.files.store import gudang
from suite.core.search.models import IndeksCari
from suite.naskah_dinas.models import Berkas, SuratKeluar, SuratMasuk, SuratVersi
from suite.naskah_dinas.models_penyusutan import Penyusutan
from suite.naskah_dinas.models_saran import SaranIsi
from suite.naskah_dinas.queries import penyusutan as queries
from suite.naskah_dinas.rules import penyusutan as rules
from suite.naskah_dinas.services import penyusutan as services
from tests.naskah_dinas.dunia_arsip import aksi, buka, isi, lengkapi, tutup
from tests.naskah_dinas.dunia_masuk import KODE, Dunia, status, versi

PANITIA = ("sekre", "kabid", "infra")
LAMA = date(2015, 1, 1)
SAKSI = {
    "tempat": "Ruang arsip", "saksi_1": "Rudi Hartono", "jabatan_1": "Analis Hukum", "saksi_2": "Dewi Sartika",
    "jabatan_2": "Auditor Inspektorat",
}  # fmt: skip


@pytest.fixture(scope="module")
def d(dunia: Dunia) -> Dunia:
    return lengkapi(dunia)


def lama(d: Dunia, judul: str, kode: str = KODE) -> int:
    """A berkas whose fate is due."""
    b_id = buka(d, judul, kode)
    tutup(d, b_id, LAMA)
    return b_id


def usulkan(d: Dunia, jenis: str, *berkas: int, siapa: str = "bayu"):
    return d.klien(siapa).post("/penyusutan/buat", data={"jenis": jenis, "pilih": [str(b) for b in berkas]})


def dokumen(jawab: Any) -> int:
    assert jawab.status_code == 302, jawab.text[:2000]
    return int(re.search(r"/penyusutan/(\d+)", jawab.headers["Location"])[1])  # type: ignore[index]


def act(d: Dunia, siapa: str, p_id: int, nama: str, **data: str):
    return aksi(d, siapa, f"/penyusutan/{p_id}/aksi/{nama}", Penyusutan, p_id, konfirmasi="ya", **data)


def panitia(d: Dunia, p_id: int, *siapa: str):
    data = {"versi": str(versi(Penyusutan, p_id)), "panitia": [str(d.jabatan[s].id) for s in siapa]}
    return d.klien("bayu").post(f"/penyusutan/{p_id}/panitia", data=data)


def sampai_diputuskan(d: Dunia, p_id: int) -> None:
    assert panitia(d, p_id, *PANITIA).status_code == 302
    assert act(d, "bayu", p_id, "ajukan").status_code == 302
    for siapa in PANITIA:
        jawab = act(d, siapa, p_id, "nilai", catatan="Tidak bernilai guna lagi.")
        assert jawab.status_code == 302, jawab.text[-1500:]


def sampai_disetujui(d: Dunia, p_id: int) -> None:
    sampai_diputuskan(d, p_id)
    assert act(d, "walikota", p_id, "setujui").status_code == 302


def laksanakan(d: Dunia, p_id: int, siapa: str = "bayu", **ubah: str):
    return aksi(d, siapa, f"/penyusutan/{p_id}/laksanakan", Penyusutan, p_id, **(SAKSI | ubah))


def berkas(b_id: int) -> Berkas:
    with db.transaksi(baca=True):
        return db.session.get_one(Berkas, b_id)


# Rules -------------------------------------------------------------------------------------------------------------

FAKTA = rules.FaktaBerkas("ditutup", False, "musnah", date(2020, 1, 1), date(2023, 1, 1))


def test_tahap_menurut_hari() -> None:
    for hari, tahap in ((date(2019, 12, 31), "aktif"), (date(2020, 1, 1), "inaktif"), (date(2023, 1, 1), "musnah")):
        assert rules.tahap(FAKTA, hari) == tahap
    pindah = rules.FaktaBerkas("dipindahkan", False, "serah", date(2020, 1, 1), date(2023, 1, 1))
    assert rules.tahap(pindah, date(2022, 1, 1)) == "tersimpan" and rules.tahap(pindah, date(2023, 1, 1)) == "serah"
    assert rules.tahap(rules.FaktaBerkas("terbuka", False, "", None, None), date(2023, 1, 1)) is None
    assert rules.tahap(rules.FaktaBerkas("ditutup", False, "", None, None), date(2023, 1, 1)) == "tanpa_jadwal"


@pytest.mark.parametrize(
    ("jenis", "ubah", "hari", "kata"),
    [
        ("pemusnahan", {}, date(2023, 1, 1), ""),
        ("pemusnahan", {}, date(2022, 12, 31), "Belum jatuh tempo"),
        ("pemusnahan", {"nasib": "serah"}, date(2023, 1, 1), "Permanen"),
        ("pemusnahan", {"nasib": "nilai"}, date(2023, 1, 1), "dinilai kembali"),
        ("pemusnahan", {"ditahan": True}, date(2023, 1, 1), "Ditahan"),
        ("pemusnahan", {"berubah": True}, date(2023, 1, 1), "Berubah"),
        ("pemusnahan", {"di_dokumen_lain": True}, date(2023, 1, 1), "dokumen penyusutan lain"),
        ("pemusnahan", {"status": "terbuka"}, date(2023, 1, 1), "Belum ditutup"),
        ("pemusnahan", {"status": "dimusnahkan"}, date(2023, 1, 1), "sudah dilaksanakan"),
        ("penyerahan", {}, date(2023, 1, 1), "Bukan arsip permanen"),
        ("penyerahan", {"nasib": "serah"}, date(2023, 1, 1), ""),
        ("pemindahan", {}, date(2019, 12, 31), "Masih aktif"),
        ("pemindahan", {}, date(2020, 1, 1), ""),
        ("pemindahan", {"status": "dipindahkan"}, date(2020, 1, 1), "Sudah dipindahkan"),
        ("pemindahan", {"inaktif_mulai": None}, date(2020, 1, 1), "tidak mempunyai jadwal"),
    ],
)
def test_keberatan_tiap_aturan(jenis: str, ubah: dict[str, Any], hari: date, kata: str) -> None:
    hasil = rules.keberatan(jenis, rules.FaktaBerkas(**{**FAKTA.__dict__, **ubah}), hari)
    assert (kata in hasil) if kata else hasil == ""


def test_panitia_ganjil_dan_cukup() -> None:
    assert [bool(rules.keberatan_panitia(n)) for n in (0, 1, 2, 3, 4, 5)] == [True, True, True, False, True, False]
    assert rules.perlu_anri("pemusnahan", ["kepala_daerah", "kepala_anri"])
    assert not rules.perlu_anri("pemusnahan", ["kepala_daerah"]) and not rules.perlu_anri("penyerahan", ["kepala_anri"])


# Due lists ---------------------------------------------------------------------------------------------------------


def test_daftar_jatuh_tempo_menurut_tahap_hari_dan_unit(d: Dunia) -> None:
    tua, muda = lama(d, "Tempo tua"), buka(d, "Tempo muda")
    tutup(d, muda, today())
    with d.app.app_context(), db.transaksi():
        asing = Berkas(opd_id=d.unit["kes"].id, klasifikasi=KODE, judul="Tempo dinas lain", tahun=2015, status="ditutup",
                       ditutup_pada=LAMA, inaktif_mulai=LAMA, keputusan_mulai=LAMA, nasib="musnah")  # fmt: skip
        db.session.add(asing)
    k = d.klien("bayu")
    musnah, aktif = (
        k.get("/penyusutan/jatuh-tempo?tampilan=musnah").text,
        k.get("/penyusutan/jatuh-tempo?tampilan=aktif").text,
    )
    assert "Tempo tua" in musnah and "Tempo muda" not in musnah and "Tempo dinas lain" not in musnah
    assert "Tempo muda" in aktif and "Tempo tua" not in aktif
    nanti = (today() + timedelta(days=365 * 6)).isoformat()
    kelak = k.get(f"/penyusutan/jatuh-tempo?tampilan=musnah&pada={nanti}").text
    assert "Tempo muda" in kelak and "Usulkan pemusnahan" not in kelak, "what is not due yet is only foreseen"
    assert "Usulkan pemusnahan" in musnah
    assert "Tempo dinas lain" in d.klien("lkd").get("/penyusutan/jatuh-tempo?tampilan=musnah").text
    assert "Tempo dinas lain" in d.klien("auditor").get("/penyusutan/jatuh-tempo?tampilan=musnah").text
    assert d.klien("kabid").get("/penyusutan/jatuh-tempo").status_code == 403
    unduh = k.get("/daftar/jatuh_tempo/unduh/csv?tampilan=musnah")
    assert unduh.status_code == 200 and "Tempo tua" in unduh.text and "Tempo dinas lain" not in unduh.text
    assert {tua, muda} <= {b.id for b in _semua(d, "bayu")}


def _semua(d: Dunia, siapa: str) -> list[queries.BarisTempo]:
    with db.transaksi(baca=True):
        return [
            b for t in rules.TAHAP for b in queries.jatuh_tempo(d.aktor(siapa), t, today(), "", "", None, ukuran=500)
        ]  # fmt: skip


def test_tahap_dalam_sql_sama_dengan_aturan(d: Dunia) -> None:
    lama(d, "Tahap sama")
    hari = [today(), LAMA + timedelta(days=1), date(2017, 1, 2), date(2020, 1, 1), date(2020, 1, 2)]
    with db.transaksi(baca=True):
        semua = db.session.query(Berkas).all()
        for h in hari:
            for t in rules.TAHAP:
                sql = {i for (i,) in db.session.query(Berkas.id).filter(queries.di_tahap(t, h))}
                assert sql == {b.id for b in semua if rules.tahap(services.fakta(b), h) == t}, (t, h)


# Pemusnahan --------------------------------------------------------------------------------------------------------


def test_pemusnahan_dari_usul_sampai_berita_acara(d: Dunia) -> None:
    s_id, m_id = d.kirim("Surat yang akan dimusnahkan")
    b_id = buka(d, "Berkas musnah")
    isi(d, b_id, "", m_id)
    luar = isi(d, b_id, "Pindaian dari luar")
    tutup(d, b_id, LAMA)
    with db.transaksi(baca=True):
        pindaian = db.session.get_one(SuratMasuk, luar).file
        assert pindaian is not None
        sidik, jejak = pindaian.sidik, len(audit.riwayat_dokumen(f"surat_masuk:{luar}", batas=50))
    p_id = dokumen(usulkan(d, "pemusnahan", b_id))
    assert berkas(b_id).penyusutan_id == p_id
    assert act(d, "bayu", p_id, "ajukan").status_code == 422, "without a panitia nothing is submitted"
    assert panitia(d, p_id, "sekre", "kabid").status_code == 422
    sampai_diputuskan(d, p_id)
    assert status(Penyusutan, p_id) == "diputuskan"
    assert act(d, "kadis", p_id, "setujui").status_code in (403, 404), "the head of region decides"
    assert act(d, "walikota", p_id, "setujui").status_code == 302
    assert gudang().ada(sidik)
    assert laksanakan(d, p_id, saksi_2="", jabatan_2="").status_code == 422
    assert laksanakan(d, p_id, tempat="").status_code == 422
    assert laksanakan(d, p_id).status_code == 302
    assert (status(Penyusutan, p_id), berkas(b_id).status) == ("dilaksanakan", "dimusnahkan")
    with db.transaksi(baca=True):
        m = db.session.get_one(SuratMasuk, luar)
        assert (m.hal, m.nomor, m.status) == ("Pindaian dari luar", "12/PK/2026", "diarsipkan")
        assert m.file is not None and m.file.sidik == sidik and m.file.dimusnahkan_pada is not None
        assert len(audit.riwayat_dokumen(f"surat_masuk:{luar}", batas=50)) > jejak
        surat = db.session.get_one(SuratKeluar, s_id)
        assert surat.isi and surat.signed is not None and surat.signed.dimusnahkan_pada is None, (
            "the sender keeps its own"
        )
        dok = db.session.get_one(Penyusutan, p_id)
        assert dok.nomor.startswith("BA/") and dok.berita_acara is not None
    assert not gudang().ada(sidik)
    ba = d.klien("bayu").get(f"/penyusutan/{p_id}/berita-acara.pdf")
    assert ba.status_code == 200 and ba.data.startswith(b"%PDF")
    k = d.klien("kadis")
    assert "sudah dimusnahkan" in k.get(f"/surat-masuk/{luar}").text
    assert k.get(f"/surat-masuk/{luar}/pdf").status_code == 410
    assert k.get(f"/surat-masuk/{m_id}/pdf").status_code == 410, "the copy of this office is gone"
    assert d.klien("kadis_kes").get(f"/surat-keluar/{s_id}/pdf").status_code == 200


def test_surat_keluar_musnah_menyisakan_keterangan_dan_verifikasi(d: Dunia) -> None:
    s_id, m_id = d.kirim("Surat keluar yang dimusnahkan zirkon")
    with d.app.app_context(), db.transaksi():
        b = Berkas(opd_id=d.unit["kes"].id, klasifikasi=KODE, judul="Arsip kes musnah", tahun=2015)
        pegawai = d.aktor("kadis_kes").pegawai_id
        isian = dict.fromkeys(("alasan", "lama", "baru", "jawaban"), "Usul zirkon")
        db.session.add_all([b, SaranIsi(surat_id=s_id, pegawai_id=pegawai, sebutan="", sebelum="", di=0, **isian)])
        db.session.flush()
        b_id = b.id
    aksi(d, "staf_kes", f"/berkas/isi/keluar/{s_id}", SuratKeluar, s_id, berkas_id=str(b_id))
    masuk = buka(d, "Arsip kom musnah")
    isi(d, masuk, "", m_id)
    with db.transaksi(baca=True):
        surat = db.session.get_one(SuratKeluar, s_id)
        assert surat.signed is not None and surat.lampiran
        token, sidik, lampiran = surat.token, surat.signed_sidik, surat.lampiran[0].file.sidik
        pdf = gudang().baca(sidik)
    _musnahkan_langsung(d, b_id)
    assert gudang().ada(sidik), "the office that received it still keeps its copy"
    assert d.klien("kadis").get(f"/surat-masuk/{m_id}/pdf").status_code == 200
    k = d.klien("staf_kes")
    halaman = k.get(f"/surat-keluar/{s_id}")
    assert halaman.status_code == 200 and "sudah dimusnahkan" in halaman.text
    assert k.get(f"/surat-keluar/{s_id}/pdf").status_code == 410
    assert k.get(f"/surat-keluar/{s_id}/saran").status_code == 410
    with db.transaksi(baca=True):
        surat = db.session.get_one(SuratKeluar, s_id)
        assert surat.isi == "" and surat.nomor and surat.signed_sidik == sidik
        assert all(v.isi == {} for v in db.session.query(SuratVersi).filter_by(surat_id=s_id))
        usul = db.session.query(SaranIsi).filter_by(surat_id=s_id).one()
        assert (usul.alasan, usul.lama, usul.baru, usul.jawaban) == ("", "", "", "")
        cari = db.session.query(IndeksCari).filter_by(jenis="surat_keluar", objek_id=s_id).one()
        assert cari.teks == "" and "zirkon" in cari.judul
    _musnahkan_langsung(d, masuk)
    assert not gudang().ada(sidik) and not gudang().ada(lampiran)
    publik = d.klien(None).get(f"/v/{token}").text
    assert "dimusnahkan" in publik and "Surat keluar yang dimusnahkan zirkon" in publik
    banding = d.klien(None).post(f"/v/{token}", data={"berkas": (io.BytesIO(pdf), "surat.pdf")})
    assert banding.status_code == 200 and "sama" in banding.text.lower(), "the hash still tells that it is genuine"
    ubah = d.klien(None).post(f"/v/{token}", data={"berkas": (io.BytesIO(pdf[:-200] + b"x" * 150), "surat.pdf")})
    assert ubah.status_code == 200


def _musnahkan_langsung(d: Dunia, b_id: int) -> None:
    """Only the effect: what a document carries out once it is approved."""
    with d.app.app_context(), db.transaksi():
        services._musnahkan_isi(d.aktor("lkd"), [b_id])
        b = db.session.get_one(Berkas, b_id)
        b.ditutup_pada, b.status = LAMA, "dimusnahkan"


def test_berkas_yang_tidak_boleh_ditolak_dengan_alasan(d: Dunia) -> None:
    tutup(d, muda := buka(d, "Musnah terlalu dini"), today())
    permanen = lama(d, "Musnah permanen", "000.1.6")
    ditahan = lama(d, "Musnah ditahan")
    aksi(d, "bayu", f"/berkas/{ditahan}/aksi/tahan", Berkas, ditahan, catatan="Perkara")
    for b_id, kata in ((muda, "Belum jatuh tempo"), (permanen, "Permanen"), (ditahan, "Ditahan")):
        jawab = usulkan(d, "pemusnahan", b_id)
        assert jawab.status_code == 422 and kata in jawab.text, kata
    bebas = lama(d, "Musnah bebas")
    assert usulkan(d, "pemusnahan", bebas, ditahan).status_code == 422
    assert berkas(bebas).penyusutan_id is None, "all or nothing"
    assert usulkan(d, "pemusnahan").status_code == 422 and usulkan(d, "lain", bebas).status_code == 400
    dokumen(usulkan(d, "pemusnahan", bebas))
    dua = usulkan(d, "pemusnahan", bebas)
    assert dua.status_code == 422 and "dokumen penyusutan lain" in dua.text
    buka_lagi = aksi(d, "bayu", f"/berkas/{bebas}/aksi/buka_lagi", Berkas, bebas, catatan="Coba")
    assert buka_lagi.status_code == 422 and "dokumen penyusutan" in buka_lagi.text


def test_ditahan_atau_berubah_sesudah_disetujui_membatalkan_semuanya(d: Dunia) -> None:
    satu, dua = lama(d, "Pasangan satu"), lama(d, "Pasangan dua")
    p_id = dokumen(usulkan(d, "pemusnahan", satu, dua))
    sampai_disetujui(d, p_id)
    aksi(d, "bayu", f"/berkas/{dua}/aksi/tahan", Berkas, dua, catatan="Perkara baru")
    jawab = laksanakan(d, p_id)
    assert jawab.status_code == 422 and "Ditahan" in jawab.text
    assert {berkas(satu).status, berkas(dua).status} == {"ditutup"} and status(Penyusutan, p_id) == "disetujui"
    halaman = d.klien("bayu").get(f"/penyusutan/{p_id}").text
    assert "1 berkas tidak boleh ikut" in halaman and "Ditahan" in halaman
    aksi(d, "bayu", f"/berkas/{dua}/aksi/lepas", Berkas, dua, catatan="Selesai")
    with db.transaksi():
        db.session.get_one(Berkas, dua).judul = "Pasangan dua diganti"
    jawab = laksanakan(d, p_id)
    assert jawab.status_code == 422 and "Berubah sejak daftar diajukan" in jawab.text
    assert act(d, "bayu", p_id, "kembalikan", catatan="Periksa lagi").status_code == 302
    sampai_disetujui(d, p_id)
    assert laksanakan(d, p_id).status_code == 302
    assert {berkas(satu).status, berkas(dua).status} == {"dimusnahkan"}


def test_retensi_sepuluh_tahun_perlu_anri(d: Dunia) -> None:
    b_id = lama(d, "Berkas ANRI")
    with db.transaksi():
        db.session.get_one(Berkas, b_id).persetujuan = "kepala_anri"
    p_id = dokumen(usulkan(d, "pemusnahan", b_id))
    sampai_diputuskan(d, p_id)
    assert status(Penyusutan, p_id) == "anri"
    alamat = f"/penyusutan/{p_id}/anri"
    esok = (today() + timedelta(days=1)).isoformat()
    assert aksi(d, "bayu", alamat, Penyusutan, p_id, nomor="", tanggal="2026-01-01").status_code == 422
    assert aksi(d, "bayu", alamat, Penyusutan, p_id, nomor="B-1/2026", tanggal=esok).status_code == 422
    assert aksi(d, "bayu", alamat, Penyusutan, p_id, nomor="B-1/2026", tanggal="2025-01-02").status_code == 302
    assert status(Penyusutan, p_id) == "diputuskan"
    assert act(d, "walikota", p_id, "kembalikan", catatan="Kurangi").status_code == 302
    with db.transaksi(baca=True):
        dok = db.session.get_one(Penyusutan, p_id)
        assert dok.status == "konsep"
    sampai_diputuskan(d, p_id)
    with db.transaksi(baca=True):
        assert db.session.get_one(Penyusutan, p_id).anri_nomor == "", (
            "an approval belongs to the list that was approved"
        )
    assert act(d, "bayu", p_id, "kembalikan", catatan="Tidak jadi").status_code == 302
    assert act(d, "bayu", p_id, "batalkan").status_code == 302
    assert berkas(b_id).penyusutan_id is None


def test_pembuat_tidak_menyetujui_sendiri(d: Dunia) -> None:
    b_id = lama(d, "Pisah tugas")
    p_id = dokumen(usulkan(d, "pemusnahan", b_id))
    assert panitia(d, p_id, "sekre", "kabid", "bayu").status_code == 422, "not among the officials offered"
    sampai_diputuskan(d, p_id)
    assert act(d, "bayu", p_id, "setujui").status_code == 403
    assert act(d, "kabid", p_id, "nilai", catatan="Lagi").status_code in (403, 409)


def test_keluarkan_dari_daftar(d: Dunia) -> None:
    satu, dua = lama(d, "Keluar satu"), lama(d, "Keluar dua")
    p_id = dokumen(usulkan(d, "pemusnahan", satu, dua))
    alamat = f"/penyusutan/{p_id}/keluarkan"
    assert aksi(d, "bayu", alamat, Penyusutan, p_id, berkas_id=str(satu)).status_code == 302
    assert berkas(satu).penyusutan_id is None and berkas(dua).penyusutan_id == p_id
    assert aksi(d, "bayu", alamat, Penyusutan, p_id, berkas_id=str(dua)).status_code == 422
    assert d.klien("bayu").post(alamat, data={"versi": "1", "berkas_id": str(dua)}).status_code == 409


# Pemindahan and penyerahan -----------------------------------------------------------------------------------------


def test_pemindahan_ke_pusat_arsip(d: Dunia) -> None:
    b_id = buka(d, "Pindah inaktif")
    tutup(d, b_id, today() - timedelta(days=365 * 3))
    p_id = dokumen(usulkan(d, "pemindahan", b_id))
    assert act(d, "bayu", p_id, "ajukan").status_code == 302
    assert act(d, "kadis", p_id, "setujui").status_code == 302
    assert aksi(d, "bayu", f"/penyusutan/{p_id}/laksanakan", Penyusutan, p_id, tempat="Sekretariat").status_code == 302
    assert berkas(b_id).status == "dipindahkan"
    assert "Pindah inaktif" in d.klien("bayu").get("/penyusutan/jatuh-tempo?tampilan=tersimpan").text
    assert aksi(d, "bayu", f"/berkas/{b_id}/aksi/buka_lagi", Berkas, b_id, catatan="x").status_code == 409
    assert usulkan(d, "pemindahan", b_id).status_code == 422


def test_penyerahan_diterima_lembaga_kearsipan(d: Dunia) -> None:
    b_id = buka(d, "Serah permanen", "000.1.6")
    m_id = isi(d, b_id, "Surat permanen")
    tutup(d, b_id, LAMA)
    p_id = dokumen(usulkan(d, "penyerahan", b_id))
    act(d, "bayu", p_id, "ajukan")
    assert act(d, "kadis", p_id, "setujui").status_code == 302 and status(Penyusutan, p_id) == "diverifikasi"
    assert act(d, "bayu", p_id, "terima").status_code == 403
    assert act(d, "lkd", p_id, "terima").status_code == 302
    assert laksanakan(d, p_id).status_code == 302
    assert berkas(b_id).status == "diserahkan"
    assert d.klien("kadis").get(f"/surat-masuk/{m_id}/pdf").status_code == 200, "what is permanent stays"
    with db.transaksi(baca=True):
        assert not db.session.query(StoredFile).filter(StoredFile.id == db.session.get_one(SuratMasuk, m_id).file_id,
                                                       StoredFile.dimusnahkan_pada.is_not(None)).count()  # fmt: skip


def test_dokumen_terlihat_hanya_oleh_yang_bersangkutan(d: Dunia) -> None:
    b_id = lama(d, "Dokumen tertutup")
    p_id = dokumen(usulkan(d, "pemusnahan", b_id))
    for siapa, kode in (
        ("bayu", 200),
        ("agenda", 200),
        ("lkd", 200),
        ("auditor", 200),
        ("kabid", 404),
        ("staf_kes", 404),
    ):
        assert d.klien(siapa).get(f"/penyusutan/{p_id}").status_code == kode, siapa
    sampai_diputuskan(d, p_id)
    assert d.klien("kabid").get(f"/penyusutan/{p_id}").status_code == 200
    assert "Pemusnahan arsip" in d.klien("walikota").get("/tindakan").text
