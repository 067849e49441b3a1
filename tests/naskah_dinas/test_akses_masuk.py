"""Without access one cannot learn that a document exists: not from a page, list, search, count, file, act or error."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pytest

from suite.core import akses, db, notifications, search
from suite.core.workflow import inbox
from suite.naskah_dinas.models import Berkas, Disposisi, SuratMasuk
from suite.naskah_dinas.services import disposisi as layanan
from tests.naskah_dinas.dunia_masuk import KODE, Dunia, pdf_kecil, versi

RAHASIA = "Pemeriksaan khusus berkode Zamrud"
ASING = ("flor", "agenda", "sekre", "staf_lain", "kabid_kes")
"""Staff and officials of the very unit addressed, its registry, and people of the office that sent it."""


@dataclass(frozen=True)
class Rahasia:
    """An R letter that was given to one official, reported on with evidence, and filed."""

    m: int
    disposisi: int
    berkas: int


@pytest.fixture(scope="module")
def rahasia(dunia: Dunia) -> Rahasia:
    from tests.factories import UnitFactory  # noqa: F401
    from tests.naskah_dinas import dunia_masuk

    with db.transaksi():
        dunia_masuk._orang(
            dunia, "staf_lain", "Staf Lain", "Analis", unit=dunia.unit["kom"], atasan=dunia.jabatan["sekre"]
        )
        dunia_masuk._orang(
            dunia,
            "kabid_kes",
            "Kabid Kesehatan",
            "Kepala Bidang",
            unit=dunia.unit["kes"],
            atasan=dunia.jabatan["kadis_kes"],
        )
    _, m_id = dunia.kirim(RAHASIA, keamanan="R")
    d_id = dunia.disposisi(m_id, ["kabid"], catatan="Jangan disebarkan: Zamrud.")["kabid"]
    from suite.core.files import services as files

    with dunia.app.app_context(), db.transaksi():
        d = db.session.get_one(Disposisi, d_id)
        bukti = files.simpan(pdf_kecil("Zamrud"), nama="zamrud.pdf", actor=dunia.aktor("kabid"))
        layanan.jalankan(
            d, "laporkan", dunia.aktor("kabid"), versi=d.versi, data={"laporan": "Hasil Zamrud.", "berkas": bukti}
        )
    with db.transaksi():
        b = Berkas(opd_id=dunia.unit["kom"].id, klasifikasi=KODE, judul="Berkas pemeriksaan", tahun=2026)
        db.session.add(b)
        db.session.flush()
        berkas_id = b.id
    kadis = dunia.klien("kadis")
    kadis.post(f"/surat-masuk/{m_id}/aksi/selesaikan", data={"versi": versi(SuratMasuk, m_id)})
    data = {"versi": versi(SuratMasuk, m_id), "berkas_id": str(berkas_id)}
    assert kadis.post(f"/berkas/isi/masuk/{m_id}", data=data).status_code == 302
    return Rahasia(m_id, d_id, berkas_id)


def _tanpa_kode(teks: str) -> str:
    """A page without what differs by itself: request id, tokens, the path in forms."""
    teks = re.sub(r'(csrf[^>]*?(?:content|value)=")[^"]*', r"\1", teks)
    teks = re.sub(r'name="berikut" value="[^"]*"', "", teks)
    return re.sub(r"Kode bantuan.*?</p>", "", teks, flags=re.S)


@pytest.mark.parametrize("siapa", ASING)
def test_halaman_berkas_dan_tindakan_sama_dengan_yang_tidak_ada(dunia: Dunia, rahasia: Rahasia, siapa: str) -> None:
    klien = dunia.klien(siapa)
    pasangan = [
        ("get", "/surat-masuk/{m}"),
        ("get", "/surat-masuk/{m}/disposisi"),
        ("get", "/surat-masuk/{m}/halaman/1.png"),
        ("get", "/surat-masuk/{m}/pdf"),
        ("get", "/surat-masuk/{m}/lampiran/1"),
        ("get", "/surat-masuk/{m}/aksi/selesaikan"),
        ("post", "/surat-masuk/{m}/aksi/selesaikan"),
        ("post", "/surat-masuk/{m}/disposisi"),
        ("get", "/disposisi/{d}"),
        ("get", "/disposisi/{d}/berkas"),
        ("get", "/disposisi/{d}/laporkan"),
        ("post", "/disposisi/{d}/laporkan"),
        ("get", "/disposisi/{d}/teruskan"),
        ("post", "/disposisi/{d}/aksi/kembalikan"),
        ("get", "/berkas/isi/masuk/{m}"),
        ("post", "/berkas/isi/masuk/{m}"),
    ]
    for cara, pola in pasangan:
        ada = getattr(klien, cara)(pola.format(m=rahasia.m, d=rahasia.disposisi))
        tiada = getattr(klien, cara)(pola.format(m=987654, d=987654))
        assert ada.status_code == tiada.status_code == 404, (siapa, pola)
        assert _tanpa_kode(ada.text) == _tanpa_kode(tiada.text), (siapa, pola)


@pytest.mark.parametrize("siapa", ASING)
def test_daftar_cari_dan_hitungan_tidak_menyebutnya(dunia: Dunia, rahasia: Rahasia, siapa: str) -> None:
    klien = dunia.klien(siapa)
    for alamat in (
        "/surat-masuk?tampilan=unit",
        "/surat-masuk?tampilan=semua",
        "/surat-masuk?tampilan=semua&q=Zamrud",
        "/surat-masuk?tampilan=semua&status=diarsipkan",
        "/disposisi?keadaan=semua",
        "/disposisi?tampilan=dari&keadaan=semua",
        "/cari?q=Zamrud",
        "/pemberitahuan",
        "/tindakan",
        "/",
    ):
        jawab = klien.get(alamat)
        assert jawab.status_code == 200, alamat
        # The words asked for stand in the search box themselves.
        assert "Pemeriksaan khusus" not in jawab.text and f"/surat-masuk/{rahasia.m}" not in jawab.text, alamat
    with db.transaksi(baca=True):
        aktor = dunia.aktor(siapa)
        assert search.cari(aktor, "Zamrud") == []
        assert all("Zamrud" not in n.isi + n.judul for n in notifications.daftar(dunia.pegawai[siapa].id, batas=100))
        assert all(t.objek_id != rahasia.m or t.jenis != "surat_masuk" for t in inbox.tugas_saya(aktor))


def test_isi_berkas_dan_jumlahnya_menurut_yang_boleh_dilihat(dunia: Dunia, rahasia: Rahasia) -> None:
    for siapa, terlihat in (("agenda", False), ("flor", False), ("kadis", True), ("kabid", True)):
        klien = dunia.klien(siapa)
        satu = klien.get(f"/berkas/{rahasia.berkas}")
        assert ("Zamrud" in satu.text) is terlihat, siapa
        daftar = klien.get("/berkas?q=pemeriksaan").text
        assert ("1 surat" in daftar) is terlihat and ("0 surat" in daftar) is not terlihat, siapa


def test_berkaskan_banyak_mengabaikan_yang_tidak_terlihat(dunia: Dunia, rahasia: Rahasia) -> None:
    jawab = dunia.klien("agenda").post("/berkas/isi/banyak", data={"pilih": [f"masuk:{rahasia.m}:1"]})
    tiada = dunia.klien("agenda").post("/berkas/isi/banyak", data={"pilih": ["masuk:987654:1"]})
    assert jawab.status_code == tiada.status_code == 400
    assert _tanpa_kode(jawab.text) == _tanpa_kode(tiada.text)


def test_yang_dituju_dan_penerima_disposisi_membacanya(dunia: Dunia, rahasia: Rahasia) -> None:
    for siapa in ("kadis", "kabid"):
        klien = dunia.klien(siapa)
        assert "Zamrud" in klien.get(f"/surat-masuk/{rahasia.m}").text
        assert klien.get(f"/surat-masuk/{rahasia.m}/pdf").data.startswith(b"%PDF-")
        assert "Hasil Zamrud." in klien.get(f"/disposisi/{rahasia.disposisi}").text
        assert klien.get(f"/disposisi/{rahasia.disposisi}/berkas").data.startswith(b"%PDF-")


def test_auditor_melihat_keterangan_bukan_isi(dunia: Dunia, rahasia: Rahasia) -> None:
    klien = dunia.klien("auditor")
    teks = klien.get(f"/surat-masuk/{rahasia.m}").text
    assert RAHASIA in teks and "Isi surat ini terbatas" in teks
    assert "Jangan disebarkan" not in teks and "Hasil Zamrud" not in teks and "zamrud.pdf" not in teks
    assert f"/surat-masuk/{rahasia.m}/halaman" not in teks and f"/surat-masuk/{rahasia.m}/pdf" not in teks
    disposisi = klien.get(f"/disposisi/{rahasia.disposisi}").text
    assert "Jangan disebarkan" not in disposisi and "Hasil Zamrud" not in disposisi
    for alamat in (
        f"/surat-masuk/{rahasia.m}/pdf",
        f"/surat-masuk/{rahasia.m}/halaman/1.png",
        f"/disposisi/{rahasia.disposisi}/berkas",
    ):
        assert klien.get(alamat).status_code == 404
    biasa = dunia.catat("Surat biasa untuk auditor")
    assert klien.get(f"/surat-masuk/{biasa}/pdf").status_code == 200


def test_hak_beralih_dengan_jabatan(dunia: Dunia, rahasia: Rahasia) -> None:
    """Who acts in the post reads; who has left it does not any more."""
    from datetime import timedelta

    from suite.core.clock import frozen, now
    from tests.factories import AccountFactory, PegawaiFactory, PenugasanFactory

    with db.transaksi():
        plh = PegawaiFactory(nama="Pelaksana Harian")
        hari = now().date()
        PenugasanFactory(
            pegawai=plh,
            jabatan=dunia.jabatan["kadis"],
            jenis="Plh.",
            mulai=hari + timedelta(days=30),
            selesai=hari + timedelta(days=33),
        )
        dunia.pegawai["plh"], dunia.akun["plh"] = plh, AccountFactory(pegawai=plh)
    assert dunia.klien("plh").get(f"/surat-masuk/{rahasia.m}").status_code == 404
    with frozen(now() + timedelta(days=31)):
        assert dunia.klien("plh").get(f"/surat-masuk/{rahasia.m}").status_code == 200
        assert dunia.klien("kadis").get(f"/surat-masuk/{rahasia.m}").status_code == 404


def test_kunci_surat_rahasia_hanya_orang_dan_jabatan(dunia: Dunia, rahasia: Rahasia) -> None:
    with db.transaksi(baca=True):
        q = db.session.query(akses.AksesDokumen.kunci).filter_by(jenis="surat_masuk", objek_id=rahasia.m)
        kunci = {k for (k,) in q}
    assert kunci == {f"j:{dunia.jabatan['kadis'].id}", f"j:{dunia.jabatan['kabid'].id}"}


def test_unggahan_bukti_tidak_dapat_dipinjam(dunia: Dunia, rahasia: Rahasia) -> None:
    """A stored file of somebody else cannot be attached, and so read, by naming its number."""
    with db.transaksi(baca=True):
        asing = db.session.get_one(Disposisi, rahasia.disposisi).laporan_file_id
    d = dunia.disposisi(dunia.catat("Surat pancingan"), ["sekre"])["sekre"]
    data = {"versi": versi(Disposisi, d), "laporan": "x", "berkas_tersimpan": str(asing)}
    assert dunia.klien("sekre").post(f"/disposisi/{d}/laporkan", data=data).status_code == 302
    assert dunia.klien("sekre").get(f"/disposisi/{d}/berkas").status_code == 404
    kosong = {"versi": "1", "laporan": "x", "berkas": (io.BytesIO(b""), "")}
    assert dunia.klien("sekre").post(f"/disposisi/{d}/laporkan", data=kosong).status_code in {403, 409}
