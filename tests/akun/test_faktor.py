"""Second factors: codes once, codes on paper, who must, who may take away, and no way around the second step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, text
from werkzeug.test import TestResponse

from suite.core import clock, db, keys, pengaturan
from suite.core.audit import AuditEvent
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TanpaIzin, TidakDitemukan
from suite.core.http.application import Suite
from suite.core.identity import password, rules
from suite.core.identity.faktor import kunci, pemulihan, services, totp
from suite.core.identity.faktor.models import FaktorTotp, KodePemulihan, TenggangFaktor
from suite.core.identity.faktor.punya import punya
from suite.core.identity.models import Account, SesiMasuk
from suite.core.notifications import Notifikasi
from tests.factories import UnitFactory, actor_dari
from tests.identity.dunia import Orang, beri, orang

SANDI = "perahu layar senja kelabu"
SAAT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@pytest.fixture
def pagi() -> Iterator[datetime]:
    with clock.frozen(SAAT):
        yield SAAT


@pytest.fixture
def staf(app: Suite) -> Orang:
    with db.transaksi():
        satu = orang("Bayu Saputra", "Pranata Komputer", unit=UnitFactory())
        satu.account.sandi = password.sandikan(SANDI)
        return satu


def pasang(account: Account) -> tuple[str, list[str]]:
    """An app on the account: (its secret, the recovery codes)."""
    with db.transaksi():
        account = session.get_one(Account, account.id)
        daftar = totp.mulai(account, "Kota Uji")
        kode = pyotp.TOTP(daftar.rahasia).at(clock.now())
        return daftar.rahasia, services.pasang_totp(actor_dari(account), account, daftar.tanda, kode, 0)


def sandi(klien: FlaskClient, siapa: Orang) -> TestResponse:
    return klien.post("/masuk", data={"pengenal": siapa.account.nama_login, "sandi": SANDI})


def di_dalam(klien: FlaskClient) -> bool:
    return klien.get("/akun").status_code == 200


def nanti(detik: int) -> datetime:
    return SAAT + timedelta(seconds=detik)


def test_sandi_saja_tidak_membuka_sesi(staf: Orang, app: Suite, pagi: datetime) -> None:
    rahasia, _ = pasang(staf.account)
    klien = app.test_client()
    assert sandi(klien, staf).location == "/masuk/kedua"
    assert not di_dalam(klien)
    with db.transaksi(baca=True):
        assert session.scalar(select(func.count()).select_from(SesiMasuk)) == 0
    with clock.frozen(nanti(60)):
        jawab = klien.post("/masuk/kedua", data={"kode": pyotp.TOTP(rahasia).at(nanti(60))})
        assert jawab.status_code == 302 and di_dalam(klien)
    with db.transaksi(baca=True):
        assert session.scalars(select(SesiMasuk.faktor)).all() == ["totp"]


def test_kode_yang_sama_tidak_berlaku_dua_kali_dan_jendela_satu_langkah(
    staf: Orang, app: Suite, pagi: datetime
) -> None:
    rahasia, _ = pasang(staf.account)
    kode = pyotp.TOTP(rahasia)

    def coba(saat: datetime, kode_dari: datetime) -> bool:
        with clock.frozen(saat), db.transaksi():
            return totp.cocok(staf.account.id, kode.at(kode_dari))

    assert not coba(nanti(1), SAAT), "the code that installed the app is used"
    assert coba(nanti(90), nanti(60)), "a clock one step behind"
    assert not coba(nanti(91), nanti(60)), "replay"
    assert not coba(nanti(91), nanti(30)), "older than one that was used"
    assert coba(nanti(91), nanti(120)), "a clock one step ahead"
    assert not coba(nanti(300), nanti(200)), "two steps behind"
    assert not coba(nanti(300), nanti(400)), "two steps ahead"


def test_rahasia_tidak_terbaca_dari_basis_data_maupun_audit(staf: Orang, pagi: datetime) -> None:
    rahasia, kode = pasang(staf.account)
    with db.transaksi(baca=True) as s:
        isi = str(s.execute(text("SELECT rahasia FROM faktor_totp")).all())
        isi += str(s.execute(text("SELECT sidik FROM kode_pemulihan")).all())
        isi += "".join(str(e.perubahan) for e in s.scalars(select(AuditEvent)))
        assert rahasia not in isi and all(k not in isi and k.replace("-", "") not in isi for k in kode)
        baris = s.scalars(select(FaktorTotp)).one()
        assert keys.buka("faktor", baris.rahasia).decode() == rahasia


def test_tebakan_langkah_kedua_ditunda_juga_dengan_sandi_yang_benar(staf: Orang, app: Suite, pagi: datetime) -> None:
    rahasia, kode_pemulihan = pasang(staf.account)
    for ke in range(rules.BATAS_NAMA):
        klien = app.test_client()
        sandi(klien, staf)  # each time anew: a right password gives no new guesses
        jawab = klien.post("/masuk/kedua", data={"kode": "000000"})
        assert jawab.status_code == (422 if ke < rules.BATAS_NAMA - 1 else 429)
    assert int(jawab.headers["Retry-After"]) == 30
    for isian in ({"kode": pyotp.TOTP(rahasia).at(nanti(60))}, {"pemulihan": kode_pemulihan[0]}):
        with clock.frozen(nanti(20)):
            assert klien.post("/masuk/kedua", data=isian).status_code == 429
    assert not di_dalam(klien)
    with clock.frozen(nanti(61)):
        assert klien.post("/masuk/kedua", data={"kode": pyotp.TOTP(rahasia).at(nanti(61))}).status_code == 302


def test_langkah_kedua_hanya_sesudah_sandi_dan_tidak_lama(staf: Orang, app: Suite, pagi: datetime) -> None:
    rahasia, _ = pasang(staf.account)
    klien = app.test_client()
    assert klien.get("/masuk/kedua").location == "/masuk"
    assert klien.post("/masuk/kedua", data={"kode": pyotp.TOTP(rahasia).at(nanti(60))}).location == "/masuk"
    sandi(klien, staf)
    with clock.frozen(nanti(601)):
        assert klien.post("/masuk/kedua", data={"kode": pyotp.TOTP(rahasia).at(nanti(601))}).location == "/masuk"
    assert not di_dalam(klien)
    sandi(klien, staf)
    with db.transaksi():
        session.get_one(Account, staf.account.id).sandi = password.sandikan("sandi yang lain lagi")
    assert klien.get("/masuk/kedua").location == "/masuk", "the password changed meanwhile"


def test_akun_nonaktif_tidak_lolos_langkah_kedua(staf: Orang, app: Suite, pagi: datetime) -> None:
    rahasia, _ = pasang(staf.account)
    klien = app.test_client()
    sandi(klien, staf)
    with db.transaksi():
        session.get_one(Account, staf.account.id).aktif = False
    with clock.frozen(nanti(60)):
        assert klien.post("/masuk/kedua", data={"kode": pyotp.TOTP(rahasia).at(nanti(60))}).location == "/masuk"


def test_kode_pemulihan_sekali_pakai_dan_diberitahukan(staf: Orang, app: Suite, pagi: datetime) -> None:
    _, kode = pasang(staf.account)
    assert len(set(kode)) == 10
    klien = app.test_client()
    sandi(klien, staf)
    assert klien.post("/masuk/kedua", data={"pemulihan": kode[3].lower().replace("-", " ")}).status_code == 302
    assert di_dalam(klien)
    lain = app.test_client()
    sandi(lain, staf)
    assert lain.post("/masuk/kedua", data={"pemulihan": kode[3]}).status_code == 422
    with db.transaksi():
        assert pemulihan.sisa(staf.account.id) == 9
        judul = session.scalars(select(Notifikasi.judul).where(Notifikasi.pegawai_id == staf.pegawai.id)).all()
        assert "Kode pemulihan dipakai untuk masuk ke akun Anda" in judul
        baru = services.buat_kode_pemulihan(staf.actor, session.get_one(Account, staf.account.id))
    with db.transaksi():
        assert not pemulihan.cocok(staf.account.id, kode[0]), "the old sheet is dead"
        assert pemulihan.cocok(staf.account.id, baru[0])


def test_pendaftaran_milik_akun_lain_atau_yang_lama_ditolak(staf: Orang, pagi: datetime) -> None:
    with db.transaksi():
        lain = orang("Rizki", "Staf", unit=UnitFactory())
    with db.transaksi():
        daftar = totp.mulai(staf.account, "Kota")
        kode = pyotp.TOTP(daftar.rahasia)
        for akun, saat, isi in (
            (lain.account, nanti(1), kode.at(nanti(1))),
            (staf.account, nanti(1801), kode.at(nanti(1801))),
            (staf.account, nanti(1), "000000"),
            (staf.account, nanti(1), ""),
        ):
            with clock.frozen(saat), pytest.raises(Exception, match=r"terlalu lama|tidak cocok"):
                totp.pasang(akun, daftar.tanda, isi)
        assert session.scalar(select(func.count()).select_from(FaktorTotp)) == 0


# Who must ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def kepala(app: Suite) -> Orang:
    with db.transaksi():
        satu = orang("Iskandar Mahmud", "Kepala Dinas", unit=UnitFactory(), kepala=True, eselon="II.b")
        satu.account.sandi = password.sandikan(SANDI)
        return satu


def test_yang_menandatangani_diberi_tenggang_lalu_harus_memasang(kepala: Orang, app: Suite, pagi: datetime) -> None:
    for ke in range(3):
        klien = app.test_client()
        sandi(klien, kepala)
        halaman = klien.get("/akun")
        assert halaman.status_code == 200
        assert ("Ini yang terakhir" if ke == 2 else f"Masih {2 - ke} kali masuk") in halaman.text
    klien = app.test_client()
    sandi(klien, kepala)
    for alamat in ("/", "/akun", "/surat-keluar", "/akun/sandi", "/akun/surel"):
        assert klien.get(alamat).location == "/akun/keamanan"
    assert "Pasang faktor kedua dahulu" in klien.get("/akun/keamanan").text
    halaman = klien.get("/akun/keamanan/aplikasi").text
    tanda = halaman.split('name="tanda" value="')[1].split('"')[0]
    rahasia = halaman.split("data-rahasia>")[1].split("<")[0].replace(" ", "")
    salah = klien.post("/akun/keamanan/aplikasi", data={"tanda": tanda, "kode": "000000"})
    assert salah.status_code == 422 and rahasia[:4] in salah.text, "the same QR stays while one tries"
    jawab = klien.post("/akun/keamanan/aplikasi", data={"tanda": tanda, "kode": pyotp.TOTP(rahasia).at(SAAT)})
    assert jawab.status_code == 200 and jawab.text.count('<li class="s-kode">') == 10
    assert di_dalam(klien), "from now on everything is open"
    with db.transaksi(), pytest.raises(AturanDilanggar, match="mewajibkan"):
        services.lepas_totp(kepala.actor, session.get_one(Account, kepala.account.id))


def test_tenggang_juga_habis_oleh_hari(kepala: Orang, app: Suite, pagi: datetime) -> None:
    sandi(app.test_client(), kepala)
    with clock.frozen(SAAT + timedelta(days=8)):
        klien = app.test_client()
        sandi(klien, kepala)
        assert klien.get("/akun").location == "/akun/keamanan"


def test_yang_tidak_wajib_tidak_dihitung_dan_kota_dapat_mematikannya(
    staf: Orang, kepala: Orang, app: Suite, pagi: datetime
) -> None:
    sandi(app.test_client(), staf)
    with db.transaksi():
        pengaturan.simpan({"akun.faktor_kedua_wajib": False})
    for _ in range(5):
        klien = app.test_client()
        sandi(klien, kepala)
        assert di_dalam(klien)
    with db.transaksi(baca=True):
        assert session.scalar(select(func.count()).select_from(TenggangFaktor)) == 0


# Reset by an admin ------------------------------------------------------------------------------------------------


def test_admin_menghapus_faktor_yang_hilang_dan_pegawai_tahu(kepala: Orang, app: Suite, pagi: datetime) -> None:
    pasang(kepala.account)
    with db.transaksi():
        admin = orang("Rizki Maulana", "Admin", unit=UnitFactory())
        beri(admin, "admin", None)
        asing = orang("Orang Lain", "Staf", unit=UnitFactory())
    with db.transaksi():
        account = session.get_one(Account, kepala.account.id)
        with pytest.raises((TanpaIzin, TidakDitemukan)):
            services.setel_ulang(asing.actor, account, "iseng")
        with pytest.raises(AturanDilanggar, match="alasan"):
            services.setel_ulang(admin.actor, account, " ")
        services.setel_ulang(admin.actor, account, "Ponsel hilang di sungai")
    with db.transaksi(baca=True):
        assert not punya(kepala.account.id)
        assert session.scalar(select(func.count()).select_from(KodePemulihan)) == 0
        judul = session.scalars(select(Notifikasi.judul).where(Notifikasi.pegawai_id == kepala.pegawai.id)).all()
        assert "Faktor kedua akun Anda dihapus oleh admin" in judul
        jejak = session.scalars(select(AuditEvent).where(AuditEvent.rantai == f"account:{kepala.account.id}")).all()
        assert any("sungai" in str(e.perubahan) and e.pelaku == admin.pegawai.nama_lengkap for e in jejak)
    klien = app.test_client()
    sandi(klien, kepala)
    assert klien.get("/akun").location == "/akun/keamanan", "no grace after a reset"


def test_melepas_faktor_yang_terakhir_menghanguskan_kode_pemulihan(staf: Orang, pagi: datetime) -> None:
    _, kode = pasang(staf.account)
    with db.transaksi():
        services.lepas_totp(staf.actor, session.get_one(Account, staf.account.id))
    with db.transaksi():
        assert not pemulihan.cocok(staf.account.id, kode[0])
        with pytest.raises(AturanDilanggar):
            services.buat_kode_pemulihan(staf.actor, session.get_one(Account, staf.account.id))


def test_sesi_yang_lama_memastikan_diri_dahulu(staf: Orang, app: Suite) -> None:
    klien = app.test_client()
    with clock.frozen(SAAT):
        sandi(klien, staf)
        assert klien.get("/akun/keamanan/aplikasi").status_code == 200
    with clock.frozen(nanti(16 * 60)):
        for jalankan in (
            lambda: klien.get("/akun/keamanan/aplikasi"),
            lambda: klien.post("/akun/keamanan/aplikasi/lepas"),
            lambda: klien.post("/akun/keamanan/kunci", data={"nama": "x"}),
            lambda: klien.post("/akun/keamanan/kode-pemulihan"),
        ):
            assert jalankan().location.startswith("/akun/keamanan/pastikan")
        assert klien.post("/akun/keamanan/pastikan", data={"sandi": "bukan ini"}).status_code == 422
        jawab = klien.post("/akun/keamanan/pastikan", data={"sandi": SANDI, "berikut": "/akun/keamanan/aplikasi"})
        assert jawab.location == "/akun/keamanan/aplikasi"
        assert klien.get("/akun/keamanan/aplikasi").status_code == 200


def test_kunci_sandi_hanya_di_alamat_bernama(config) -> None:
    from dataclasses import replace

    for alamat, harap in (
        ("http://localhost:8000", True), ("https://suite.kota.go.id", True), ("http://127.0.0.1:8000", False),
        ("https://10.0.0.1", False), ("http://suite.kota.go.id", False),
    ):  # fmt: skip
        assert kunci.tersedia(replace(config, base_url=alamat)) is harap


@pytest.mark.parametrize(
    "isi", ["", "{", "[]", "null", '{"rawId": 1}', '{"rawId": "AAAA", "response": {}}', "x" * 30_000]
)
def test_jawaban_kunci_yang_rusak_hanya_ditolak(staf: Orang, app: Suite, isi: str) -> None:
    klien = app.test_client()
    jawab = klien.post("/masuk/kunci", data={"kredensial": isi})
    assert jawab.status_code in (422, 429) and "Kunci sandi tidak dikenali" in jawab.text


# New devices ------------------------------------------------------------------------------------------------------


def test_gawai_baru_diberitahukan_dan_yang_lama_tidak(staf: Orang, app: Suite) -> None:
    def kabar() -> list[str]:
        with db.transaksi(baca=True):
            return list(session.scalars(select(Notifikasi.isi).where(Notifikasi.judul.startswith("Akun Anda masuk"))))

    pertama = app.test_client()
    sandi(pertama, staf)
    assert kabar() == [], "the first of all is no news"
    pertama.post("/keluar")
    sandi(pertama, staf)
    assert kabar() == [], "known by its cookie"
    lain = app.test_client()
    lain.post(
        "/masuk", data={"pengenal": staf.account.nama_login, "sandi": SANDI},
        headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/156.0 Safari/537.36"},
    )  # fmt: skip
    assert len(kabar()) == 1 and "Chrome di Windows" in kabar()[0]
