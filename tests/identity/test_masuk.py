"""Logging in: who may, who must wait, and that no answer tells who exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from suite.core import clock, db
from suite.core.audit import AuditEvent
from suite.core.db import session
from suite.core.http.application import Suite
from suite.core.identity import password, rules, services, sessions
from suite.core.identity.models import Account, PercobaanMasuk, SesiMasuk
from suite.core.identity.services.masuk import SALAH
from tests.factories import AccountFactory, PegawaiFactory, PenugasanFactory

SANDI = "perahu layar senja kelabu"
PUKUL_DELAPAN = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)  # 08.00 WIB


@pytest.fixture
def ratna(app: Suite) -> Account:
    """Ratna Dewi, with a post, an e-mail address and a password."""
    with db.transaksi():
        pegawai = PegawaiFactory(nama="Ratna Dewi", nip="198209172006042008", surel="ratna@pontianak.go.id")
        PenugasanFactory(pegawai=pegawai)
        return AccountFactory(pegawai=pegawai, nama_login="ratna.dewi", sandi=password.sandikan(SANDI))


@pytest.fixture
def pagi() -> Iterator[datetime]:
    with clock.frozen(PUKUL_DELAPAN):
        yield PUKUL_DELAPAN


def coba(klien: FlaskClient, nama: str, sandi: str, ip: str = "10.0.0.7") -> tuple[int, str]:
    jawab = klien.post("/masuk", data={"pengenal": nama, "sandi": sandi}, environ_base={"REMOTE_ADDR": ip})
    return jawab.status_code, jawab.get_data(as_text=True)


def hasil(nama: str, sandi: str, ip: str = "") -> services.HasilMasuk:
    with db.transaksi():
        return services.masukkan(nama, sandi, ip=ip)


@pytest.mark.parametrize("nama", ["198209172006042008", "19820917 200604 2 008", "Ratna@Pontianak.go.id", "ratna.dewi"])
def test_masuk_dengan_nip_surel_atau_nama_akun(ratna: Account, klien: FlaskClient, nama: str) -> None:
    status, _ = coba(klien, nama, SANDI)
    assert status == 302
    assert klien.get("/akun").status_code == 200


def test_sandi_salah_dan_nama_tidak_dikenal_dijawab_sama(ratna: Account, app: Suite) -> None:
    dikenal = [coba(app.test_client(), "ratna.dewi", "bukan sandinya") for _ in range(7)]
    asing = [coba(app.test_client(), "tak.dikenal", "bukan sandinya", ip="10.0.0.8") for _ in range(7)]
    samakan = [(s, isi.replace("tak.dikenal", "ratna.dewi")) for s, isi in asing]
    # What differs by nature: token of the form, request id, and the seconds that pass while the test runs.
    assert [s for s, _ in dikenal] == [s for s, _ in samakan] == [422] * 4 + [429] * 3
    for (_, satu), (_, dua) in zip(dikenal[:4], samakan[:4], strict=True):
        assert SALAH in satu and SALAH in dua
        assert len(satu) == len(dua)


def test_nama_tidak_dikenal_membayar_kerja_argon2_yang_sama(ratna: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    diperiksa: list[str] = []
    asli = password._hasher.verify
    monkeypatch.setattr(
        password, "_hasher", type("H", (), {
            "verify": staticmethod(lambda h, s: (diperiksa.append(h), asli(h, s))[1]),
            "hash": staticmethod(password._hasher.hash),
            "check_needs_rehash": staticmethod(lambda h: False),
        })(),
    )  # fmt: skip
    for nama in ("ratna.dewi", "tak.dikenal", "198501012010011001"):
        assert not hasil(nama, "salah sekali").berhasil
    with db.transaksi():
        session.get_one(Account, ratna.id).aktif = False
    assert not hasil("ratna.dewi", SANDI).berhasil
    ongkos = [h.rsplit("$", 2)[0] for h in diperiksa]
    assert len(diperiksa) == 4
    assert set(ongkos) == {"$argon2id$v=19$m=19456,t=2,p=1"}


@pytest.mark.parametrize("nama", ["ratna.dewi", "tak.dikenal"])
def test_jeda_tumbuh_dari_30_detik_sampai_15_menit(ratna: Account, pagi: datetime, nama: str) -> None:
    kini, tunggu = pagi, []
    for ke in range(1, 13):
        with clock.frozen(kini):
            jawab = hasil(nama, "salah terus")
        if ke < rules.BATAS_NAMA:
            assert (jawab.pesan, jawab.tunggu) == (SALAH, 0)
        else:
            tunggu.append(jawab.tunggu)
            assert "Coba lagi" in jawab.pesan and "WIB" in jawab.pesan
        kini += timedelta(seconds=jawab.tunggu)
    assert tunggu == [30, 60, 120, 240, 480, 900, 900, 900]


def test_selama_jeda_sandi_yang_benar_pun_menunggu(ratna: Account, pagi: datetime) -> None:
    for _ in range(rules.BATAS_NAMA):
        hasil("ratna.dewi", "salah terus")
    with clock.frozen(pagi + timedelta(seconds=29)):
        ditolak = hasil("ratna.dewi", SANDI)
        assert (ditolak.berhasil, ditolak.tunggu) == (False, 1)
    with clock.frozen(pagi + timedelta(seconds=30)):
        assert hasil("ratna.dewi", SANDI).berhasil


def test_pesan_jeda_menyebut_kapan(ratna: Account, pagi: datetime) -> None:
    for _ in range(rules.BATAS_NAMA):
        jawab = hasil("ratna.dewi", "salah terus")
    assert "30 detik lagi" in jawab.pesan
    assert "pukul 08.01 WIB" in jawab.pesan  # rounded up to the minute that the wall clock shows


def test_masuk_berhasil_menghapus_hitungan_nama(ratna: Account, pagi: datetime) -> None:
    for _ in range(rules.BATAS_NAMA - 1):
        hasil("ratna.dewi", "salah terus")
    assert hasil("ratna.dewi", SANDI).berhasil
    for _ in range(rules.BATAS_NAMA - 1):
        assert hasil("ratna.dewi", "salah terus").tunggu == 0


def test_satu_alamat_yang_menebak_banyak_nama_ikut_ditunda(ratna: Account, pagi: datetime) -> None:
    for i in range(rules.BATAS_ALAMAT):
        jawab = hasil(f"orang.{i}", "musim2026", ip="10.9.9.9")
    assert jawab.tunggu == 30
    assert hasil("ratna.dewi", SANDI, ip="10.9.9.9").tunggu == 30
    assert hasil("ratna.dewi", SANDI, ip="10.1.1.1").berhasil


def test_satu_kantor_yang_sesekali_salah_ketik_tidak_ditunda(ratna: Account, pagi: datetime) -> None:
    for i in range(200):  # one slip every six seconds, from one address
        with clock.frozen(pagi + timedelta(seconds=6 * i)):
            assert hasil(f"orang.{i}", "salah ketik", ip="10.9.9.9").tunggu == 0


def test_nama_yang_diketik_tidak_tersimpan(ratna: Account) -> None:
    hasil("sandi-yang-terketik-di-kotak-nama", "x" * 12)
    with db.transaksi(baca=True):
        kunci = session.scalars(select(PercobaanMasuk.kunci)).all()
    assert kunci and not any("sandi" in k for k in kunci)


def test_penundaan_tercatat_dalam_audit(ratna: Account, pagi: datetime) -> None:
    for nama in ("ratna.dewi", "tak.dikenal"):
        for _ in range(rules.BATAS_NAMA):
            hasil(nama, "salah terus")
    with db.transaksi(baca=True):
        n = session.scalar(select(func.count()).where(AuditEvent.aksi == "masuk.ditunda"))
    assert n == 2


def test_sidik_berparameter_lama_diperbarui_saat_masuk(ratna: Account) -> None:
    from argon2 import PasswordHasher

    with db.transaksi():
        session.get_one(Account, ratna.id).sandi = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(
            SANDI
        )
    assert hasil("ratna.dewi", SANDI).berhasil
    with db.transaksi(baca=True):
        sandi = session.get_one(Account, ratna.id).sandi or ""
    assert "m=19456,t=2,p=1" in sandi
    assert hasil("ratna.dewi", SANDI).berhasil


# Sessions ----------------------------------------------------------------------------------------------------------


def test_masuk_memberi_sesi_baru(ratna: Account, klien: FlaskClient) -> None:
    with klien.session_transaction() as sesi:
        sesi["titipan_penyerang"] = "ya"
    coba(klien, "ratna.dewi", SANDI)
    with klien.session_transaction() as sesi:
        pertama = sesi["_user_id"]
        assert "titipan_penyerang" not in sesi
    coba(klien, "ratna.dewi", SANDI)
    with klien.session_transaction() as sesi:
        assert sesi["_user_id"] != pertama
    with db.transaksi(baca=True):
        assert sessions.muat(pertama) is None  # the session before the new login is over
        assert session.scalar(select(func.count()).where(SesiMasuk.token_hash.contains(pertama))) == 0


def test_keluar_mencabut_sesi_di_server(ratna: Account, klien: FlaskClient) -> None:
    coba(klien, "ratna.dewi", SANDI)
    with klien.session_transaction() as sesi:
        token = sesi["_user_id"]
    assert klien.post("/keluar").status_code == 302
    with klien.session_transaction() as sesi:
        sesi["_user_id"] = token  # the thief kept a copy of the cookie
    assert klien.get("/akun").status_code == 302


@pytest.mark.parametrize(("lewat", "masih"), [(timedelta(hours=7, minutes=59), True), (timedelta(hours=8), False)])
def test_sesi_yang_diam_berakhir(ratna: Account, pagi: datetime, lewat: timedelta, masih: bool) -> None:
    token = hasil("ratna.dewi", SANDI).token
    with clock.frozen(pagi + lewat), db.transaksi(baca=True):
        assert (sessions.muat(token) is not None) is masih


def test_sesi_yang_dipakai_terus_berakhir_setelah_12_jam(ratna: Account, pagi: datetime) -> None:
    token = hasil("ratna.dewi", SANDI).token
    for jam in (4, 8, 11):
        with clock.frozen(pagi + timedelta(hours=jam)), db.transaksi(baca=True):
            assert sessions.muat(token) is not None
    with clock.frozen(pagi + timedelta(hours=12)), db.transaksi(baca=True):
        assert sessions.muat(token) is None


def test_membaca_halaman_mencatat_pemakaian_paling_sering_tiap_5_menit(ratna: Account, pagi: datetime) -> None:
    token = hasil("ratna.dewi", SANDI).token

    def terakhir() -> datetime:
        with db.transaksi(baca=True):
            return session.scalars(select(SesiMasuk.terakhir_pada)).one()

    for menit, tercatat in ((4, 0), (6, 6), (10, 6), (12, 12)):
        with clock.frozen(pagi + timedelta(minutes=menit)), db.transaksi(baca=True):
            sessions.muat(token)
        assert terakhir() == pagi + timedelta(minutes=tercatat)


def test_akun_yang_dinonaktifkan_keluar_seketika(ratna: Account, klien: FlaskClient) -> None:
    coba(klien, "ratna.dewi", SANDI)
    assert klien.get("/akun").status_code == 200
    with db.transaksi():
        session.get_one(Account, ratna.id).aktif = False
    assert klien.get("/akun").status_code == 302


def test_ganti_sandi_mengeluarkan_gawai_lain(ratna: Account, app: Suite) -> None:
    ponsel, kantor = app.test_client(), app.test_client()
    coba(ponsel, "ratna.dewi", SANDI)
    coba(kantor, "ratna.dewi", SANDI)
    isi = {"sandi_lama": SANDI, "sandi_baru": "kursi hijau dekat jendela"}
    assert kantor.post("/akun/sandi", data=isi).status_code == 302
    assert kantor.get("/akun").status_code == 200
    assert ponsel.get("/akun").status_code == 302
    assert not hasil("ratna.dewi", SANDI).berhasil
    assert hasil("ratna.dewi", "kursi hijau dekat jendela").berhasil


def test_ganti_sandi_memerlukan_sandi_lama_dan_menghitung_tebakan(ratna: Account, klien: FlaskClient) -> None:
    coba(klien, "ratna.dewi", SANDI)
    isi = {"sandi_lama": "tebakan saya saja", "sandi_baru": "kursi hijau dekat jendela"}
    status = [klien.post("/akun/sandi", data=isi).status_code for _ in range(6)]
    assert status == [422] * 4 + [429] * 2
    assert hasil("ratna.dewi", SANDI).berhasil


def test_mencabut_satu_sesi_hanya_milik_sendiri(ratna: Account, app: Suite) -> None:
    with db.transaksi():
        lain = AccountFactory(sandi=password.sandikan("sandi orang lain sekali"), nama_login="budi.s")
        sessions.buka(lain)
        sesi_lain = session.scalars(select(SesiMasuk.id).where(SesiMasuk.account_id == lain.id)).one()
    satu, dua = app.test_client(), app.test_client()
    coba(satu, "ratna.dewi", SANDI)
    coba(dua, "ratna.dewi", SANDI)
    assert satu.post(f"/akun/sesi/{sesi_lain}/cabut").status_code == 404
    with db.transaksi(baca=True):
        milik = session.scalars(
            select(SesiMasuk.id).where(SesiMasuk.account_id == ratna.id).order_by(SesiMasuk.id)
        ).all()
        assert session.get_one(SesiMasuk, sesi_lain).dicabut_pada is None
    assert satu.post(f"/akun/sesi/{milik[1]}/cabut").status_code == 302
    assert dua.get("/akun").status_code == 302
    assert satu.get("/akun/sesi").status_code == 200


@pytest.mark.parametrize(
    ("lanjut", "ke"),
    [
        ("/surat/masuk?tab=baru", "/surat/masuk?tab=baru"),
        ("https://jahat.example/", "/"),
        ("//jahat.example/", "/"),
        ("/\\jahat.example", "/"),
        ("/\t/jahat.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_lanjut_hanya_di_situs_sendiri(ratna: Account, klien: FlaskClient, lanjut: str, ke: str) -> None:
    data = {"pengenal": "ratna.dewi", "sandi": SANDI, "berikut": lanjut}
    assert klien.post("/masuk", data=data).headers["Location"] == ke


def test_sandi_yang_harus_diganti_mendahului_halaman_lain(ratna: Account, klien: FlaskClient) -> None:
    with db.transaksi():
        session.get_one(Account, ratna.id).sandi_harus_ganti = True
    coba(klien, "ratna.dewi", SANDI)
    assert klien.get("/akun").headers["Location"] == "/akun/sandi"
    klien.post("/akun/sandi", data={"sandi_lama": SANDI, "sandi_baru": "kursi hijau dekat jendela"})
    assert klien.get("/akun").status_code == 200


def test_karakter_nol_dan_nama_raksasa_bukan_galat_sistem(klien: FlaskClient) -> None:
    for nama in ("a\x00b", "x" * 100_000, "9" * 5000, "", "' OR 1=1 --"):
        assert coba(klien, nama, "salah sekali lagi")[0] == 422


def test_seratus_tebakan_serentak_tetap_dihitung_satu_per_satu(ratna: Account) -> None:
    """Guesses sent at once must not all be judged by the count before them."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(12) as kolam:
        jawab = list(kolam.map(lambda i: hasil("ratna.dewi", f"tebakan ke-{i}"), range(24)))
    assert sum(j.tunggu == 0 for j in jawab) == rules.BATAS_NAMA - 1
    with db.transaksi(baca=True):
        assert session.scalars(select(PercobaanMasuk.gagal)).one() == rules.BATAS_NAMA


def test_formulir_asli_dengan_csrf_menyala(ratna: Account, app: Suite) -> None:
    """The forms as a browser sends them, the CSRF token taken from the page."""
    app.config["WTF_CSRF_ENABLED"] = True
    klien = app.test_client()

    def kirim(alamat: str, data: dict[str, str], halaman: str = "") -> int:
        isi = klien.get(halaman or alamat).get_data(as_text=True)
        tanda = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', isi.split("<main")[1])
        assert tanda is not None
        return klien.post(alamat, data=data | {"csrf_token": tanda[1]}).status_code

    data = {"pengenal": "ratna.dewi", "sandi": SANDI}
    assert klien.post("/masuk", data=data).status_code == 400
    assert kirim("/masuk", data) == 302
    assert kirim("/akun/pengaturan", {"tema": "gelap", "kerapatan": "lega", "pintasan_huruf": "ya"}) == 302
    assert (
        klien.post("/akun/sandi", data={"sandi_lama": SANDI, "sandi_baru": "kursi hijau dekat jendela"}).status_code
        == 400
    )
    assert kirim("/akun/sandi", {"sandi_lama": SANDI, "sandi_baru": "kursi hijau dekat jendela"}) == 302
    assert kirim("/keluar", {}, halaman="/akun/pengaturan") == 302
