"""A reply begins from the letter that it answers; a letter may begin from an example that was kept."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlalchemy import select

from suite.core import akses, db, drafts
from suite.core.clock import now, today
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk
from suite.naskah_dinas.models_contoh import ContohSurat
from suite.naskah_dinas.services import kirim
from tests.factories import actor_dari
from tests.naskah_dinas.kantor import diparaf
from tests.naskah_dinas.test_keluar_konsep import isian


def teks(jawab) -> str:
    return unescape(jawab.get_data(as_text=True))


def nilai(halaman: str, nama: str) -> list[str]:
    """Values of a field: an input's, or the options chosen."""
    ada = re.findall(rf'<input[^>]*name="{nama}"[^>]*value="([^"]*)"', halaman)
    pilih = re.search(rf'<select[^>]*name="{nama}".*?</select>', halaman, re.DOTALL)
    return ada or (re.findall(r'<option value="([^"]*)"[^>]* selected', pilih[0]) if pilih else [])


@pytest.fixture
def masuk(app, kantor) -> int:
    """A restricted letter of Diskominfo, received by Dinkes."""
    id = diparaf(kantor, "kabid", "sekretaris", hal="Permintaan data tenaga kesehatan", sifat="segera", keamanan="T")
    with app.app_context(), db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        kirim.tandatangani(actor_dari(kantor.akun["kadis"]), surat, versi=surat.versi, signer=app.extensions["signer"])
    with db.transaksi(baca=True) as s:
        return s.scalars(select(SuratMasuk.id)).one()


# Reply -------------------------------------------------------------------------------------------------------------


def test_balasan_terisi_dari_surat_yang_dijawab(app, kantor, masuk, masuk_sebagai):
    klien = masuk_sebagai(kantor.akun["tetangga"])
    halaman = teks(klien.get(f"/surat-keluar/baru?jenis=surat_dinas&menjawab={masuk}"))
    assert nilai(halaman, "hal") == ["Jawaban atas Permintaan data tenaga kesehatan"]
    assert nilai(halaman, "kepada") == [f"j:{kantor.jabatan['kadis'].id}"]
    assert nilai(halaman, "keamanan") == ["T"] and nilai(halaman, "sifat") == ["segera"]
    assert nilai(halaman, "klasifikasi") == ["000.1.5"] and nilai(halaman, "menjawab_id")[0] == str(masuk)
    assert "Menjawab surat Saudara nomor 000.1.5/1/Diskominfo/" in halaman
    data = isian(
        kantor, kepada=f"j:{kantor.jabatan['kadis'].id}", menjawab_id=str(masuk), lakukan="simpan", keamanan="T",
        penanda_tangan=str(kantor.jabatan["tetangga"].id),
    )  # fmt: skip
    assert klien.post("/surat-keluar/baru", data=data).status_code == 302
    assert "Jawaban" not in teks(klien.get("/surat-keluar/baru?jenis=surat_dinas"))
    with db.transaksi(baca=True) as s:
        assert s.scalars(select(SuratKeluar.menjawab_id).order_by(SuratKeluar.id.desc())).first() == masuk


def test_surat_luar_dijawab_kepada_pengirimnya(app, kantor, masuk, masuk_sebagai):
    with db.transaksi() as s:
        m = s.get_one(SuratMasuk, masuk)
        luar = SuratMasuk(
            opd_id=m.opd_id, tahun=m.tahun, agenda=99, tujuan_jabatan_id=m.tujuan_jabatan_id, pengirim="PT <Karya> & Anak",
            nomor="12/K/2026", tanggal=today(), hal="Tawaran", status="diterima", klasifikasi="999.9", diterima_pada=now(),
        )  # fmt: skip
        s.add(luar)
        s.flush()
        akses.tambah("surat_masuk", luar.id, {akses.kunci_jabatan(kantor.jabatan["tetangga"].id)})
        id = luar.id
    mentah = masuk_sebagai(kantor.akun["tetangga"]).get(f"/surat-keluar/baru?jenis=surat_dinas&menjawab={id}").text
    assert "PT &lt;Karya&gt; &amp; Anak" in mentah and "<Karya>" not in mentah
    halaman = unescape(mentah)
    assert nilai(halaman, "klasifikasi") == [""] or nilai(halaman, "klasifikasi") == []


def test_draf_lama_tidak_menimpa_balasan(app, kantor, masuk, masuk_sebagai):
    with db.transaksi():
        drafts.simpan(
            actor_dari(kantor.akun["tetangga"]), "surat_keluar:baru:surat_dinas", {"hal": "Surat lain sama sekali"}
        )
    klien = masuk_sebagai(kantor.akun["tetangga"])
    halaman = teks(klien.get(f"/surat-keluar/baru?jenis=surat_dinas&menjawab={masuk}"))
    assert (
        "Surat lain sama sekali" not in halaman
        and f'data-draf="/draf/surat_keluar:baru:surat_dinas:m{masuk}"' in halaman
    )
    assert "Surat lain sama sekali" in teks(klien.get("/surat-keluar/baru?jenis=surat_dinas"))


def test_yang_tidak_boleh_membaca_tidak_dapat_menjawab(app, kantor, masuk, staf):
    assert staf.get(f"/surat-keluar/baru?jenis=surat_dinas&menjawab={masuk}").status_code == 404
    assert staf.get("/surat-keluar/baru?jenis=surat_dinas&menjawab=99999").status_code == 404
    assert (
        staf.post("/surat-keluar/baru", data=isian(kantor, menjawab_id=str(masuk), lakukan="simpan")).status_code == 404
    )


# Examples ----------------------------------------------------------------------------------------------------------


def contoh() -> list[ContohSurat]:
    with db.transaksi(baca=True) as s:
        return list(s.scalars(select(ContohSurat).order_by(ContohSurat.id)))


def simpan(klien, kantor, nama: str = "Undangan bulanan", **ganti):
    return klien.post("/surat-keluar/baru", data=isian(kantor, lakukan="simpan_contoh", nama_contoh=nama, **ganti))


def test_disimpan_lalu_dipakai(kantor, staf):
    halaman = teks(simpan(staf, kantor, hal="Undangan rapat bulanan"))
    assert "Tersimpan sebagai contoh “Undangan bulanan”" in halaman and nilai(halaman, "hal") == [
        "Undangan rapat bulanan"
    ]
    (satu,) = contoh()
    assert "csrf_token" not in satu.isi and "lakukan" not in satu.isi
    assert "Undangan bulanan" in teks(staf.get("/surat-keluar/baru"))
    halaman = teks(staf.get(f"/surat-keluar/baru?jenis=surat_dinas&contoh={satu.id}"))
    assert nilai(halaman, "hal") == ["Undangan rapat bulanan"] and nilai(halaman, "kepada") == [
        f"u:{kantor.unit['lain'].id}"
    ]
    assert "Mohon hadir." in halaman and f'/draf/surat_keluar:baru:surat_dinas:c{satu.id}"' in halaman
    simpan(staf, kantor, hal="Diperbarui")
    assert [c.isi["hal"] for c in contoh()] == [["Diperbarui"]]  # the same name replaces it


def test_tanpa_nama_ditolak_dan_isian_tetap(kantor, staf):
    jawab = simpan(staf, kantor, nama="  ", hal="Tidak boleh hilang")
    assert jawab.status_code == 422 and "Beri nama contoh ini" in teks(jawab)
    assert nilai(teks(jawab), "hal") == ["Tidak boleh hilang"] and contoh() == []


def test_dibagikan_dengan_unit_dan_hanya_pemiliknya_mengurus(kantor, staf, masuk_sebagai):
    simpan(staf, kantor)
    (satu,) = contoh()
    kabid, asing = masuk_sebagai(kantor.akun["kabid"]), masuk_sebagai(kantor.akun["asing"])
    alamat = f"/surat-keluar/baru?jenis=surat_dinas&contoh={satu.id}"
    assert "Undangan bulanan" not in teks(kabid.get("/contoh-surat"))
    assert staf.post(f"/contoh-surat/{satu.id}/bagikan", data={"bagikan": "ya"}).status_code == 302
    assert "Dari Bayu Saputra" in teks(kabid.get("/contoh-surat")) and "Mohon hadir." in teks(kabid.get(alamat))
    assert "Undangan bulanan" not in teks(asing.get("/contoh-surat")) and "Mohon hadir." not in teks(asing.get(alamat))
    assert kabid.post(f"/contoh-surat/{satu.id}/hapus").status_code == 404
    assert asing.post(f"/contoh-surat/{satu.id}/hapus").status_code == 404
    assert staf.post(f"/contoh-surat/{satu.id}/hapus").status_code == 302 and contoh() == []


def test_yang_rahasia_tidak_dibagikan(kantor, staf, masuk_sebagai):
    simpan(staf, kantor, keamanan="R")
    (satu,) = contoh()
    jawab = staf.post(f"/contoh-surat/{satu.id}/bagikan", data={"bagikan": "ya"})
    assert jawab.status_code == 422 and "tidak dibagikan" in teks(jawab)
    simpan(staf, kantor, keamanan="B")
    staf.post(f"/contoh-surat/{satu.id}/bagikan", data={"bagikan": "ya"})
    simpan(staf, kantor, keamanan="R")  # a shared one that becomes secret is shared no longer
    assert contoh()[0].unit_id is None
