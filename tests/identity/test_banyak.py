"""Several accounts at once: shut, opened, given codes; each with its result, none beyond the administrator's office."""

from __future__ import annotations

import re

import pytest

from suite.core import db
from suite.core.audit import AuditEvent
from suite.core.identity import services
from suite.core.identity.models import Account
from tests.harness.login import klien_masuk
from tests.identity.dunia import Dunia, bangun

BARU = "kursi hijau dekat jendela"


@pytest.fixture
def dunia(app) -> Dunia:
    with db.transaksi():
        return bangun()


@pytest.fixture
def klien(app, dunia):
    return klien_masuk(app, dunia.admin.account)


def _aktif(*orang) -> list[bool]:
    with db.transaksi(baca=True):
        return [db.session.get_one(Account, o.account.id).aktif for o in orang]


def test_akun_dinonaktifkan_dan_diaktifkan_bersama_dengan_alasan(dunia, klien) -> None:
    pilih = [o.account.id for o in (dunia.staf, dunia.kabid, dunia.admin, dunia.sekda)]
    assert "/admin/akun/nonaktif" in klien.get("/admin/akun?akun=aktif").text
    assert "data-bilah-pilih" not in klien.get("/admin/akun").text
    tanya = klien.post("/admin/akun/nonaktif", data={"pilih": pilih})
    assert tanya.status_code == 200 and "Nonaktifkan 3 akun" in tanya.text and "Mulyadi" not in tanya.text
    kosong = klien.post("/admin/akun/nonaktif", data={"pilih": pilih, "alasan": ""})
    assert kosong.status_code == 422 and kosong.text.count('name="pilih"') == 3
    jawab = klien.post("/admin/akun/nonaktif", data={"pilih": pilih, "alasan": "Masa tugas berakhir."})
    assert "2 dari 3 akun dinonaktifkan" in jawab.text and "tidak dapat menonaktifkan akun sendiri" in jawab.text
    assert _aktif(dunia.staf, dunia.kabid, dunia.admin, dunia.sekda) == [False, False, True, True]
    with db.transaksi(baca=True) as s:
        alasan = [e.perubahan for e in s.query(AuditEvent).filter(AuditEvent.aksi == "account.nonaktifkan")]
    assert len(alasan) == 2 and all("Masa tugas berakhir." in str(p) for p in alasan)
    klien.post("/admin/akun/aktif", data={"pilih": pilih[:2], "alasan": "Kembali bertugas."})
    assert _aktif(dunia.staf, dunia.kabid) == [True, True]


def test_kode_beberapa_akun_dicetak_dan_masing_masing_berlaku(dunia, klien) -> None:
    pilih = [dunia.staf.account.id, dunia.kabid.account.id, dunia.sekda.account.id]
    isi = klien.post("/admin/akun/kode", data={"pilih": pilih}).text
    kode = re.findall(r"<strong>([A-Z0-9-]{6,})</strong>", isi)
    assert len(set(kode)) == 2 and "Mulyadi" not in isi
    for nama, orang in (("Bayu", dunia.staf), ("Ratna", dunia.kabid)):
        baris = next(b for b in isi.split("<tr")[2:] if nama in b)
        milik = next(k for k in kode if k in baris)
        with db.transaksi():
            services.setel_sandi_dengan_kode(orang.pegawai.nip, milik, BARU)
        with db.transaksi():
            assert services.masukkan(orang.pegawai.nip, BARU).berhasil


def test_pilihan_kosong_atau_rusak_ditolak(dunia, klien) -> None:
    for alamat in ("nonaktif", "aktif", "kode"):
        for pilih in ([], ["x"], [dunia.sekda.account.id]):
            assert klien.post(f"/admin/akun/{alamat}", data={"pilih": pilih, "alasan": "a"}).status_code == 400
