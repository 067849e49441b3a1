"""Pages of letters of ours: list, document, acts, paper."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from suite.core import db
from suite.core.audit import LogBaca
from suite.core.workflow import route
from suite.naskah_dinas.models import SuratKeluar
from tests.naskah_dinas.kantor import diajukan, diparaf, konsep, versi


@pytest.fixture
def masuk(kantor, masuk_sebagai):
    return lambda nama: masuk_sebagai(kantor.akun[nama])


def teks(jawab) -> str:
    return jawab.get_data(as_text=True)


class HitungQuery:
    """Counts the statements of the app's engine while open."""

    def __enter__(self):
        self.pernyataan: list[str] = []
        event.listen(db.engine(), "before_cursor_execute", self._catat)
        return self

    def _catat(self, conn, cursor, statement, parameters, context, executemany):
        if not statement.startswith(("PRAGMA", "SET TRANSACTION", "BEGIN")):
            self.pernyataan.append(statement)

    def __exit__(self, *_):
        event.remove(db.engine(), "before_cursor_execute", self._catat)


def test_daftar_memuat_yang_menunggu_saya_dengan_sedikit_query(kantor, masuk):
    for i in range(30):
        diajukan(kantor, hal=f"Undangan ke-{i}")
    klien = masuk("kabid")
    klien.get("/surat-keluar")
    for url in (
        "/surat-keluar", "/surat-keluar?tampilan=unit", "/surat-keluar?tampilan=semua",
        "/surat-keluar?tampilan=semua&q=undangan&sifat=segera",
    ):  # fmt: skip
        with HitungQuery() as hitung:
            jawab = klien.get(url)
        assert jawab.status_code == 200
        # The eighth is the city's settings, which a process reads again every now and then.
        assert len(hitung.pernyataan) <= 7, "\n\n".join(hitung.pernyataan)
    assert "Undangan ke-29" in teks(jawab)


def test_lebih_lama_dan_lebih_baru_mencakup_semua_tanpa_ulang(kantor, masuk):
    ids = [konsep(kantor, hal=f"Surat nomor {i:02}.") for i in range(57)]
    klien = masuk("staf")
    url, terlihat = "/surat-keluar?tampilan=konsep", []
    while url:
        isi = teks(klien.get(url))
        terlihat += [i for i in ids if f'href="/surat-keluar/{i}"' in isi]
        potong = isi.split("data-lama")[0].rsplit('href="', 1)[1].split('"')[0] if "data-lama" in isi else ""
        url = potong.replace("&amp;", "&")
    assert sorted(terlihat) == ids


def test_pihak_lain_tidak_melihat_konsep_di_daftar_dan_mendapat_404(kantor, masuk):
    id = diajukan(kantor, hal="Rencana mutasi")
    for nama in ("asing", "tetangga"):
        klien = masuk(nama)
        assert "Rencana mutasi" not in teks(klien.get("/surat-keluar?tampilan=semua"))
        for url in (
            f"/surat-keluar/{id}",
            f"/surat-keluar/{id}/pdf",
            f"/surat-keluar/{id}/halaman/1.png",
            f"/surat-keluar/{id}/ubah",
        ):
            assert klien.get(url).status_code == 404, url
        assert klien.post(f"/surat-keluar/{id}/tandatangani", data={"versi": "1"}).status_code == 404


def test_halaman_surat_menyebut_giliran_rantai_dan_sesudahnya(kantor, masuk):
    id = diparaf(kantor, "kabid")
    isi = teks(masuk("sekretaris").get(f"/surat-keluar/{id}"))
    assert "Giliran Anda: paraf surat" in isi
    assert "Paraf surat sebagai Sekretaris Dinas" in isi
    assert "Sesudah ini tanda tangan Kepala Dinas Komunikasi dan Informatika." in isi
    assert "Ratna Dewi Anggraini, S.Kom. membubuhkan paraf" in isi
    kabid = teks(masuk("kabid").get(f"/surat-keluar/{id}"))
    assert "Diparaf 1 dari 2" in kabid and "Paraf surat</span>" not in kabid


def test_paraf_lalu_tanda_tangan_menerbitkan_dengan_nomor(kantor, masuk):
    id = diajukan(kantor)
    for nama in ("kabid", "sekretaris"):
        jawab = masuk(nama).post(f"/surat-keluar/{id}/aksi/paraf", data={"versi": versi(id)}, follow_redirects=True)
        assert jawab.status_code == 200 and "Anda membubuhkan paraf" in teks(jawab)
    kadis = masuk("kadis")
    tanya = kadis.post(f"/surat-keluar/{id}/tandatangani", data={"versi": versi(id)})
    assert "tidak dapat diubah lagi" in teks(tanya) and 'name="konfirmasi" value="ya"' in teks(tanya)
    jawab = kadis.post(
        f"/surat-keluar/{id}/tandatangani", data={"versi": versi(id), "konfirmasi": "ya"}, follow_redirects=True
    )
    assert jawab.status_code == 200
    assert "Terbit dengan nomor 000.1.5/1/Diskominfo/" in teks(jawab)
    assert "agenda 1" in teks(jawab)
    pdf = masuk("tetangga").get(f"/surat-keluar/{id}/pdf")
    assert (
        pdf.status_code == 200 and pdf.data.startswith(b"%PDF") and pdf.headers["Cache-Control"] == "private, no-store"
    )
    assert "inline" in pdf.headers["Content-Disposition"]
    png = kadis.get(f"/surat-keluar/{id}/halaman/1.png")
    assert png.data.startswith(b"\x89PNG")
    assert kadis.get(f"/surat-keluar/{id}/halaman/9.png").status_code == 404


def test_orang_kedua_mendapat_penjelasan_bukan_galat(kantor, masuk):
    id = diajukan(kantor)
    lihat = versi(id)
    kabid = masuk("kabid")
    assert kabid.post(f"/surat-keluar/{id}/aksi/paraf", data={"versi": lihat}).status_code == 302
    jawab = kabid.post(f"/surat-keluar/{id}/aksi/paraf", data={"versi": lihat})
    assert jawab.status_code == 409 and "sudah membubuhkan paraf" in teks(jawab)
    assert f'href="/surat-keluar/{id}"' in teks(jawab), "the way back to the letter"


def test_mengembalikan_meminta_alasan_dan_alasan_sampai_ke_konseptor(kantor, masuk):
    id = diajukan(kantor)
    kabid = masuk("kabid")
    assert "Tuliskan apa yang perlu diperbaiki" in teks(kabid.get(f"/surat-keluar/{id}/aksi/kembalikan"))
    kosong = kabid.post(
        f"/surat-keluar/{id}/aksi/kembalikan", data={"versi": versi(id), "catatan": " ", "konfirmasi": "ya"}
    )
    assert kosong.status_code == 422 and "Tuliskan alasannya" in teks(kosong)
    kabid.post(f"/surat-keluar/{id}/aksi/kembalikan", data={"versi": versi(id), "catatan": "Lengkapi dasar hukum."})
    isi = teks(masuk("staf").get(f"/surat-keluar/{id}"))
    assert "Lengkapi dasar hukum." in isi and "Dikembalikan" in isi and "Ubah konsep" in isi


def test_membatalkan_konsep_bertanya_sekali(kantor, masuk):
    id = konsep(kantor)
    staf = masuk("staf")
    tanya = staf.post(f"/surat-keluar/{id}/aksi/batalkan", data={"versi": versi(id)})
    assert "Batalkan konsep ini?" in teks(tanya) and status(id) == "konsep"
    staf.post(f"/surat-keluar/{id}/aksi/batalkan", data={"versi": versi(id), "konfirmasi": "ya"})
    assert status(id) == "batal"


def status(id: int) -> str:
    with db.transaksi(baca=True) as s:
        return s.get_one(SuratKeluar, id).status


def test_paraf_beberapa_surat_memberi_hasil_tiap_surat(kantor, masuk):
    baik, usang = diajukan(kantor, hal="Surat baik"), diajukan(kantor, hal="Surat usang")
    jauh = diparaf(kantor, "kabid", hal="Bukan giliran")
    kabid = masuk("kabid")
    pilih = [f"{baik}:{versi(baik)}", f"{usang}:{versi(usang) - 1}", f"{jauh}:{versi(jauh)}", "99999:1"]
    jawab = kabid.post("/surat-keluar/paraf-banyak", data={"pilih": pilih})
    assert jawab.status_code == 200 and "1 dari 4 surat diparaf" in teks(jawab)
    assert "Tidak ditemukan, atau bukan untuk Anda." in teks(jawab)
    with db.transaksi(baca=True) as s:
        sudah = [x.selesai_pada is not None for x in route.rute(s.get_one(SuratKeluar, baik))]
    assert sudah[0] and not any(sudah[1:])
    assert kabid.post("/surat-keluar/paraf-banyak", data={"pilih": ["x:1"]}).status_code == 400


def test_membaca_surat_rahasia_dicatat_dan_unit_tidak_melihatnya(kantor, masuk):
    id = diajukan(kantor, keamanan="R", hal="Pemeriksaan disiplin")
    assert masuk("kabid").get(f"/surat-keluar/{id}/pdf").status_code == 200
    with db.transaksi(baca=True) as s:
        log = s.query(LogBaca).filter_by(jenis="surat_keluar", objek_id=id).all()
    assert [x.uraian for x in log] == ["PDF"]
    auditor = masuk("auditor")
    isi = teks(auditor.get(f"/surat-keluar/{id}"))
    assert "Isi surat ini terbatas" in isi
    assert auditor.get(f"/surat-keluar/{id}/halaman/1.png").status_code == 404
    biasa = diajukan(kantor)
    masuk("kabid").get(f"/surat-keluar/{biasa}/pdf")
    with db.transaksi(baca=True) as s:
        assert s.query(LogBaca).filter_by(objek_id=biasa).count() == 0


def test_surat_dari_sistem_lama_terbuka_tanpa_berkas(kantor, masuk):
    id = konsep(kantor)
    with db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        surat.migrasi, surat.nomor, surat.status = True, "000.1.5/7/Diskominfo/2025", "terkirim"
    staf = masuk("staf")
    assert "diimpor dari sistem lama, tanpa berkas" in teks(staf.get(f"/surat-keluar/{id}"))
    assert staf.get(f"/surat-keluar/{id}/pdf").status_code == 404


def test_sebelumnya_dan_berikutnya_di_antara_yang_menunggu(kantor, masuk):
    ids = [diajukan(kantor, hal=f"Surat {i}") for i in range(3)]
    isi = teks(masuk("kabid").get(f"/surat-keluar/{ids[1]}"))
    assert (
        "2 dari 3" in isi
        and f'rel="prev" href="/surat-keluar/{ids[0]}"' in isi
        and f'rel="next" href="/surat-keluar/{ids[2]}"' in isi
    )
    assert "Sebelumnya" not in teks(masuk("sekretaris").get(f"/surat-keluar/{ids[1]}"))


def test_alamat_dengan_angka_besar_dan_penanda_halaman_asing_ditolak_baik_baik(kantor, masuk):
    staf = masuk("staf")
    assert staf.get("/surat-keluar/99999999999999999999").status_code == 404
    assert staf.get("/surat-keluar?k=bukan-kursor").status_code == 400
    assert staf.get("/surat-keluar?k=W2ZhbHNlLCJ4Il0").status_code == 400
    assert staf.get("/surat-keluar?_scheme=javascript&endpoint=x&_external=1").status_code == 200
    assert staf.get("/surat-keluar?dari=31-31-31&tampilan=aneh&status=tak-ada").status_code == 200
