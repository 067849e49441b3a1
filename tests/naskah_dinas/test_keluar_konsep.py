"""Writing a letter: the form, with and without JavaScript, its autosave, its preview and its signers."""

from __future__ import annotations

import io
from datetime import date

from suite.core import db, drafts
from suite.core.clock import today
from suite.core.identity.models import Mandat, Penugasan
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.queries import pilihan
from suite.naskah_dinas.rules.jenis import jenis_naskah
from tests.factories import PegawaiFactory, actor_dari
from tests.naskah_dinas.kantor import Kantor, diajukan, konsep, versi

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


def teks(jawab) -> str:
    return jawab.get_data(as_text=True)


def isian(k: Kantor, **ganti):
    dasar = {
        "jenis": "surat_dinas",
        "lakukan": "ajukan",
        "kepada": f"u:{k.unit['lain'].id}",
        "hal": "Undangan rapat",
        "klasifikasi": "000.1.5",
        "sifat": "segera",
        "keamanan": "B",
        "isi": "<p>Mohon hadir.</p>",
        "isi_format": "html",
        "penanda_tangan": str(k.jabatan["kadis"].id),
    }
    return dasar | ganti


def surat_terakhir() -> SuratKeluar:
    with db.transaksi(baca=True) as s:
        surat = s.query(SuratKeluar).order_by(SuratKeluar.id.desc()).limit(1).one()
        _ = surat.tujuan, [x.file.nama for x in surat.lampiran]
        return surat


def belum_ada_surat() -> bool:
    with db.transaksi(baca=True) as s:
        return s.query(SuratKeluar).count() == 0


def test_membuka_formulir_tidak_menulis_apa_pun(kantor, staf):
    assert "Surat perintah Plh./Plt." in teks(staf.get("/surat-keluar/baru"))
    for jenis in ("surat_dinas", "nota_dinas", "surat_perintah_plh_plt"):
        assert staf.get(f"/surat-keluar/baru?jenis={jenis}").status_code == 200
    assert belum_ada_surat()
    assert staf.get("/surat-keluar/baru?jenis=tak_ada").status_code == 422


def test_mengajukan_dari_formulir_menyusun_rantai(kantor, staf):
    jawab = staf.post("/surat-keluar/baru", data=isian(kantor), follow_redirects=True)
    assert jawab.status_code == 200 and "Diajukan. Menunggu Kepala Bidang Aplikasi Informatika" in teks(jawab)
    surat = surat_terakhir()
    assert surat.status == "paraf" and surat.kepada[0].teks == "Kepala Dinas Kesehatan"


def test_yang_kurang_ditunjukkan_semua_sekaligus_dan_ketikan_tetap_ada(kantor, staf):
    data = isian(
        kantor,
        kepada="",
        klasifikasi="",
        hal="Rencana <b>besar</b>",
        isi="",
        penanda_tangan="",
        lampiran=(io.BytesIO(PNG), "foto rapat.png"),
    )
    jawab = staf.post("/surat-keluar/baru", data=data, content_type="multipart/form-data")
    isi = teks(jawab)
    assert jawab.status_code == 422 and belum_ada_surat()
    for pesan in (
        "Pilih paling sedikit satu tujuan.",
        "Pilih kode klasifikasi.",
        "Tulis isi naskah.",
        "Pilih penanda tangan.",
    ):
        assert pesan in isi
    assert "4 isian perlu diperbaiki" in isi and "data-fokus" in isi
    assert 'value="Rencana &lt;b&gt;besar&lt;/b&gt;"' in isi
    # The file that was sent is kept aside and goes with the next attempt.
    tersimpan = isi.split('name="berkas_tersimpan" value="')[1].split('"')[0]
    jawab = staf.post("/surat-keluar/baru", data=isian(kantor, berkas_tersimpan=tersimpan))
    assert jawab.status_code == 302
    assert [x.file.nama for x in surat_terakhir().lampiran] == ["foto rapat.png"]


def test_berkas_simpanan_orang_lain_tidak_dapat_dilampirkan(kantor, staf, masuk_sebagai):
    kabid = masuk_sebagai(kantor.akun["kabid"])
    data = isian(kantor, hal="", penanda_tangan="", lampiran=(io.BytesIO(PNG), "rahasia.png"))
    isi = teks(kabid.post("/surat-keluar/baru", data=data, content_type="multipart/form-data"))
    curian = isi.split('name="berkas_tersimpan" value="')[1].split('"')[0]
    staf.post("/surat-keluar/baru", data=isian(kantor, berkas_tersimpan=curian))
    assert surat_terakhir().lampiran == []


def test_berkas_yang_bukan_berkas_ditolak_di_sebelah_isiannya(kantor, staf):
    data = isian(kantor, lampiran=(io.BytesIO(b"MZ\x90\x00program"), "laporan.pdf"))
    jawab = staf.post("/surat-keluar/baru", data=data, content_type="multipart/form-data")
    assert jawab.status_code == 422 and "laporan.pdf: Jenis berkas ini tidak diterima" in teks(jawab)
    assert belum_ada_surat()


def test_tanpa_javascript_tujuan_dicari_lalu_dicentang(kantor, staf):
    data = isian(kantor, kepada="", lakukan="cari:kepada", cari_kepada="kesehatan")
    isi = teks(staf.post("/surat-keluar/baru", data=data))
    assert f'name="kepada" value="u:{kantor.unit["lain"].id}"' in isi and 'name="kepada" value="t:kesehatan"' in isi
    assert "Undangan rapat" in isi and belum_ada_surat()
    # Words that were typed and not resolved are not silently dropped.
    jawab = staf.post("/surat-keluar/baru", data=isian(kantor, cari_tembusan="inspektorat"))
    assert jawab.status_code == 422 and "“inspektorat” belum dipilih" in teks(jawab)


def test_hasil_pencarian_yang_dicentang_menang_atas_pilihan_kosong(kantor, staf):
    data = isian(kantor)
    data["klasifikasi"] = ["", "000.1.6"]
    staf.post("/surat-keluar/baru", data=data)
    assert surat_terakhir().klasifikasi == "000.1.6"


def test_isi_tanpa_javascript_menjadi_paragraf(kantor, staf):
    staf.post(
        "/surat-keluar/baru",
        data=isian(kantor, isi="Paragraf satu.\r\n\r\nParagraf dua <script>", isi_format="teks", lakukan="simpan"),
    )
    surat = surat_terakhir()
    assert surat.status == "konsep" and surat.isi.count("<p") == 2 and "<script" not in surat.isi
    # An edit that leaves the plain text as it is must not flatten a table that plain text cannot show.
    with db.transaksi() as s:
        s.get_one(SuratKeluar, surat.id).isi = tabel = (
            "<table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>"
        )
    with staf.application.app_context():
        from suite.core.documents.isi import teks as sebagai_teks
    data = isian(kantor, isi=sebagai_teks(tabel), isi_format="teks", lakukan="simpan", versi=versi(surat.id))
    assert staf.post(f"/surat-keluar/{surat.id}/ubah", data=data).status_code == 302
    assert "<table" in surat_terakhir().isi


def test_isian_tersimpan_otomatis_dipulihkan_dan_dapat_dibuang(kantor, staf):
    jawab = staf.post(
        "/draf/surat_keluar:baru:surat_dinas",
        data={
            "hal": "Belum selesai",
            "kepada": [f"u:{kantor.unit['lain'].id}", "t:BPS"],
            "isi": "<p>awal</p>",
            "isi_format": "html",
            "csrf_token": "x",
        },
    )
    assert jawab.status_code == 200 and jawab.json["tersimpan"]
    isi = teks(staf.get("/surat-keluar/baru?jenis=surat_dinas"))
    assert "dipulihkan" in isi and 'value="Belum selesai"' in isi and "BPS" in isi and "Dinas Kesehatan" in isi
    assert "dipulihkan" not in teks(staf.get("/surat-keluar/baru?jenis=nota_dinas"))
    staf.post("/surat-keluar/draf/buang", data={"jenis": "surat_dinas"})
    assert "Belum selesai" not in teks(staf.get("/surat-keluar/baru?jenis=surat_dinas"))
    staf.post("/draf/surat_keluar:baru:surat_dinas", data={"hal": "Lagi"})
    staf.post("/surat-keluar/baru", data=isian(kantor))
    with db.transaksi(baca=True):
        assert drafts.ambil(actor_dari(kantor.akun["staf"]), "surat_keluar:baru:surat_dinas") is None


def test_ketikan_atas_versi_lama_tidak_menimpa_yang_baru(kantor, staf):
    id = konsep(kantor)
    staf.post(f"/draf/surat_keluar:{id}", data={"hal": "Ketikan lama", "versi": str(versi(id) - 1)})
    assert "Ketikan lama" not in teks(staf.get(f"/surat-keluar/{id}/ubah"))
    jawab = staf.post(f"/surat-keluar/{id}/ubah", data=isian(kantor, lakukan="simpan", versi=versi(id) - 1))
    assert jawab.status_code == 409 and "sudah berubah sejak Anda membukanya" in teks(jawab)


def test_surat_yang_sudah_diajukan_tidak_dapat_diubah(kantor, staf):
    id = diajukan(kantor)
    assert staf.get(f"/surat-keluar/{id}/ubah").status_code == 409
    assert staf.post(f"/surat-keluar/{id}/ubah", data=isian(kantor, versi=versi(id))).status_code == 409


def test_pratinjau_adalah_gambar_pdf_dan_tidak_menulis(kantor, staf):
    jawab = staf.post("/surat-keluar/pratinjau", data=isian(kantor), headers={"HX-Request": "true"})
    isi = teks(jawab)
    assert jawab.status_code == 200 and 'src="data:image/png;base64,' in isi
    assert "<strong>Kepala Bidang Aplikasi Informatika</strong> → <strong>Sekretaris Dinas</strong>" in isi
    sidik = isi.split('name="sidik" value="')[1].split('"')[0]
    sama = staf.post("/surat-keluar/pratinjau", data=isian(kantor, sidik=sidik), headers={"HX-Request": "true"})
    assert sama.status_code == 204
    halaman = teks(staf.post("/surat-keluar/pratinjau", data=isian(kantor)))
    assert "<h1>Pratinjau: Surat dinas</h1>" in halaman and "data:image/png" in halaman
    asing = teks(
        staf.post("/surat-keluar/pratinjau", data=isian(kantor, isi="<p>漢</p>"), headers={"HX-Request": "true"})
    )
    assert "tidak tersedia pada huruf naskah dinas" in asing
    assert belum_ada_surat()


def test_pratinjau_konsep_orang_lain_ditolak(kantor, staf, masuk_sebagai):
    id = konsep(kantor)
    assert staf.post("/surat-keluar/pratinjau", data=isian(kantor, id=id)).status_code == 200
    assert (
        masuk_sebagai(kantor.akun["kabid"]).post("/surat-keluar/pratinjau", data=isian(kantor, id=id)).status_code
        == 404
    )


def test_penanda_tangan_hanya_yang_berwenang_dengan_pemegang_hari_ini(kantor, staf):
    jenis = jenis_naskah("surat_dinas", today())
    j = kantor.jabatan
    with db.transaksi() as s:
        s.add(
            Penugasan(pegawai=PegawaiFactory(nama="Nurul Huda"), jabatan_id=j["kadis"].id, jenis="Plh.", mulai=today())
        )
        s.add(Mandat(dari_id=j["sekda"].id, kepada_id=j["kadis"].id, urusan=["surat_dinas"], mulai=date(2024, 1, 1)))
        s.add(Mandat(dari_id=j["walikota"].id, kepada_id=j["sekda"].id, urusan=["lain"], mulai=date(2024, 1, 1)))
    with db.transaksi(baca=True):
        label = [p.label for _, p in pilihan.pilihan_penanda(j["staf"].id, jenis)]
    assert "Nurul Huda, Plh. Kepala Dinas Komunikasi dan Informatika" in label
    assert "Nurul Huda, Plh. Kepala Dinas Komunikasi dan Informatika, a.n. Sekretaris Daerah" in label
    assert "Syarifah Nurhaliza, M.Si., Sekretaris Dinas, u.b. Kepala Dinas Komunikasi dan Informatika" in label
    assert not any("Pranata" in x for x in label), "fungsional may not sign a surat dinas"
    assert not any("a.n. Wali Kota" in x for x in label), "the mandate is for another matter"
    jawab = staf.post("/surat-keluar/baru", data=isian(kantor, penanda_tangan=str(j["tetangga"].id)))
    assert jawab.status_code == 422 and "tidak dapat menandatangani surat ini hari ini" in teks(jawab)


def test_surat_perintah_plh_dari_formulir_sampai_penugasan(kantor, staf, masuk_sebagai):
    k = kantor
    data = {
        "jenis": "surat_perintah_plh_plt",
        "lakukan": "ajukan",
        "klasifikasi": "800.1.3.3",
        "sifat": "biasa",
        "keamanan": "B",
        "sebagai": "Plh.",
        "jabatan_id": f"j:{k.jabatan['sekretaris'].id}",
        "pegawai_id": f"p:{k.akun['kabid'].pihak_id}",
        "mulai": today().isoformat(),
        "sampai": today().isoformat(),
        "sebab": "cuti tahunan",
        "penanda_tangan": str(k.jabatan["kadis"].id),
    }
    salah = staf.post("/surat-keluar/baru", data=data | {"mulai": "2026-02-31"})
    assert salah.status_code == 422 and "Tanggal ini tidak ada." in teks(salah)
    assert staf.post("/surat-keluar/baru", data=data).status_code == 302
    surat = surat_terakhir()
    assert surat.hal == "Penunjukan Plh. Sekretaris Dinas" and surat.data["pegawai_id"] == k.akun["kabid"].pihak_id
    for nama in ("kabid", "sekretaris"):
        masuk_sebagai(k.akun[nama]).post(f"/surat-keluar/{surat.id}/aksi/paraf", data={"versi": versi(surat.id)})
    masuk_sebagai(k.akun["kadis"]).post(
        f"/surat-keluar/{surat.id}/tandatangani", data={"versi": versi(surat.id), "konfirmasi": "ya"}
    )
    beranda = teks(masuk_sebagai(k.akun["kabid"]).get("/"))
    assert "Plh. Sekretaris Dinas" in beranda and "Anda menggantikan Syarifah Nurhaliza, M.Si." in beranda
    assert f'href="/surat-keluar/{surat.id}"' in beranda


def test_pemilih_menjawab_json_terbatas(kantor, staf, masuk_sebagai):
    tujuan = staf.get("/pilihan/tujuan?q=dinas").json
    assert {
        "nilai": f"u:{kantor.unit['lain'].id}",
        "label": "Dinas Kesehatan",
        "ket": "diterima Kepala Dinas Kesehatan",
    } in tujuan
    assert tujuan[-1]["nilai"] == "t:dinas" and len(tujuan) <= 21
    kode = staf.get("/pilihan/klasifikasi?q=rapat").json
    assert kode == [{"nilai": "000.1.5", "label": "000.1.5 Rapat", "ket": "Ketatausahaan"}]
    assert [x["label"] for x in staf.get("/pilihan/klasifikasi?q=000.1").json] == ["000.1.5 Rapat", "000.1.6 Undangan"]
    assert "Ratna Dewi Anggraini" in staf.get("/pilihan/jabatan?q=kepala bidang").json[0]["ket"]
    assert staf.get("/pilihan/pegawai?q=iskandar").json[0]["label"] == "Ir. Iskandar Mahmud, M.T."
    assert staf.get("/pilihan/tujuan?q=%00%25_" + "x" * 5000).status_code == 200
    assert masuk_sebagai(kantor.akun["auditor"]).get("/pilihan/tujuan?q=dinas").status_code == 403
