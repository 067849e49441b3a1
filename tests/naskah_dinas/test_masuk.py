"""Surat masuk: it arrives by itself, is registered by hand, read, given on and closed."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from sqlalchemy import event, select

from suite.core import db
from suite.core.audit import LogBaca
from suite.core.files import services as files
from suite.core.files.models import StoredFile
from suite.core.numbering import NomorTerpakai
from suite.naskah_dinas.forms.disposisi import pilihan_batas
from suite.naskah_dinas.models import Disposisi, SuratMasuk
from suite.naskah_dinas.queries import masuk as queries
from tests.naskah_dinas.dunia_masuk import Dunia, pdf_kecil, status, versi

ISIAN = {
    "keamanan": "B",
    "pengirim": "SMP Negeri 3 Pontianak",
    "nomor": "421/77/SMP3/2026",
    "tanggal": "2026-01-05",
    "hal": "Permohonan narasumber literasi digital",
    "sifat": "biasa",
}


def _foto(warna: str) -> tuple[io.BytesIO, str]:
    isi = io.BytesIO()
    Image.new("RGB", (300, 400), warna).save(isi, "JPEG")
    isi.seek(0)
    return isi, f"{warna}.jpg"


def _isian(d: Dunia, **ganti: object) -> dict[str, object]:
    return ISIAN | {"tujuan_jabatan_id": d.jabatan["kadis"].id, "opd_id": d.unit["kom"].id} | ganti


def _id(jawab: object) -> int:
    return int(re.search(r"/surat-masuk/(\d+)", jawab.headers["Location"])[1])  # type: ignore[attr-defined,index]


# Arrival and registering -------------------------------------------------------------------------------------------


def test_surat_dalam_tiba_sendiri_di_agenda(dunia: Dunia) -> None:
    _, m_id = dunia.kirim("Undangan rapat koordinasi")
    teks = dunia.klien("agenda").get("/surat-masuk").text
    assert "Undangan rapat koordinasi" in teks
    assert "Giliran Anda" in dunia.klien("kadis").get(f"/surat-masuk/{m_id}").text
    rincian = dunia.klien("kadis").get(f"/surat-masuk/{m_id}").text
    assert "Segera: 48 jam" in rincian


def test_tiga_foto_menjadi_satu_pdf(dunia: Dunia) -> None:
    berkas = [_foto("red"), _foto("green"), _foto("blue")]
    jawab = dunia.klien("agenda").post("/surat-masuk/catat", data=_isian(dunia, berkas=berkas))
    assert jawab.status_code == 302
    with db.transaksi(baca=True):
        m = db.session.get_one(SuratMasuk, _id(jawab))
        assert m.file is not None and m.file.halaman == 3 and m.dicatat_oleh == dunia.pegawai["agenda"].id
        assert files.isi(m.file).startswith(b"%PDF-")


def test_isian_dan_pindaian_tidak_hilang_saat_ditolak(dunia: Dunia) -> None:
    klien = dunia.klien("agenda")
    jawab = klien.post("/surat-masuk/catat", data=_isian(dunia, nomor="", berkas=[_foto("red")]))
    assert jawab.status_code == 422
    assert "Isi nomor pada surat" in jawab.text and 'value="SMP Negeri 3 Pontianak"' in jawab.text
    simpan = re.search(r'name="berkas_tersimpan" value="(\d+)"', jawab.text)
    assert simpan, "the accepted scan is kept"
    jawab = klien.post("/surat-masuk/catat", data=_isian(dunia, nomor="9/SMP3/2026", berkas_tersimpan=simpan[1]))
    assert jawab.status_code == 302
    with db.transaksi(baca=True):
        assert db.session.get_one(SuratMasuk, _id(jawab)).file_id == int(simpan[1])


def test_pindaian_orang_lain_tidak_dapat_dipakai(dunia: Dunia) -> None:
    with db.transaksi():
        asing = files.simpan(pdf_kecil("rahasia orang"), nama="x.pdf", actor=dunia.aktor("kadis_kes")).id
    jawab = dunia.klien("agenda").post("/surat-masuk/catat", data=_isian(dunia, berkas_tersimpan=str(asing)))
    assert jawab.status_code == 422
    assert "Pindai atau unggah suratnya" in jawab.text


def test_penolakan_tidak_memakai_nomor_agenda(dunia: Dunia) -> None:
    def banyak() -> int:
        with db.transaksi(baca=True):
            return db.session.query(NomorTerpakai).filter_by(jenis="surat_masuk").count()

    sebelum = banyak()
    jawab = dunia.klien("agenda").post(
        "/surat-masuk/catat", data=_isian(dunia, tanggal="2099-01-01", berkas=[_foto("red")])
    )
    assert jawab.status_code == 422 and "belum tiba" in jawab.text
    assert banyak() == sebelum


def test_sampul_rahasia_dicatat_tanpa_berkas_lalu_hilang_dari_petugas(dunia: Dunia) -> None:
    klien = dunia.klien("agenda")
    ditolak = klien.post("/surat-masuk/catat", data=_isian(dunia, keamanan="R", hal="", berkas=[_foto("red")]))
    assert ditolak.status_code == 422 and "tanpa dibuka" in ditolak.text
    jawab = klien.post("/surat-masuk/catat", data=_isian(dunia, keamanan="R", hal="", pengirim="Kejaksaan Negeri"))
    assert jawab.status_code == 302 and jawab.headers["Location"].endswith("/surat-masuk")
    assert "Serahkan sampulnya tanpa dibuka" in klien.get("/surat-masuk").text
    assert "Kejaksaan Negeri" not in klien.get("/surat-masuk?tampilan=semua").text
    assert "Kejaksaan Negeri" in dunia.klien("kadis").get("/surat-masuk").text
    with db.transaksi(baca=True):
        m = db.session.scalars(select(SuratMasuk).where(SuratMasuk.pengirim == "Kejaksaan Negeri")).one()
        assert m.file_id is None and m.dicatat_oleh is None
    assert klien.get(f"/surat-masuk/{m.id}").status_code == 404
    assert "Sampul tertutup" in dunia.klien("kadis").get(f"/surat-masuk/{m.id}").text


def test_pindaian_surat_rahasia_tidak_ikut_tersimpan(dunia: Dunia) -> None:
    with db.transaksi(baca=True):
        sebelum = db.session.query(StoredFile).count()
    dunia.klien("agenda").post("/surat-masuk/catat", data=_isian(dunia, keamanan="SR", berkas=[_foto("red")]))
    with db.transaksi(baca=True):
        assert db.session.query(StoredFile).count() == sebelum


def test_hanya_petugas_agenda_yang_mencatat(dunia: Dunia) -> None:
    assert dunia.klien("kabid").get("/surat-masuk/catat").status_code == 403
    assert dunia.klien("kabid").post("/surat-masuk/catat", data=_isian(dunia, berkas=[_foto("red")])).status_code == 403


def test_tidak_dapat_dicatat_ke_perangkat_daerah_lain(dunia: Dunia) -> None:
    jawab = dunia.klien("agenda").post(
        "/surat-masuk/catat",
        data=_isian(dunia, tujuan_jabatan_id=dunia.jabatan["kadis_kes"].id, berkas=[_foto("red")]),
    )
    assert jawab.status_code == 422 and "Pilih pejabat tujuan" in jawab.text


# Reading -----------------------------------------------------------------------------------------------------------


def _bacaan(m_id: int) -> list[tuple[str, int | None]]:
    with db.transaksi(baca=True):
        q = select(LogBaca.uraian, LogBaca.pegawai_id).where(LogBaca.jenis == "surat_masuk", LogBaca.objek_id == m_id)
        return [(u, p) for u, p in db.session.execute(q.order_by(LogBaca.id))]


def test_dibaca_pimpinan_tercatat_sekali_dan_staf_tidak(dunia: Dunia) -> None:
    _, m_id = dunia.kirim("Surat biasa dibaca")
    for _ in range(2):
        dunia.klien("kadis").get(f"/surat-masuk/{m_id}")
    dunia.klien("flor").get(f"/surat-masuk/{m_id}")
    assert _bacaan(m_id) == [("baca", dunia.pegawai["kadis"].id)]


def test_surat_terbatas_tercatat_setiap_kali_dibaca(dunia: Dunia) -> None:
    _, m_id = dunia.kirim("Surat terbatas", keamanan="T")
    klien = dunia.klien("kadis")
    klien.get(f"/surat-masuk/{m_id}")
    klien.get(f"/surat-masuk/{m_id}")
    klien.get(f"/surat-masuk/{m_id}/pdf")
    assert [u for u, _ in _bacaan(m_id)] == ["baca", "baca isi", "unduh PDF"]


def test_dibaca_penerima_tampak_di_pohon(dunia: Dunia) -> None:
    _, m_id = dunia.kirim("Surat dengan tanda baca")
    d = dunia.disposisi(m_id, ["sekre", "kabid"])
    dunia.klien("sekre").get(f"/disposisi/{d['sekre']}")
    teks = dunia.klien("kadis").get(f"/surat-masuk/{m_id}").text
    assert re.search(r"Dibaca \d\d\.\d\d", teks)
    assert teks.count("Belum dibaca") == 1


def test_halaman_dan_pdf_surat_dalam_dan_pindaian(dunia: Dunia) -> None:
    _, dalam = dunia.kirim("Surat bergambar")
    for m_id in (dalam, dunia.catat("Surat pindaian")):
        klien = dunia.klien("kadis")
        gambar = klien.get(f"/surat-masuk/{m_id}/halaman/1.png")
        assert gambar.status_code == 200 and gambar.data.startswith(b"\x89PNG")
        assert klien.get(f"/surat-masuk/{m_id}/halaman/99.png").status_code == 404
        pdf = klien.get(f"/surat-masuk/{m_id}/pdf")
        assert pdf.data.startswith(b"%PDF-") and "no-store" in pdf.headers["Cache-Control"]


def test_lampiran_hanya_milik_surat_itu(dunia: Dunia) -> None:
    _, satu = dunia.kirim("Surat berlampiran")
    _, dua = dunia.kirim("Surat berlampiran lain")
    klien = dunia.klien("kadis")
    tautan = re.search(rf"/surat-masuk/{satu}/lampiran/(\d+)", klien.get(f"/surat-masuk/{satu}").text)
    assert tautan
    assert klien.get(f"/surat-masuk/{satu}/lampiran/{tautan[1]}").data.startswith(b"%PDF-")
    assert klien.get(f"/surat-masuk/{dua}/lampiran/{tautan[1]}").status_code == 404


# Giving on and closing ---------------------------------------------------------------------------------------------


def test_disposisi_lewat_formulir(dunia: Dunia) -> None:
    _, m_id = dunia.kirim("Surat untuk didisposisi")
    klien = dunia.klien("kadis")
    teks = klien.get(f"/surat-masuk/{m_id}/disposisi").text
    assert "Plt. Lina Marlina" in teks and "Segera: 48 jam" in teks
    data = {
        "versi": versi(SuratMasuk, m_id), "kepada": [dunia.jabatan["kabid"].id, dunia.jabatan["infra"].id],
        "instruksi": ["tindak_lanjut"], "batas": "sifat", "catatan": "Kirim dua orang.",
    }  # fmt: skip
    jawab = klien.post(f"/surat-masuk/{m_id}/disposisi", data=data)
    assert jawab.status_code == 302
    assert "Disposisi terkirim ke 2 orang." in klien.get(jawab.headers["Location"]).text
    with db.transaksi(baca=True):
        m = db.session.get_one(SuratMasuk, m_id)
        assert m.status == "didisposisi"
        assert {d.tenggat for d in m.disposisi} == {m.tenggat}
    usang = klien.post(f"/surat-masuk/{m_id}/disposisi", data=data)
    assert usang.status_code == 409 and "sudah mendisposisikan surat" in usang.text


@pytest.mark.parametrize(
    ("ganti", "pesan"),
    [
        ({"kepada": []}, "Pilih paling sedikit satu penerima."),
        ({"instruksi": []}, "Pilih paling sedikit satu instruksi."),
        ({"instruksi": ["mengarang"]}, "Pilih dari daftar."),
        ({"batas": "lain", "sampai": ""}, "Isi tanggalnya"),
        ({"batas": "lain", "sampai": "2020-01-01"}, "Batas waktu sudah lewat"),
    ],
)
def test_disposisi_ditolak_dengan_isian_tetap(dunia: Dunia, ganti: dict[str, object], pesan: str) -> None:
    m_id = dunia.catat("Surat penolakan")
    data = {
        "versi": versi(SuratMasuk, m_id), "kepada": [dunia.jabatan["kabid"].id], "instruksi": ["tindak_lanjut"],
        "batas": "sifat", "catatan": "Catatan yang diketik",
    } | ganti  # fmt: skip
    jawab = dunia.klien("kadis").post(f"/surat-masuk/{m_id}/disposisi", data=data)
    assert jawab.status_code == 422
    assert pesan in jawab.text and "Catatan yang diketik" in jawab.text
    assert status(SuratMasuk, m_id) == "diterima"


def test_disposisi_hanya_kepada_bawahan_langsung(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat lompat tingkat")
    data = {
        "versi": versi(SuratMasuk, m_id),
        "kepada": [dunia.jabatan["bayu"].id],
        "instruksi": ["tindak_lanjut"],
        "batas": "sifat",
    }
    jawab = dunia.klien("kadis").post(f"/surat-masuk/{m_id}/disposisi", data=data)
    assert jawab.status_code == 422 and "langsung di bawah Anda" in jawab.text


def test_bukan_pimpinan_tidak_mendisposisi(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat bukan untuk kabid")
    assert dunia.klien("kabid").get(f"/surat-masuk/{m_id}/disposisi").status_code == 404


def test_batas_waktu_yang_ditawarkan_tidak_melewati_batas_asal(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat segera", sifat="segera")
    with db.transaksi(baca=True):
        tenggat = db.session.get_one(SuratMasuk, m_id).tenggat
    nilai = [n for n, _ in pilihan_batas(tenggat)]
    assert nilai[-2:] == ["sifat", "lain"] and len(nilai) == 3, "in 48 hours only tomorrow comes before"


def test_selesaikan_tanpa_disposisi_lewat_aksi(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat untuk diketahui")
    jawab = dunia.klien("kadis").post(f"/surat-masuk/{m_id}/aksi/selesaikan", data={"versi": versi(SuratMasuk, m_id)})
    assert jawab.status_code == 302 and status(SuratMasuk, m_id) == "selesai"
    assert dunia.klien("kadis").post(f"/surat-masuk/{m_id}/aksi/tindak_lanjut", data={"versi": 1}).status_code == 404
    assert dunia.klien("kadis").post(f"/surat-masuk/{m_id}/aksi/selesaikan", data={"versi": 1}).status_code == 409


def test_staf_tidak_menyelesaikan(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat milik kepala")
    jawab = dunia.klien("flor").post(f"/surat-masuk/{m_id}/aksi/selesaikan", data={"versi": versi(SuratMasuk, m_id)})
    assert jawab.status_code == 403 and status(SuratMasuk, m_id) == "diterima"


def test_balasan_ditawarkan_kepada_yang_dituju(dunia: Dunia) -> None:
    _, m_id = dunia.kirim("Surat minta jawaban")
    assert f"/surat-keluar/baru?menjawab={m_id}" in dunia.klien("kadis").get(f"/surat-masuk/{m_id}").text
    assert "menjawab=" not in dunia.klien("flor").get(f"/surat-masuk/{m_id}").text


# The agenda as a list ----------------------------------------------------------------------------------------------


def test_halaman_demi_halaman_tanpa_ulang_dan_tanpa_lubang(dunia: Dunia) -> None:
    for i in range(27):
        dunia.catat(f"Surat bernomor {i:02}")
    klien, url, lihat = dunia.klien("agenda"), "/surat-masuk?tampilan=unit&q=bernomor", []
    for _ in range(4):
        teks = klien.get(url).text
        lihat += re.findall(r"Surat bernomor (\d\d)</a>", teks)
        lama = re.search(r'rel="next" href="([^"]+)"', teks)
        if not lama:
            break
        url = lama[1].replace("&amp;", "&")
    assert lihat == [f"{i:02}" for i in reversed(range(27))]
    baru = re.search(r'rel="prev" href="([^"]+)"', teks)
    assert baru
    balik = re.findall(r"Surat bernomor (\d\d)</a>", klien.get(baru[1].replace("&amp;", "&")).text)
    assert balik == lihat[:25]


def test_penyaring_menyempitkan_dan_tampak_sebagai_keping(dunia: Dunia) -> None:
    dunia.catat("Surat penting sekali", sifat="penting")
    teks = dunia.klien("agenda").get("/surat-masuk?tampilan=unit&sifat=penting").text
    assert "Surat penting sekali" in teks and "s-keping" in teks
    assert "Tidak ada surat yang cocok" in dunia.klien("agenda").get("/surat-masuk?tampilan=unit&q=tidakadaapapun").text
    assert dunia.klien("agenda").get("/surat-masuk?k=rusak").status_code == 400
    assert dunia.klien("agenda").get("/surat-masuk?dari=bukan-tanggal").status_code == 200


def test_banyak_kueri_tetap_berapa_pun_barisnya(dunia: Dunia) -> None:
    for i in range(5):
        dunia.catat(f"Surat hitung {i}")

    def kueri(kata: str) -> int:
        n = 0

        def hitung(*_: object) -> None:
            nonlocal n
            n += 1

        event.listen(db.engine(), "before_cursor_execute", hitung)
        try:
            with db.transaksi(baca=True):
                aktor = dunia.aktor("agenda")
                n = 0
                queries.daftar(aktor, "unit", queries.Saringan(kata=kata), None)
        finally:
            event.remove(db.engine(), "before_cursor_execute", hitung)
        return n

    assert kueri("hitung 1") == kueri("hitung") == 2


def test_dibuka_get_tidak_mengubah_apa_pun(dunia: Dunia) -> None:
    _, m_id = dunia.kirim("Surat dibuka saja")
    sebelum = versi(SuratMasuk, m_id)
    for alamat in ("", "/disposisi", "/pdf", "/aksi/selesaikan"):
        dunia.klien("kadis").get(f"/surat-masuk/{m_id}{alamat}")
    assert versi(SuratMasuk, m_id) == sebelum
    with db.transaksi(baca=True):
        assert db.session.query(Disposisi).filter_by(surat_masuk_id=m_id).count() == 0
