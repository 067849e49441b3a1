"""A token is no way round the second factor, and dies with what its owner was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete

from suite.core import db, pengaturan
from suite.core.api import tokens
from suite.core.clock import today
from suite.core.identity import services as akun
from suite.core.identity.faktor import services as faktor
from suite.core.identity.faktor.models import FaktorTotp, KunciSandi, TenggangFaktor
from suite.core.identity.models import Account
from tests.matrix import permintaan_api
from tests.matrix.conftest import Panggung

SAYA = "/api/v1/saya"
BARU = "kursi hijau dekat jendela"


def _tanya(p: Panggung, token: str):
    return p.app.test_client().get(SAYA, headers={"Authorization": f"Bearer {token}"})


def _tanpa_faktor(account_id: int) -> None:
    """The world gives everyone a second factor."""
    with db.transaksi():
        for model in (FaktorTotp, KunciSandi):
            db.session.execute(delete(model).where(model.account_id == account_id))


def _habiskan_tenggang(account_id: int) -> None:
    with db.transaksi():
        baris = db.session.query(TenggangFaktor).filter_by(account_id=account_id).one_or_none()
        if baris is None:
            baris = TenggangFaktor(account_id=account_id, masuk=0)
            db.session.add(baris)
        baris.sejak = today() - timedelta(days=60)


def test_tanpa_faktor_kedua_token_berhenti_setelah_tenggangnya_habis(panggung: Panggung):
    with panggung.dibatalkan():
        id = panggung.dunia.akun["penanda"].id
        token = permintaan_api.token_baru(panggung.dunia.akun["penanda"])
        _habiskan_tenggang(id)
        assert _tanya(panggung, token).status_code == 200, "there is a factor: the grace does not matter"
        _tanpa_faktor(id)
        with db.transaksi():
            db.session.execute(delete(TenggangFaktor))
        assert _tanya(panggung, token).status_code == 200
        with db.transaksi(baca=True):
            mulai = db.session.query(TenggangFaktor).filter_by(account_id=id).one()
            assert (mulai.sejak, mulai.masuk) == (today(), 0), "the days of grace have begun, and no login was counted"
        _habiskan_tenggang(id)
        tolak = _tanya(panggung, token)
        assert tolak.status_code == 403 and tolak.json["type"] == "urn:suite:galat:faktor_kedua"
        assert tolak.content_type == "application/problem+json" and "Keamanan" in tolak.json["detail"]
        # Neither by another token, nor by writing.
        lain = permintaan_api.token_baru(panggung.dunia.akun["penanda"])
        kepala = {"Authorization": f"Bearer {lain}"}
        tulis = panggung.app.test_client().post("/api/v1/surat-keluar", json={"jenis": "surat_dinas"}, headers=kepala)
        assert tulis.status_code == 403 and tulis.json["type"] == "urn:suite:galat:faktor_kedua"
        with db.transaksi():
            db.session.add(FaktorTotp(account_id=id, rahasia="x"))
        assert _tanya(panggung, token).status_code == 200, "with a factor, the same token works again"


def test_faktor_kedua_tidak_ditanyakan_dari_yang_tidak_wajib(panggung: Panggung):
    with panggung.dibatalkan():
        for peran in ("staf", "penanda"):
            _tanpa_faktor(panggung.dunia.akun[peran].id)
            _habiskan_tenggang(panggung.dunia.akun[peran].id)
        token = {p: permintaan_api.token_baru(panggung.dunia.akun[p]) for p in ("staf", "penanda")}
        assert [_tanya(panggung, t).status_code for t in token.values()] == [200, 403]
        with db.transaksi():
            pengaturan.simpan({"akun.faktor_kedua_wajib": False})
        assert [_tanya(panggung, t).status_code for t in token.values()] == [200, 200]


def _nonaktif_lalu_aktif(p: Panggung, account: Account) -> None:
    akun.nonaktifkan(p.dunia.aktor("admin_kota"), account, "Pindah tugas")
    akun.aktifkan(p.dunia.aktor("admin_kota"), account, "Kembali")


def _sandi_dengan_kode(p: Panggung, account: Account) -> None:
    kode = akun.buat_kode(p.dunia.aktor("admin_kota"), account)
    assert akun.setel_sandi_dengan_kode(account.nama_login, kode, BARU).berhasil


def _setel_ulang_faktor(p: Panggung, account: Account) -> None:
    faktor.setel_ulang(p.dunia.aktor("admin_kota"), account, "Ponsel hilang")


@pytest.mark.parametrize("peristiwa", [_nonaktif_lalu_aktif, _sandi_dengan_kode, _setel_ulang_faktor])
def test_yang_dilakukan_admin_mencabut_semua_token(panggung: Panggung, peristiwa: Callable[[Panggung, Account], None]):
    with panggung.dibatalkan():
        milik = panggung.dunia.akun["konseptor"]
        semua = [permintaan_api.token_baru(milik) for _ in range(2)]
        orang_lain = permintaan_api.token_baru(panggung.dunia.akun["staf"])
        with db.transaksi():
            peristiwa(panggung, db.session.get_one(Account, milik.id))
        assert [_tanya(panggung, t).status_code for t in (*semua, orang_lain)] == [401, 401, 200]
        with db.transaksi(baca=True):
            assert db.session.get_one(Account, milik.id).aktif
            assert not [t for t in tokens.daftar(milik.id) if tokens.hidup(t)]


def test_ganti_sandi_sendiri_menawarkan_mencabut_token(panggung: Panggung):
    """On the page: kept unless the person ticks it."""
    with panggung.dibatalkan():
        milik = panggung.dunia.akun["konseptor"]
        token = permintaan_api.token_baru(milik)
        klien = panggung.klien["konseptor"]
        assert 'name="cabut_token"' in klien.get("/akun/sandi").text
        with db.transaksi():
            tetapkan(db.session.get_one(Account, milik.id), "sandi lama yang panjang")
        isi = {"sandi_lama": "sandi lama yang panjang", "sandi_baru": BARU}
        assert klien.post("/akun/sandi", data=isi).status_code == 302
        assert _tanya(panggung, token).status_code == 200
        isi = {"sandi_lama": BARU, "sandi_baru": "lampu meja warna biru tua", "cabut_token": "1"}
        assert klien.post("/akun/sandi", data=isi).status_code == 302
        assert _tanya(panggung, token).status_code == 401
        assert 'name="cabut_token"' not in klien.get("/akun/sandi").text, "no living token, nothing to offer"


def tetapkan(account: Account, sandi: str) -> None:
    from suite.core.identity import password

    account.sandi = password.sandikan(sandi)


def test_token_melihat_dan_mencabut_sesamanya_menurut_lingkup(panggung: Panggung):
    with panggung.dibatalkan():
        milik = panggung.dunia.akun["konseptor"]
        satu = permintaan_api.token_baru(milik, ["profil:baca"], nama="satu")
        dua = permintaan_api.token_baru(milik, ["profil:baca", "token:cabut"], nama="dua")
        klien = panggung.app.test_client()
        kepala = {t: {"Authorization": f"Bearer {t}"} for t in (satu, dua)}
        isi = klien.get("/api/v1/token", headers=kepala[satu])
        assert satu not in isi.text and dua not in isi.text and tokens.sidik(dua) not in isi.text
        id = {t["nama"]: t["id"] for t in isi.json["isi"]}
        assert [t["nama"] for t in isi.json["isi"] if t["ini"]] == ["satu"]
        assert klien.delete(f"/api/v1/token/{id['dua']}", headers=kepala[satu]).status_code == 403
        assert _tanya(panggung, dua).status_code == 200
        assert klien.delete(f"/api/v1/token/{id['satu']}", headers=kepala[dua]).status_code == 204
        assert _tanya(panggung, satu).status_code == 401 and _tanya(panggung, dua).status_code == 200
        ini = klien.delete("/api/v1/token/ini", headers=kepala[dua])
        assert ini.status_code == 204 and not ini.data and _tanya(panggung, dua).status_code == 401
