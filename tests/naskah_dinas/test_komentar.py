"""Comments: who sees them, who is told, how long they may be changed, what stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from suite.core import clock, db
from suite.core.audit import AuditEvent
from suite.core.komentar import services
from suite.core.komentar.models import Komentar
from suite.core.notifications import Notifikasi
from suite.naskah_dinas.models import SuratKeluar
from tests.factories import actor_dari
from tests.naskah_dinas.kantor import Kantor, diajukan


@pytest.fixture
def masuk(kantor, masuk_sebagai):
    return lambda nama: masuk_sebagai(kantor.akun[nama])


def teks(jawab) -> str:
    return jawab.get_data(as_text=True)


def tulis(kantor: Kantor, oleh: str, surat_id: int, isi: str = "Tanggalnya sudah benar", sebut: tuple[str, ...] = ()):
    with db.transaksi():
        surat = db.session.get_one(SuratKeluar, surat_id)
        ids = [kantor.akun[n].pihak_id for n in sebut]
        return services.tulis(actor_dari(kantor.akun[oleh]), "surat_keluar", surat, isi, ids)


def test_komentar_terlihat_oleh_yang_membaca_surat_dan_ada_dalam_riwayat(kantor, masuk):
    id = diajukan(kantor, hal="Undangan")
    jawab = masuk("kabid").post(f"/komentar/surat_keluar/{id}", data={"isi": "Hari <b>Jumat</b>,\r\nbukan Kamis."})
    assert jawab.status_code == 302
    isi = teks(masuk("staf").get(f"/surat-keluar/{id}"))
    assert "Hari &lt;b&gt;Jumat&lt;/b&gt;,\nbukan Kamis." in isi and "berkomentar" in isi
    assert masuk("asing").post(f"/komentar/surat_keluar/{id}", data={"isi": "x"}).status_code == 404


def test_yang_disebut_diberi_tahu_dan_yang_tidak_boleh_membaca_tidak(kantor, masuk):
    id = diajukan(kantor, hal="Rencana mutasi")
    jawab = masuk("staf").post(
        f"/komentar/surat_keluar/{id}",
        data={"isi": "Mohon periksa", "sebut": [str(kantor.akun[n].pihak_id) for n in ("kabid", "asing", "staf")]},
        follow_redirects=True,
    )
    assert "tidak dapat membuka dokumen ini, jadi tidak diberi tahu" in teks(jawab)
    with db.transaksi(baca=True) as s:
        q = select(Notifikasi.pegawai_id, Notifikasi.isi).where(Notifikasi.judul.contains("menyebut Anda"))
        diberi = [tuple(r) for r in s.execute(q)]
        assert diberi == [(kantor.akun["kabid"].pihak_id, "Rencana mutasi")]
        k = s.scalars(select(Komentar)).one()
        assert {x.pegawai_id: x.diberitahu for x in k.sebut} == {
            kantor.akun["kabid"].pihak_id: True,
            kantor.akun["asing"].pihak_id: False,
        }


def test_komentar_kosong_ditolak_dan_yang_terpilih_tetap_ada(kantor, masuk):
    id = diajukan(kantor, hal="Undangan")
    jawab = masuk("kabid").post(
        f"/komentar/surat_keluar/{id}", data={"isi": "  ", "sebut": [str(kantor.akun["staf"].pihak_id)]}
    )
    assert jawab.status_code == 422 and "Tulis komentarnya dahulu" in teks(jawab) and " selected" in teks(jawab)
    panjang = masuk("kabid").post(f"/komentar/surat_keluar/{id}", data={"isi": "x" * 4001})
    assert panjang.status_code == 422 and "x" * 4001 in teks(panjang)


def test_lima_belas_menit_untuk_mengubah_sesudah_itu_hanya_dicoret(kantor, masuk):
    id = diajukan(kantor, hal="Undangan")
    pertama, _ = tulis(kantor, "kabid", id, "Salah ketik")
    kedua, _ = tulis(kantor, "kabid", id, "Akan dicoret")
    klien = masuk("kabid")
    assert masuk("staf").post(f"/komentar/{pertama.id}/hapus").status_code == 404
    assert klien.post(f"/komentar/{pertama.id}/ubah", data={"isi": "Sudah benar", "versi": "1"}).status_code == 302
    assert klien.post(f"/komentar/{pertama.id}/ubah", data={"isi": "Lain", "versi": "1"}).status_code == 409
    isi = teks(klien.get(f"/surat-keluar/{id}"))
    assert "Sudah benar" in isi and "Salah ketik" not in isi and ", diubah" in isi
    assert klien.post(f"/komentar/{pertama.id}/hapus").status_code == 302
    assert "Sudah benar" not in teks(klien.get(f"/surat-keluar/{id}"))
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        assert klien.post(f"/komentar/{kedua.id}/ubah", data={"isi": "Lain", "versi": "1"}).status_code == 422
        assert klien.post(f"/komentar/{kedua.id}/hapus").status_code == 302
        isi = teks(klien.get(f"/surat-keluar/{id}"))
    assert "<del>Akan dicoret</del>" in isi and "Dicoret penulisnya" in isi
    with db.transaksi(baca=True) as s:
        aksi = s.scalars(select(AuditEvent.aksi).where(AuditEvent.rantai == f"surat_keluar:{id}")).all()
        catatan = str(s.scalars(select(AuditEvent.perubahan).where(AuditEvent.rantai == f"surat_keluar:{id}")).all())
    assert {"komentar.tulis", "komentar.ubah", "komentar.hapus", "komentar.coret"} <= set(aksi)
    assert "Salah ketik" not in catatan, "the words are kept as a keyed hash only"


def test_komentar_konsep_tidak_ikut_terkirim(dunia_komentar):
    """The addressee opens the letter received, and the PDF of the letter sent: neither tells of the comment."""
    d, klien = dunia_komentar
    keluar, masuk = d.surat["terkirim"], d.masuk["terkirim"]
    with db.transaksi():
        surat = db.session.get_one(SuratKeluar, keluar.id)
        services.tulis(d.aktor("konseptor"), "surat_keluar", surat, "Jangan sampai terbaca dinas lain")
    assert "Jangan sampai" in teks(klien("penanda").get(f"/surat-keluar/{keluar.id}"))
    assert "Jangan sampai" not in teks(klien("pimpinan_tujuan").get(f"/surat-masuk/{masuk.id}"))
    assert klien("pimpinan_tujuan").get(f"/surat-keluar/{keluar.id}").status_code == 404
    assert klien("pimpinan_tujuan").post(f"/komentar/surat_keluar/{keluar.id}", data={"isi": "x"}).status_code == 404


@pytest.fixture
def dunia_komentar(app, masuk_sebagai):
    from tests.matrix import dunia

    with app.app_context():
        d = dunia.bangun()
    return d, lambda peran: masuk_sebagai(d.akun[peran])
