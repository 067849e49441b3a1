"""Home, inbox, search, notifications, help."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from suite.core import clock, db, workflow
from suite.core.notifications import Notifikasi
from suite.core.workflow import Task
from suite.portal import queries
from suite.portal.help_topics import render, semua_topik
from tests.naskah_dinas.kantor import Kantor, bangun, diajukan, diparaf, konsep, versi


@pytest.fixture
def kantor(app) -> Kantor:
    return bangun()


@pytest.fixture
def masuk(kantor, masuk_sebagai):
    return lambda nama: masuk_sebagai(kantor.akun[nama])


def teks(jawab) -> str:
    return jawab.get_data(as_text=True)


def tanpa_sorot(jawab) -> str:
    return teks(jawab).replace("<mark>", "").replace("</mark>", "")


def test_tanpa_masuk_beranda_mengantar_ke_halaman_masuk(app, klien):
    jawab = klien.get("/")
    assert jawab.status_code == 302 and "/masuk" in jawab.location


def test_beranda_mengelompokkan_menurut_tenggat(kantor, masuk):
    ids = [diajukan(kantor, hal=f"Surat {i}", sifat="biasa") for i in range(4)]
    sekarang = clock.now()
    tenggat = [sekarang - timedelta(hours=2), sekarang + timedelta(minutes=1), sekarang + timedelta(days=40), None]
    with db.transaksi() as s:
        for id, t in zip(ids, tenggat, strict=True):
            s.query(Task).filter_by(objek_id=id, ditutup_pada=None).one().tenggat = t
    isi = teks(masuk("kabid").get("/"))
    assert "4 hal menunggu Anda, 1 terlambat" in isi
    urut = [isi.index(x) for x in ("Surat 0", "Surat 1", "Surat 2", "Surat 3")]
    assert urut == sorted(urut) and isi.index("Terlambat") < urut[0] < isi.index("Nanti") < urut[2]
    assert "Tidak ada yang menunggu Anda" in teks(masuk("asing").get("/"))


def test_tenggat_tengah_malam_berarti_akhir_hari_itu(kantor):
    diajukan(kantor)
    besok = clock.today() + timedelta(days=1)
    with db.transaksi() as s:
        t = s.query(Task).filter_by(ditutup_pada=None).one()
        t.tenggat = datetime.combine(besok, time(), clock.ZONE)
    with db.transaksi(baca=True) as s:
        assert [k.judul for k in queries.kelompok(s.query(Task).all())] == ["Hari ini"]


def test_tindakan_memparaf_beberapa_sekaligus(kantor, masuk):
    a, b = diajukan(kantor, hal="Surat A"), diajukan(kantor, hal="Surat B")
    kabid = masuk("kabid")
    assert "Pilih beberapa, Paraf: Surat keluar (2)" in teks(kabid.get("/tindakan"))
    isi = teks(kabid.get("/tindakan?pilih=surat_keluar.paraf"))
    assert f'name="pilih" value="{a}:{versi(a)}"' in isi
    pilih = [f"{a}:{versi(a)}", f"{b}:{versi(b) - 1}"]
    hasil = teks(kabid.post("/tindakan/banyak", data={"pilih_aksi": "surat_keluar.paraf", "pilih": pilih}))
    assert "1 dari 2 selesai" in hasil and "Tidak dilakukan" in hasil
    tolak = kabid.post("/tindakan/banyak", data={"pilih_aksi": "surat_keluar.tandatangani", "pilih": pilih})
    assert tolak.status_code == 422
    assert kabid.post("/tindakan/banyak", data={"pilih_aksi": "apa.saja", "pilih": pilih}).status_code == 400


def test_mengingatkan_pemegang_paling_banyak_sekali_sehari(kantor, masuk):
    diajukan(kantor, hal="Nota pengadaan")
    staf = masuk("staf")
    isi = teks(staf.get("/"))
    assert "di tangan orang lain" in isi and "di Kepala Bidang Aplikasi Informatika sejak" in isi
    with db.transaksi(baca=True) as s:
        task_id = s.query(Task).filter_by(ditutup_pada=None).one().id
    assert "sudah diingatkan" in teks(staf.post(f"/ingatkan/{task_id}", follow_redirects=True))
    assert "Sudah Anda ingatkan hari ini" in teks(staf.post(f"/ingatkan/{task_id}", follow_redirects=True))
    with db.transaksi(baca=True) as s:
        kabar = s.query(Notifikasi).filter_by(pegawai_id=kantor.akun["kabid"].pihak_id, isi="Nota pengadaan")
        assert sum("mengingatkan" in n.judul for n in kabar) == 1
    assert masuk("asing").post(f"/ingatkan/{task_id}").status_code == 404


def test_cari_mengelompokkan_dan_mempersempit(kantor, masuk):
    id = diparaf(kantor, "kabid", hal="Undangan sertifikat elektronik")
    sekretaris = masuk("sekretaris")
    isi = tanpa_sorot(sekretaris.get("/cari?q=sertifikat"))
    assert "Paraf: Undangan sertifikat elektronik" in isi
    assert f'href="/surat-keluar/{id}"' in isi and "Surat keluar" in isi
    assert "Bayu Saputra, S.Kom." in tanpa_sorot(sekretaris.get("/cari?q=/pegawai bayu"))
    kode = teks(sekretaris.get("/cari?q=/kode rapat"))
    assert "000.1.5" in kode and "Undangan sertifikat" not in kode
    potongan = sekretaris.get("/cari?q=sertifikat", headers={"HX-Request": "true"})
    assert "<html" not in teks(potongan) and "Semua hasil" in teks(potongan)
    assert sekretaris.get("/cari?q=" + "x" * 3000).status_code == 200
    assert sekretaris.get("/cari?q=%00%22%27%3B--%25_*").status_code == 200


def test_cari_tidak_membocorkan_surat_yang_tertutup(kantor, masuk):
    diajukan(kantor, hal="Rencana mutasi rahasia", keamanan="R")
    for nama in ("asing", "tetangga"):
        isi = teks(masuk(nama).get("/cari?q=mutasi"))
        assert "Rencana mutasi" not in isi and "Tidak ada hasil" in isi


def test_pemberitahuan_ditandai_dibaca(kantor, masuk):
    diajukan(kantor, hal="Surat baru")
    kabid = masuk("kabid")
    isi = teks(kabid.get("/pemberitahuan"))
    assert "Paraf Anda ke-1 dari 2" in isi and "Tandai semua sudah dibaca" in isi
    sampai = isi.split('name="sampai" value="')[1].split('"')[0]
    kabid.post("/pemberitahuan/dibaca", data={"sampai": sampai})
    assert "Tandai semua sudah dibaca" not in teks(kabid.get("/pemberitahuan"))
    assert kabid.post("/pemberitahuan/dibaca", data={"sampai": "x"}).status_code == 400


def test_pemberitahuan_berhalaman(kantor, masuk):
    for i in range(27):
        konsep(kantor, hal=f"Konsep {i}")
    with db.transaksi() as s:
        s.add_all(Notifikasi(pegawai_id=kantor.akun["staf"].pihak_id, judul=f"Kabar {i:02}.") for i in range(27))
    staf = masuk("staf")
    isi = teks(staf.get("/pemberitahuan"))
    lama = isi.split('href="/pemberitahuan?sebelum=')[1].split('"')[0]
    sisa = teks(staf.get(f"/pemberitahuan?sebelum={lama}"))
    assert "Kabar 26." in isi and "Kabar 01." not in isi and "Kabar 01." in sisa and "Kabar 26." not in sisa


def test_bantuan_setiap_topik_terbuka_dan_tertaut(kantor, masuk):
    staf = masuk("staf")
    daftar = teks(staf.get("/bantuan"))
    for nama, topik in semua_topik().items():
        assert f"/bantuan/{nama}" in daftar
        assert topik.judul in teks(staf.get(f"/bantuan/{nama}"))
    tautan = {"/": "beranda", "/surat-keluar": "surat-keluar", "/surat-keluar/baru?jenis=nota_dinas": "menulis-surat"}
    for url, topik in tautan.items():
        assert f'href="/bantuan/{topik}" data-bantuan' in teks(staf.get(url)), url
    assert staf.get("/bantuan/tak-ada").status_code == 404
    assert "Permendagri" in teks(staf.get("/bantuan/aturan"))
    assert "1 Tahun Setelah Kegiatan Selesai" in teks(staf.get("/bantuan/klasifikasi?kode=000.1.5"))
    assert staf.get("/bantuan/klasifikasi?kode=9.9").status_code == 404


def test_bantuan_tidak_menjalankan_html():
    html = render("<script>alert(1)</script>\n\n[x](javascript:alert(1)) **tebal**\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    assert "<script" not in html and "<strong>tebal</strong>" in html and "<table>" in html
    assert 'href="javascript' not in html


def test_halaman_alur_tergambar_dari_deklarasi(kantor, masuk):
    staf = masuk("staf")
    for terdaftar in workflow.semua():
        isi = teks(staf.get(f"/alur/{terdaftar.nama}"))
        for t in workflow.ambil(terdaftar.nama).transitions:
            if t.label:
                assert t.label in isi
        assert "stateDiagram-v2" in isi
    assert staf.get("/alur/tak_ada").status_code == 404


def test_menu_menghitung_yang_menunggu(kantor, masuk):
    diajukan(kantor)
    isi = teks(masuk("kabid").get("/"))
    menu = isi.split('<nav class="s-nav"')[1].split("</nav>")[0]
    assert menu.count("s-jumlah") == 2 and "Perlu tindakan saya" in menu and "Surat keluar" in menu
    assert "s-jumlah" not in teks(masuk("asing").get("/"))
