"""A letter to somebody outside: by e-mail with a record of it, never twice, never a restricted one; or by hand."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import func, select

from suite.core import db, pengaturan
from suite.core.actor import SISTEM
from suite.core.clock import now, today
from suite.core.errors import AturanDilanggar, Konflik
from suite.core.identity.models import Pegawai
from suite.core.jobs import queue
from suite.core.jobs.worker import Pekerja
from suite.core.mail import smtp
from suite.core.notifications import Notifikasi
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.models_luar import KirimanLuar
from suite.naskah_dinas.services import kirim_luar
from suite.naskah_dinas.services.keluar import Tujuan
from tests.factories import PeranFactory, actor_dari
from tests.harness.peladen_surel import Peladen, peladen_surel
from tests.matrix.dunia import pdf_uji
from tests.naskah_dinas.kantor import Kantor, diparaf
from tests.naskah_dinas.test_kirim_terjadwal import tandatangani

WARGA = Tujuan(teks="Sdr. Hendra Wijaya", surel="hendra@warga.test")


def teks(jawab) -> str:
    return unescape(jawab.get_data(as_text=True))


@pytest.fixture
def peladen(app) -> Iterator[Peladen]:
    with peladen_surel() as p:
        with db.transaksi():
            pengaturan.simpan(
                {
                    "mail.aktif": True, "mail.host": p.host, "mail.port": p.port, "mail.keamanan": "none",
                    "mail.dari": "surat@kota.test",
                }
            )  # fmt: skip
        yield p


def terbitkan(app, kantor: Kantor, *tujuan: Tujuan, **ganti: object) -> int:
    id = diparaf(kantor, "kabid", "sekretaris", kepada=tujuan or [WARGA], **ganti)
    tandatangani(app, kantor, id)
    return id


def giliran(app) -> None:
    """One turn of the sending job, in all its steps."""
    with db.transaksi():
        queue.antrekan("surat_keluar.kirim_luar", {}, SISTEM)
    Pekerja(app, berkala=False).jalan(sekali=True)


def kiriman(id: int) -> list[KirimanLuar]:
    """All attempts of a letter, the oldest first."""
    with db.transaksi(baca=True) as s:
        return list(s.scalars(select(KirimanLuar).where(KirimanLuar.surat_id == id).order_by(KirimanLuar.id)))


def keadaan(id: int) -> list[str]:
    return [k.keadaan for k in kiriman(id)]


def segera(id: int) -> None:
    """Let the pause before the next try be over."""
    with db.transaksi() as s:
        for k in s.scalars(select(KirimanLuar).where(KirimanLuar.surat_id == id)):
            k.setelah = now() - timedelta(seconds=1)


def alamat_halaman(id: int, lanjut: str = "") -> str:
    with db.transaksi(baca=True) as s:
        tujuan = s.get_one(SuratKeluar, id).tujuan[0]
        return f"/surat-keluar/{id}/kiriman/{tujuan.id}{lanjut}"


def kirim_lagi(kantor: Kantor, id: int, alamat: str, ke: int, siapa: str = "staf") -> None:
    with db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        kirim_luar.kirim_surel(actor_dari(kantor.akun[siapa]), surat, surat.tujuan[0], alamat, ke=ke)


def diberi_tahu(kantor: Kantor, siapa: str) -> list[str]:
    with db.transaksi(baca=True) as s:
        q = select(Notifikasi.judul).where(
            Notifikasi.pegawai_id == actor_dari(kantor.akun[siapa]).pegawai_id, Notifikasi.jenis == "kiriman_luar"
        )
        return list(s.scalars(q))


def test_pdf_bertanda_tangan_sampai_dengan_cara_memeriksanya(app, kantor, peladen):
    id = terbitkan(app, kantor)
    assert keadaan(id) == ["antre"]
    giliran(app)
    giliran(app)
    surat = peladen.surat[0]
    assert len(peladen.surat) == 1 and surat.kepada == ["hendra@warga.test"]
    with db.transaksi(baca=True) as s:
        asal = s.get_one(SuratKeluar, id)
        assert asal.status == "terkirim"
        assert asal.nomor in surat.teks and f"/v/{asal.token}" in surat.teks and "Cara menjawab" in surat.teks
        assert "Yth. Sdr. Hendra Wijaya" in surat.teks and asal.opd.nama in surat.teks
        ukuran = asal.signed.ukuran
    pdf = next(iter(surat.isi.iter_attachments()))
    assert pdf.get_content_type() == "application/pdf" and len(pdf.get_payload(decode=True)) == ukuran
    [k] = kiriman(id)
    assert (k.keadaan, k.jawaban, k.percobaan) == ("terkirim", "250 diterima", 1) and k.terkirim_pada


def test_surat_terbatas_tidak_pernah_lewat_surel(app, kantor, peladen, masuk_sebagai):
    id = terbitkan(app, kantor, keamanan="T")
    giliran(app)
    assert keadaan(id) == [] and peladen.surat == []
    with pytest.raises(AturanDilanggar, match="tersegel"):
        kirim_lagi(kantor, id, "hendra@warga.test", 0)
    staf = masuk_sebagai(kantor.akun["staf"])
    assert "tidak dikirim dengan surel" in teks(staf.get(f"/surat-keluar/{id}"))
    halaman = teks(staf.get(alamat_halaman(id)))
    assert "sampul tersegel" in halaman and "Kirim surel" not in halaman
    data = {"ke": "0", "tanggal": today().isoformat(), "penerima": "Hendra", "pembawa": "Bayu, caraka"}
    tanpa = staf.post(alamat_halaman(id, "/diterima"), data=data)
    assert tanpa.status_code == 422 and "Lampirkan bukti" in teks(tanpa) and "Bayu, caraka" in teks(tanpa)
    bukti = (io.BytesIO(pdf_uji()), "tanda-terima.pdf")
    assert staf.post(alamat_halaman(id, "/diterima"), data=data | {"bukti": bukti}).status_code == 302
    [k] = kiriman(id)
    assert (k.cara, k.keadaan, k.pembawa, k.penerima) == ("tangan", "diterima", "Bayu, caraka", "Hendra")
    assert staf.get(alamat_halaman(id, "/bukti/1")).data.startswith(b"%PDF")


def test_penolakan_sementara_dicoba_lagi_dengan_message_id_yang_sama(app, kantor, peladen):
    peladen.tingkah = "sibuk"
    id = terbitkan(app, kantor)
    giliran(app)
    giliran(app)
    [k] = kiriman(id)
    assert k.keadaan == "antre" and k.percobaan == 1 and "451" in k.sebab and k.setelah > now()
    assert diberi_tahu(kantor, "staf") == []
    peladen.tingkah = ""
    segera(id)
    giliran(app)
    assert keadaan(id) == ["terkirim"]
    kirim_lagi(kantor, id, "hendra@warga.test", 1)
    giliran(app)
    assert len({s.isi["Message-ID"] for s in peladen.surat}) == 1 and len(peladen.surat) == 2


def test_ditolak_tetap_gagal_dan_semua_tahu(app, kantor, peladen, masuk_sebagai):
    with db.transaksi() as s:
        sekretaris = s.get_one(Pegawai, actor_dari(kantor.akun["sekretaris"]).pegawai_id)
        PeranFactory(pegawai=sekretaris, nama="pengadministrasi", unit=kantor.unit["dinas"])
    peladen.tolak["hendra@warga.test"] = "550 5.1.1 tidak ada kotak ini"
    id = terbitkan(app, kantor)
    giliran(app)
    assert keadaan(id) == ["gagal"]
    for siapa in ("staf", "sekretaris"):
        assert len(diberi_tahu(kantor, siapa)) == 1
    staf = masuk_sebagai(kantor.akun["staf"])
    assert "Gagal terkirim" in teks(staf.get(f"/surat-keluar/{id}"))
    assert "550 5.1.1" in teks(staf.get(alamat_halaman(id)))
    baik = terbitkan(app, kantor, Tujuan(teks="Toko Khatulistiwa", surel="toko@warga.test"), hal="Surat yang sampai")
    giliran(app)
    daftar = teks(staf.get("/surat-keluar?tampilan=semua&luar=gagal"))
    assert "Undangan rapat koordinasi" in daftar and "Surat yang sampai" not in daftar
    assert keadaan(baik) == ["terkirim"]
    jawab = staf.post(alamat_halaman(id, "/surel"), data={"ke": "1", "surel": "hendra@rumah.test"})
    assert jawab.status_code == 302
    giliran(app)
    assert [(k.alamat, k.keadaan, k.kini) for k in kiriman(id)] == [
        ("hendra@warga.test", "gagal", False), ("hendra@rumah.test", "terkirim", True)
    ]  # fmt: skip
    assert "Undangan rapat" not in teks(staf.get("/surat-keluar?tampilan=semua&luar=gagal"))


def test_putus_sesudah_isi_diserahkan_ditanyakan_dan_tidak_dikirim_lagi(app, kantor, peladen, masuk_sebagai):
    peladen.tingkah = "putus"
    id = terbitkan(app, kantor)
    giliran(app)
    peladen.tingkah = ""
    segera(id)
    giliran(app)
    assert keadaan(id) == ["ragu"] and len(peladen.surat) == 1
    assert "Belum pasti" in teks(masuk_sebagai(kantor.akun["staf"]).get(alamat_halaman(id)))
    assert "belum pasti" in diberi_tahu(kantor, "staf")[0]


def test_peladen_yang_tidak_menjawab_isi_juga_ragu_dan_yang_bisu_dicoba_lagi(app, kantor, peladen, monkeypatch):
    monkeypatch.setattr(smtp, "TUNGGU", 0.3)
    peladen.tingkah = "lambat"
    ragu = terbitkan(app, kantor)
    giliran(app)
    assert keadaan(ragu) == ["ragu"]
    peladen.tingkah = "bisu"
    bisu = terbitkan(app, kantor)
    giliran(app)
    assert keadaan(bisu) == ["antre"] and "tidak menjawab" in kiriman(bisu)[0].sebab


def test_pekerja_yang_mati_di_tengah_meninggalkan_keraguan(app, kantor, peladen):
    id = terbitkan(app, kantor)
    with db.transaksi() as s:
        k = s.scalars(select(KirimanLuar)).one()
        k.keadaan, k.setelah = "mengirim", now() - timedelta(minutes=1)
    giliran(app)
    assert keadaan(id) == ["ragu"] and peladen.surat == []


def test_yang_sedang_dipegang_pekerja_lain_tidak_disentuh(app, kantor, peladen):
    id = terbitkan(app, kantor)
    with db.transaksi() as s:
        k = s.scalars(select(KirimanLuar)).one()
        k.keadaan, k.setelah = "mengirim", now() + timedelta(minutes=5)
    giliran(app)
    assert keadaan(id) == ["mengirim"] and peladen.surat == []


def test_ketukan_kedua_tidak_mengirim_dua_kali(app, kantor, peladen, masuk_sebagai):
    id = terbitkan(app, kantor)
    giliran(app)
    staf = masuk_sebagai(kantor.akun["staf"])
    data = {"ke": "1", "surel": "hendra@warga.test"}
    assert staf.post(alamat_halaman(id, "/surel"), data=data).status_code == 302
    kedua = staf.post(alamat_halaman(id, "/surel"), data=data)
    assert kedua.status_code == 409 and "tidak ada yang terkirim dua kali" in teks(kedua)
    with pytest.raises(AturanDilanggar, match="sudah dalam antrean"):
        kirim_lagi(kantor, id, "hendra@warga.test", 2)
    giliran(app)
    assert len(peladen.surat) == 2
    with pytest.raises(Konflik):
        kirim_lagi(kantor, id, "hendra@warga.test", 1)


def test_ganti_alamat_sebelum_terkirim_membatalkan_yang_lama(app, kantor, peladen):
    id = terbitkan(app, kantor)
    kirim_lagi(kantor, id, "hendra@rumah.test", 1)
    giliran(app)
    assert keadaan(id) == ["batal", "terkirim"]
    assert [s.kepada for s in peladen.surat] == [["hendra@rumah.test"]]


def test_berkas_terlalu_besar_dikirim_sebagai_tautan(app, kantor, peladen, monkeypatch):
    monkeypatch.setattr(kirim_luar, "BATAS_LAMPIRAN", 100)
    id = terbitkan(app, kantor)
    giliran(app)
    surat = peladen.surat[0]
    assert (
        list(surat.isi.iter_attachments()) == [] and "terlalu besar untuk surel" in surat.teks and "/v/" in surat.teks
    )
    assert kiriman(id)[0].tanpa_lampiran


def test_tiap_tujuan_menerima_surel_sendiri_juga_tembusan(app, kantor, peladen):
    lain = Tujuan(teks="PT Kapuas Jaya", surel="kantor@kapuas.test")
    tanpa = Tujuan(teks="Sdri. Lestari")
    id = terbitkan(app, kantor, WARGA, tanpa, Tujuan(unit_id=kantor.unit["lain"].id), tembusan=[lain])
    giliran(app)
    assert sorted(s.kepada[0] for s in peladen.surat) == ["hendra@warga.test", "kantor@kapuas.test"]
    assert all(len(s.kepada) == 1 for s in peladen.surat) and keadaan(id) == ["terkirim", "terkirim"]


def test_terjadwal_baru_dikirim_pada_waktunya(app, kantor, peladen):
    id = terbitkan(app, kantor, kirim_pada=now() + timedelta(hours=1))
    giliran(app)
    assert keadaan(id) == [] and peladen.surat == []
    with db.transaksi() as s:
        s.get_one(SuratKeluar, id).kirim_pada = now() - timedelta(seconds=1)
        queue.antrekan("surat_keluar.kirim_terjadwal", {}, SISTEM)
    Pekerja(app, berkala=False).jalan(sekali=True)
    giliran(app)
    assert keadaan(id) == ["terkirim"]


def test_surat_yang_ditarik_tidak_lagi_dikirim(app, kantor, peladen):
    from suite.core import workflow

    id = terbitkan(app, kantor)
    with db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        workflow.jalankan(surat, "tarik", actor_dari(kantor.akun["kadis"]), versi=surat.versi, catatan="Keliru.")
    giliran(app)
    assert keadaan(id) == ["batal"] and peladen.surat == []


def test_tanpa_peladen_surel_dikatakan_dan_dicatat_dengan_tangan(app, kantor, masuk_sebagai):
    id = terbitkan(app, kantor)
    assert keadaan(id) == []
    staf = masuk_sebagai(kantor.akun["staf"])
    assert "belum menyetel pengiriman surel" in teks(staf.get(f"/surat-keluar/{id}"))
    assert "belum menyetel pengiriman surel" in teks(staf.get(alamat_halaman(id)))
    data = {"ke": "0", "tanggal": today().isoformat(), "penerima": "Hendra"}
    tanpa_pembawa = staf.post(alamat_halaman(id, "/diterima"), data=data)
    assert tanpa_pembawa.status_code == 422 and "siapa yang menyerahkan" in teks(tanpa_pembawa)
    assert staf.post(alamat_halaman(id, "/diterima"), data=data | {"pembawa": "Pos"}).status_code == 302
    assert "Diserahkan" in teks(staf.get(f"/surat-keluar/{id}"))


def test_surel_kembali_dan_konfirmasi_penerima_dicatat(app, kantor, peladen, masuk_sebagai):
    id = terbitkan(app, kantor)
    giliran(app)
    staf = masuk_sebagai(kantor.akun["staf"])
    jawab = staf.post(alamat_halaman(id, "/gagal"), data={"ke": "1", "sebab": "Kotak surat penuh."})
    assert jawab.status_code == 302 and keadaan(id) == ["terkirim", "gagal"]
    assert "Kotak surat penuh" in teks(staf.get(alamat_halaman(id)))
    kirim_lagi(kantor, id, "hendra@warga.test", 2)
    giliran(app)
    data = {"ke": "3", "tanggal": today().isoformat(), "penerima": "Hendra Wijaya"}
    assert staf.post(alamat_halaman(id, "/diterima"), data=data).status_code == 302
    k = kiriman(id)[-1]
    assert (k.cara, k.keadaan, k.jawaban, k.ke) == ("surel", "diterima", "250 diterima", 4)


def test_alamat_keliru_disebut_di_sebelahnya_dan_tidak_ada_yang_hilang(kantor, staf):
    from suite.naskah_dinas.forms.keluar import bidang_surel

    nama = bidang_surel("t:Sdr. Hendra Wijaya")
    data = {
        "jenis": "surat_dinas", "hal": "Jawaban", "sifat": "biasa", "keamanan": "B", "kepada": "t:Sdr. Hendra Wijaya",
        "lakukan": "simpan", nama: "hendra(at)warga",
    }  # fmt: skip
    jawab = staf.post("/surat-keluar/baru", data=data)
    assert jawab.status_code == 422
    assert "Alamat surel tidak lengkap" in teks(jawab) and "hendra(at)warga" in teks(jawab)
    assert staf.post("/surat-keluar/baru", data=data | {nama: "Hendra@WARGA.test"}).status_code == 302
    with db.transaksi(baca=True) as s:
        surat = s.scalars(select(SuratKeluar)).one()
        assert surat.tujuan[0].surel == "Hendra@warga.test"
        id = surat.id
    assert "Hendra@warga.test" in teks(staf.get(f"/surat-keluar/{id}/ubah"))


def test_alamat_surat_terdahulu_hanya_disarankan(app, kantor, peladen, staf):
    terbitkan(app, kantor)
    isi = {"jenis": "surat_dinas", "kepada": ["t:Sdr. Hendra Wijaya", "t:Sdri. Lestari"], "keamanan": "B"}
    potongan = teks(staf.post("/surat-keluar/surel-luar", data=isi))
    assert "Dipakai pada surat terdahulu: hendra@warga.test" in potongan
    assert 'value="hendra@warga.test"' not in potongan and potongan.count("terdahulu") == 1
    assert "tidak dikirim dengan surel" in teks(staf.post("/surat-keluar/surel-luar", data=isi | {"keamanan": "R"}))


def test_yang_tidak_berhak_tidak_dapat_mengirim_atau_mencatat(app, kantor, peladen, masuk_sebagai):
    id = terbitkan(app, kantor)
    giliran(app)
    for siapa in ("kabid", "asing"):
        orang = masuk_sebagai(kantor.akun[siapa])
        assert orang.post(alamat_halaman(id, "/surel"), data={"ke": "1", "surel": "x@y.test"}).status_code == 404
    with db.transaksi(baca=True) as s:
        assert s.scalar(select(func.count()).select_from(KirimanLuar)) == 1


def test_nasib_surel_tidak_menggerakkan_surat(app, kantor, peladen):
    peladen.tolak["hendra@warga.test"] = "550 tidak ada"
    id = terbitkan(app, kantor)
    giliran(app)
    with db.transaksi(baca=True) as s:
        surat = s.get_one(SuratKeluar, id)
        assert surat.status == "terkirim" and kirim_luar.di_luar(surat)


def test_api_alamat_keadaan_kirim_ulang_dan_catatan(app, kantor, peladen, masuk_sebagai):
    from tests.matrix.permintaan_api import token_baru

    kepala = {"Authorization": f"Bearer {token_baru(kantor.akun['staf'])}"}
    klien = app.test_client()
    baru = {"jenis": "surat_dinas", "hal": "Jawaban", "kepada": [{"teks": "Sdr. Hendra", "surel": "bukan alamat"}]}
    jawab = klien.post("/api/v1/surat-keluar", json=baru, headers=kepala)
    assert jawab.status_code == 422 and jawab.json["field"] == "kepada"
    baru["kepada"][0]["surel"] = "hendra@warga.test"
    jawab = klien.post("/api/v1/surat-keluar", json=baru, headers=kepala)
    assert jawab.status_code == 201 and jawab.json["kepada"][0]["surel"] == "hendra@warga.test"
    id = terbitkan(app, kantor)
    giliran(app)
    alamat = f"/api/v1/surat-keluar/{id}/pengiriman"
    [satu] = klien.get(alamat, headers=kepala).json["isi"]
    assert (satu["keadaan"], satu["ke"], satu["alamat"]) == ("terkirim", 1, "hendra@warga.test")
    untuk = f"{alamat}/{satu['tujuan_id']}"
    jawab = klien.post(f"{untuk}/surel", json={"ke": 1, "surel": "hendra@rumah.test"}, headers=kepala)
    assert jawab.status_code == 200 and jawab.json["keadaan"] == "antre"
    assert klien.post(f"{untuk}/surel", json={"ke": 1, "surel": "h@r.test"}, headers=kepala).status_code == 409
    giliran(app)
    isi = {"ke": 2, "tanggal": today().isoformat(), "penerima": "Hendra"}
    jawab = klien.post(f"{untuk}/diterima", json=isi, headers=kepala)
    assert jawab.status_code == 200 and jawab.json["keadaan"] == "diterima"
