"""A letter taken back before it is read, and a letter that corrects another."""

from __future__ import annotations

import io

import pytest

from suite.core import db, workflow
from suite.core.errors import AturanDilanggar, TanpaIzin
from suite.core.numbering import NomorTerpakai
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk
from suite.naskah_dinas.services import kirim
from tests.naskah_dinas.dunia_masuk import Dunia


def teks(jawab) -> str:
    return jawab.get_data(as_text=True)


def tarik(d: Dunia, surat_id: int, siapa: str = "staf_kes", alasan: str = "Tanggal rapat keliru.") -> None:
    with d.app.app_context(), db.transaksi() as s:
        surat = s.get_one(SuratKeluar, surat_id)
        workflow.jalankan(surat, "tarik", d.aktor(siapa), versi=surat.versi, catatan=alasan)


def test_surat_yang_belum_dibaca_ditarik_dan_tampak_ditarik_di_agenda(dunia: Dunia):
    surat_id, m_id = dunia.kirim("Undangan yang ditarik")
    tarik(dunia, surat_id)
    with db.transaksi(baca=True) as s:
        surat, m = s.get_one(SuratKeluar, surat_id), s.get_one(SuratMasuk, m_id)
        assert (surat.status, m.status) == ("ditarik", "ditarik")
        nomor = s.query(NomorTerpakai).filter_by(jenis="surat_keluar", objek_id=surat_id).one()
        assert (nomor.nomor, nomor.keadaan) == (surat.nomor, "batal")
        token = surat.token
    klien = dunia.klien("kadis")
    isi = teks(klien.get(f"/surat-masuk/{m_id}"))
    assert "ditarik kembali oleh pengirimnya" in isi and "Tanggal rapat keliru." in isi
    assert klien.get(f"/surat-masuk/{m_id}/pdf").status_code in {403, 404}
    assert klien.get(f"/surat-keluar/{surat_id}/pdf").status_code == 404
    assert "Ditarik pengirim" in teks(klien.get("/surat-masuk?tampilan=semua&q=ditarik"))
    assert "Undangan yang ditarik" not in teks(klien.get("/surat-masuk?tampilan=menunggu"))
    publik = teks(dunia.klien(None).get(f"/v/{token}"))
    assert "Surat ini ditarik" in publik and "Surat ini asli" not in publik


def test_berkas_surat_yang_ditarik_dikenali_dan_disebut_ditarik(dunia: Dunia):
    surat_id, _ = dunia.kirim("Berkas yang ditarik")
    pengirim = dunia.klien("staf_kes")
    pdf = pengirim.get(f"/surat-keluar/{surat_id}/pdf").data
    tarik(dunia, surat_id)
    isi = teks(dunia.klien(None).post("/periksa", data={"berkas": (io.BytesIO(pdf), "surat.pdf")}))
    assert "Surat ini ditarik" in isi and "Berkas ini asli" not in isi


def test_sesudah_dibaca_penerima_surat_tidak_dapat_ditarik(dunia: Dunia):
    surat_id, m_id = dunia.kirim("Undangan yang dibaca")
    # Somebody of the receiving office who is not addressed looks at it: that is no reading by the recipient.
    dunia.klien("agenda").get(f"/surat-masuk/{m_id}")
    assert "Tarik kembali" in teks(dunia.klien("staf_kes").get(f"/surat-keluar/{surat_id}"))
    dunia.klien("kadis").get(f"/surat-masuk/{m_id}")
    with pytest.raises(AturanDilanggar) as galat:
        tarik(dunia, surat_id)
    assert galat.value.kode == "dibaca" and "ralat" in galat.value.pesan
    with db.transaksi(baca=True) as s:
        assert s.get_one(SuratKeluar, surat_id).status == "terkirim"


def test_surat_yang_sudah_didisposisi_tidak_dapat_ditarik(dunia: Dunia):
    surat_id, m_id = dunia.kirim("Undangan yang didisposisi")
    dunia.disposisi(m_id, ["kabid"])
    with pytest.raises(AturanDilanggar):
        tarik(dunia, surat_id)


def test_menarik_perlu_alasan_dan_hanya_oleh_konseptor_atau_penanda(dunia: Dunia):
    surat_id, m_id = dunia.kirim("Undangan yang dijaga")
    with pytest.raises(AturanDilanggar) as galat:
        tarik(dunia, surat_id, alasan="  ")
    assert galat.value.field == "catatan"
    with pytest.raises(TanpaIzin):
        tarik(dunia, surat_id, "kadis")
    tarik(dunia, surat_id, "kadis_kes")
    with db.transaksi(baca=True) as s:
        assert s.get_one(SuratMasuk, m_id).status == "ditarik"


def test_menarik_lewat_halaman_tanpa_javascript(dunia: Dunia):
    surat_id, _ = dunia.kirim("Undangan lewat halaman")
    klien = dunia.klien("staf_kes")
    tanya = teks(klien.get(f"/surat-keluar/{surat_id}/aksi/tarik"))
    assert "tetap terpakai" in tanya and "Penerima surat membacanya" in tanya
    with db.transaksi(baca=True) as s:
        versi = s.get_one(SuratKeluar, surat_id).versi
    kirim = {"versi": versi, "konfirmasi": "ya"}
    assert klien.post(f"/surat-keluar/{surat_id}/aksi/tarik", data=kirim).status_code == 422
    jawab = klien.post(f"/surat-keluar/{surat_id}/aksi/tarik", data=kirim | {"catatan": "Keliru tujuan."})
    assert jawab.status_code == 302
    assert "Keliru tujuan." in teks(klien.get(f"/surat-keluar/{surat_id}?bagian=riwayat"))


def ralat(d: Dunia, surat_id: int) -> int:
    jawab = d.klien("staf_kes").post(f"/surat-keluar/{surat_id}/ralat")
    assert jawab.status_code == 302
    return int(jawab.headers["Location"].split("/")[-2])


def terbitkan(d: Dunia, surat_id: int) -> None:
    with d.app.app_context(), db.transaksi() as s:
        surat = s.get_one(SuratKeluar, surat_id)
        workflow.jalankan(surat, "ajukan", d.aktor("staf_kes"), versi=surat.versi)
    with d.app.app_context(), db.transaksi() as s:
        surat = s.get_one(SuratKeluar, surat_id)
        kirim.tandatangani(d.aktor("kadis_kes"), surat, versi=surat.versi, signer=d.app.extensions["signer"])


def test_ralat_menyalin_surat_asal_dan_terkait_dua_arah(dunia: Dunia):
    asal_id, masuk_id = dunia.kirim("Undangan rapat anggaran")
    id = ralat(dunia, asal_id)
    with db.transaksi(baca=True) as s:
        baru, asal = s.get_one(SuratKeluar, id), s.get_one(SuratKeluar, asal_id)
        assert baru.meralat_id == asal_id and baru.hal == "Ralat: Undangan rapat anggaran"
        assert f"Meralat surat kami nomor {asal.nomor}" in baru.isi
        assert [t.teks for t in baru.kepada] == [t.teks for t in asal.kepada] and len(baru.lampiran) == 1
        asal_nomor, asal_token = asal.nomor, asal.token
    klien = dunia.klien("staf_kes")
    assert f"/surat-keluar/{id}" in teks(klien.get(f"/surat-keluar/{asal_id}"))
    publik = dunia.klien(None)
    # A draft is nobody's business: the public page says nothing of it yet.
    assert "diralat" not in teks(publik.get(f"/v/{asal_token}"))
    terbitkan(dunia, id)
    with db.transaksi(baca=True) as s:
        baru = s.get_one(SuratKeluar, id)
        nomor, token = baru.nomor, baru.token
        m_baru = s.query(SuratMasuk.id).filter_by(surat_keluar_id=id).scalar()
    assert nomor is not None and nomor != asal_nomor
    assert f"nomor {nomor}" in teks(klien.get(f"/surat-keluar/{asal_id}"))
    assert f"nomor {asal_nomor}" in teks(klien.get(f"/surat-keluar/{id}"))
    lama, kini = teks(publik.get(f"/v/{asal_token}")), teks(publik.get(f"/v/{token}"))
    assert "Sudah diralat" in lama and f"nomor {nomor}" in lama and f"/v/{token}" in lama
    assert "meralat" in kini and f"nomor {asal_nomor}" in kini
    penerima = dunia.klien("kadis")
    assert f"/surat-masuk/{m_baru}" in teks(penerima.get(f"/surat-masuk/{masuk_id}"))
    assert f"/surat-masuk/{masuk_id}" in teks(penerima.get(f"/surat-masuk/{m_baru}"))


def test_halaman_publik_tidak_menyebut_nomor_ralat_yang_terbatas(dunia: Dunia):
    asal_id, _ = dunia.kirim("Undangan terbuka")
    id = ralat(dunia, asal_id)
    with db.transaksi() as s:
        s.get_one(SuratKeluar, id).keamanan = "R"
    terbitkan(dunia, id)
    with db.transaksi(baca=True) as s:
        nomor, token = s.get_one(SuratKeluar, id).nomor, s.get_one(SuratKeluar, asal_id).token
    isi = teks(dunia.klien(None).get(f"/v/{token}"))
    assert "Sudah diralat" in isi and "bersifat terbatas" in isi and str(nomor) not in isi


def test_konsep_tidak_diralat_dan_unit_lain_tidak_meralat(dunia: Dunia):
    asal_id, _ = dunia.kirim("Undangan milik Kesehatan")
    id = ralat(dunia, asal_id)
    jawab = dunia.klien("staf_kes").post(f"/surat-keluar/{id}/ralat")
    assert jawab.status_code == 422 and "sudah terbit" in teks(jawab)
    with db.transaksi(baca=True) as s:
        assert s.query(SuratKeluar).filter_by(meralat_id=id).count() == 0
    assert dunia.klien("kadis").post(f"/surat-keluar/{asal_id}/ralat").status_code == 404
