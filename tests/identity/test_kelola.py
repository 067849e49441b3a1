"""The office's admin: one-time codes, roles, accounts; what an admin must not be able to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from suite.core import clock, db, policy
from suite.core.audit import AuditEvent
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TanpaIzin, TidakDitemukan
from suite.core.http.application import Suite
from suite.core.identity import password, services
from suite.core.identity.models import Account, KodeSekali, Peran
from suite.core.notifications import Notifikasi
from tests.factories import AccountFactory, PegawaiFactory, PenugasanFactory, PeranFactory
from tests.identity.dunia import Dunia, Orang, bangun, orang

SANDI = "perahu layar senja kelabu"
BARU = "kursi hijau dekat jendela"
SELASA = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def waktu() -> Iterator[None]:
    with clock.frozen(SELASA):
        yield


@pytest.fixture
def dunia(app: Suite) -> Dunia:
    with db.transaksi():
        return bangun()


def buat(dunia: Dunia, untuk: Orang, oleh: Orang | None = None) -> str:
    with db.transaksi():
        account = session.get_one(Account, untuk.account.id)
        return services.buat_kode((oleh or dunia.admin).actor, account)


def setel(untuk: Orang, kode: str, sandi: str = BARU) -> services.HasilSandi:
    with db.transaksi():
        return services.setel_sandi_dengan_kode(untuk.pegawai.nip, kode, sandi)


def masuk(siapa: Orang, sandi: str = BARU) -> bool:
    with db.transaksi():
        return services.masukkan(siapa.pegawai.nip, sandi).berhasil


# One-time codes ----------------------------------------------------------------------------------------------------


def test_kode_dari_admin_membuka_jalan_satu_kali(dunia: Dunia) -> None:
    kode = buat(dunia, dunia.staf)
    assert setel(dunia.staf, kode.lower().replace("-", " ")).berhasil
    assert masuk(dunia.staf)
    assert "tidak cocok atau sudah tidak berlaku" in setel(dunia.staf, kode, "sandi yang lain lagi").pesan
    assert masuk(dunia.staf)


def test_kode_tersimpan_sebagai_sidik_saja(dunia: Dunia) -> None:
    kode = buat(dunia, dunia.staf).replace("-", "")
    with db.transaksi(baca=True):
        baris = session.scalars(select(KodeSekali)).one()
        audit = str([e.perubahan for e in session.scalars(select(AuditEvent))])
    assert baris.kode_hash.startswith("$argon2id$")
    assert kode not in audit and "argon2" not in audit


def test_kode_hangus_setelah_24_jam(dunia: Dunia) -> None:
    with clock.frozen(SELASA):
        kode = buat(dunia, dunia.staf)
    with clock.frozen(SELASA + timedelta(hours=24)):
        assert not setel(dunia.staf, kode).berhasil
    with clock.frozen(SELASA + timedelta(hours=23, minutes=59)):
        assert setel(dunia.staf, kode).berhasil


def test_lima_kali_salah_mematikan_kode(dunia: Dunia) -> None:
    with clock.frozen(SELASA):
        kode = buat(dunia, dunia.staf)
        for _ in range(5):
            assert not setel(dunia.staf, "AAAA-AAAA").berhasil
    with clock.frozen(SELASA + timedelta(hours=1)):  # the waiting is over, the code is dead all the same
        hasil = setel(dunia.staf, kode)
    assert (hasil.field, hasil.berhasil) == ("kode", False)


def test_kode_baru_mematikan_yang_lama(dunia: Dunia) -> None:
    lama, baru = buat(dunia, dunia.staf), buat(dunia, dunia.staf)
    assert not setel(dunia.staf, lama).berhasil
    assert setel(dunia.staf, baru).berhasil


def test_sandi_yang_lemah_tidak_menghabiskan_percobaan(dunia: Dunia) -> None:
    kode = buat(dunia, dunia.staf)
    for _ in range(6):
        assert setel(dunia.staf, kode, "pendek").field == "sandi_baru"
    assert setel(dunia.staf, kode).berhasil


def test_kode_mengeluarkan_semua_gawai(dunia: Dunia, masuk_sebagai: Callable[[Account], FlaskClient]) -> None:
    gawai = masuk_sebagai(dunia.staf.account)
    assert gawai.get("/akun").status_code == 200
    assert setel(dunia.staf, buat(dunia, dunia.staf)).berhasil
    assert gawai.get("/akun").status_code == 302


def test_lupa_sandi_tidak_membocorkan_siapa_yang_ada(dunia: Dunia, app: Suite) -> None:
    buat(dunia, dunia.staf)
    jawab = []
    for nip in (dunia.staf.pegawai.nip, dunia.kabid.pegawai.nip, "199001012015011001"):
        isi = {"pengenal": nip, "kode": "AAAA-AAAA", "sandi_baru": BARU}
        for _ in range(6):
            akhir = app.test_client().post("/lupa-sandi", data=isi)
        jawab.append((akhir.status_code, akhir.get_data(as_text=True).replace(nip, "N" * 18)))
    assert [s for s, _ in jawab] == [429] * 3
    assert all("Terlalu banyak percobaan" in isi for _, isi in jawab)


def test_pemilik_akun_diberi_tahu_bahwa_kode_dibuat(dunia: Dunia) -> None:
    buat(dunia, dunia.staf)
    with db.transaksi(baca=True):
        kabar = session.scalars(select(Notifikasi).where(Notifikasi.pegawai_id == dunia.staf.pegawai.id)).one()
    assert "Dibuat oleh Dewi" in kabar.isi


def test_admin_hanya_membuat_kode_di_dinasnya(dunia: Dunia) -> None:
    with pytest.raises(TidakDitemukan):
        buat(dunia, dunia.sekda)
    assert buat(dunia, dunia.sekda, oleh=dunia.admin_kota)
    with pytest.raises(TanpaIzin), db.transaksi():
        policy.pastikan("akun.kelola", dunia.kabid.actor)


def test_plh_di_dinas_lain_tidak_membawa_akunnya_ke_admin_sana(dunia: Dunia) -> None:
    with db.transaksi():
        lain = PenugasanFactory(
            pegawai=PegawaiFactory(nama="Orang Setda"), jabatan__unit=dunia.setda, jabatan__nama="Kepala Bagian"
        )
        account = AccountFactory(pegawai=lain.pegawai)
        PenugasanFactory(pegawai=lain.pegawai, jabatan=dunia.kosong, jenis="Plt.", selesai=date(2099, 1, 1))
    with pytest.raises(TidakDitemukan), db.transaksi():
        services.buat_kode(dunia.admin.actor, session.get_one(Account, account.id))


def test_admin_dinas_tidak_dapat_naik_lewat_akun_admin_kota(dunia: Dunia) -> None:
    """An admin of the city who works in the dinas: the dinas' own admin must not reset that password."""
    with db.transaksi():
        tamu = orang("Admin Kota di Kominfo", "Pranata Komputer", unit=dunia.dinas)
        PeranFactory(pegawai=tamu.pegawai, nama="admin", unit=None)
    with pytest.raises(TidakDitemukan):
        buat(dunia, tamu)
    assert buat(dunia, tamu, oleh=dunia.admin_kota)


def test_akun_sendiri_bukan_lewat_kode(dunia: Dunia) -> None:
    with pytest.raises(AturanDilanggar, match="akun Anda sendiri"):
        buat(dunia, dunia.admin)


# Roles -------------------------------------------------------------------------------------------------------------


def beri_peran(oleh: Orang, kepada: Orang, nama: str, unit: object, alasan: str = "SK 800/1/2026") -> Peran:
    with db.transaksi():
        return services.beri_peran(oleh.actor, kepada.pegawai, nama, unit, alasan=alasan)  # type: ignore[arg-type]


def test_admin_memberi_peran_di_dinasnya(dunia: Dunia) -> None:
    beri_peran(dunia.admin, dunia.staf, "arsiparis", dunia.dinas)
    with db.transaksi(baca=True):
        assert f"arsiparis@{dunia.dinas.id}" in dunia.staf.actor.peran
        kejadian = session.scalars(
            select(AuditEvent).where(AuditEvent.rantai == f"pegawai:{dunia.staf.pegawai.id}")
        ).all()
    assert kejadian[-1].aksi == "peran.beri"
    assert (kejadian[-1].pelaku, kejadian[-1].perubahan[0]["sesudah"]["dasar"]) == ("Dewi", "SK 800/1/2026")


def test_tidak_ada_yang_memberi_peran_kepada_diri_sendiri(dunia: Dunia) -> None:
    for siapa, unit in ((dunia.admin, dunia.dinas), (dunia.admin_kota, None)):
        with pytest.raises(TanpaIzin, match="diri sendiri"):
            beri_peran(siapa, siapa, "arsiparis", unit)


def test_admin_dinas_tidak_memberi_peran_kota_atau_di_dinas_lain(dunia: Dunia) -> None:
    with pytest.raises(TanpaIzin, match="yang Anda kelola"):
        beri_peran(dunia.admin, dunia.staf, "arsiparis", None)
    with pytest.raises(TanpaIzin, match="yang Anda kelola"):
        beri_peran(dunia.admin, dunia.staf, "arsiparis", dunia.setda)
    with pytest.raises(TanpaIzin, match="hanya diberikan oleh admin kota"):
        beri_peran(dunia.admin, dunia.staf, "admin", dunia.dinas)
    with pytest.raises(TidakDitemukan):
        beri_peran(dunia.admin, dunia.sekda, "arsiparis", dunia.dinas)
    beri_peran(dunia.admin_kota, dunia.staf, "admin", dunia.dinas)


def test_peran_memerlukan_dasar_dan_tidak_rangkap(dunia: Dunia) -> None:
    with pytest.raises(AturanDilanggar, match="dasar atau alasannya"):
        beri_peran(dunia.admin, dunia.staf, "arsiparis", dunia.dinas, alasan=" ")
    beri_peran(dunia.admin, dunia.staf, "arsiparis", dunia.dinas)
    with pytest.raises(AturanDilanggar, match="sudah memegang peran Arsiparis"):
        beri_peran(dunia.admin, dunia.staf, "arsiparis", dunia.dinas)


def test_peran_yang_diakhiri_hilang_seketika_dan_riwayatnya_tinggal(dunia: Dunia) -> None:
    with db.transaksi():
        peran = PeranFactory(pegawai=dunia.staf.pegawai, nama="arsiparis", unit=dunia.dinas)
    with db.transaksi():
        services.akhiri_peran(dunia.admin.actor, session.get_one(Peran, peran.id), "mutasi")
    with db.transaksi(baca=True):
        assert not dunia.staf.actor.punya_peran("arsiparis")
        assert session.get_one(Peran, peran.id).selesai == clock.today()
        aksi = session.scalars(select(AuditEvent.aksi).where(AuditEvent.rantai == f"pegawai:{dunia.staf.pegawai.id}"))
        assert "peran.akhiri" in set(aksi)


def test_peran_yang_baru_diberikan_hari_ini_dapat_ditarik(dunia: Dunia) -> None:
    peran = beri_peran(dunia.admin, dunia.staf, "arsiparis", dunia.dinas)
    with db.transaksi():
        services.akhiri_peran(dunia.admin.actor, session.get_one(Peran, peran.id), "salah orang")
    with db.transaksi(baca=True):
        assert session.get(Peran, peran.id) is None
        assert not dunia.staf.actor.punya_peran("arsiparis")


def test_admin_dinas_tidak_mengakhiri_peran_kota(dunia: Dunia) -> None:
    with db.transaksi():
        auditor = PeranFactory(pegawai=dunia.staf.pegawai, nama="auditor", unit=None)
        admin = PeranFactory(pegawai=dunia.staf.pegawai, nama="admin", unit=dunia.dinas)
    for peran in (auditor, admin):
        with pytest.raises(TidakDitemukan), db.transaksi():
            services.akhiri_peran(dunia.admin.actor, session.get_one(Peran, peran.id), "iseng")


# Accounts ----------------------------------------------------------------------------------------------------------


def test_nonaktif_mengeluarkan_dan_menolak_masuk(dunia: Dunia, masuk_sebagai: Callable[[Account], FlaskClient]) -> None:
    with db.transaksi():
        session.get_one(Account, dunia.staf.account.id).sandi = password.sandikan(SANDI)
    gawai, meja = masuk_sebagai(dunia.staf.account), masuk_sebagai(dunia.admin.account)
    alamat = f"/admin/akun/{dunia.staf.account.id}/nonaktif"
    assert meja.post(alamat, data={"alasan": ""}).status_code == 422
    assert gawai.get("/akun").status_code == 200
    assert meja.post(alamat, data={"alasan": "cuti di luar tanggungan negara"}).status_code == 302
    assert gawai.get("/akun").status_code == 302
    assert not masuk(dunia.staf, SANDI)
    meja.post(alamat.replace("nonaktif", "aktif"), data={"alasan": "kembali bertugas"})
    assert masuk(dunia.staf, SANDI)


def test_admin_tidak_menonaktifkan_dirinya(dunia: Dunia, masuk_sebagai: Callable[[Account], FlaskClient]) -> None:
    meja = masuk_sebagai(dunia.admin.account)
    jawab = meja.post(f"/admin/akun/{dunia.admin.account.id}/nonaktif", data={"alasan": "mau libur"})
    assert jawab.status_code == 422
    assert meja.get("/akun").status_code == 200


def test_kode_tampil_satu_kali_di_halaman(dunia: Dunia, masuk_sebagai: Callable[[Account], FlaskClient]) -> None:
    meja = masuk_sebagai(dunia.admin.account)
    jawab = meja.post(f"/admin/akun/{dunia.staf.account.id}/kode")
    isi = jawab.get_data(as_text=True)
    kode = isi.split('s-kode">')[1].split("<")[0]
    assert jawab.headers["Cache-Control"] == "no-store"
    assert kode not in meja.get(f"/admin/pegawai/{dunia.staf.pegawai.id}").get_data(as_text=True)
    assert setel(dunia.staf, kode).berhasil


def test_daftar_pegawai_dibatasi_dinas_admin(dunia: Dunia, masuk_sebagai: Callable[[Account], FlaskClient]) -> None:
    dinas = masuk_sebagai(dunia.admin.account).get("/admin/akun").get_data(as_text=True)
    assert "Bayu" in dinas and "Mulyadi" not in dinas
    kota = masuk_sebagai(dunia.admin_kota.account).get("/admin/akun").get_data(as_text=True)
    assert "Bayu" in kota and "Mulyadi" in kota
    cari = masuk_sebagai(dunia.admin_kota.account).get("/admin/akun?q=mulya").get_data(as_text=True)
    assert "Mulyadi" in cari and "Bayu" not in cari
    assert masuk_sebagai(dunia.staf.account).get("/admin/akun").status_code == 403
    assert masuk_sebagai(dunia.admin.account).get(f"/admin/pegawai/{dunia.sekda.pegawai.id}").status_code == 404


def test_daftar_pegawai_berhalaman_dan_tidak_kehilangan_siapa_pun(
    dunia: Dunia, masuk_sebagai: Callable[[Account], FlaskClient]
) -> None:
    with db.transaksi():
        for i in range(30):
            orang(f"Pegawai Ke{i:02d}", "Staf", unit=dunia.dinas)
    meja = masuk_sebagai(dunia.admin.account)
    satu = meja.get("/admin/akun").get_data(as_text=True)
    lama = re.search(r'href="([^"]+)" data-lama', satu)
    assert lama is not None
    dua = meja.get(lama[1].replace("&amp;", "&")).get_data(as_text=True)
    nama = re.findall(r"Pegawai Ke\d\d", satu) + re.findall(r"Pegawai Ke\d\d", dua)
    assert sorted(set(nama)) == [f"Pegawai Ke{i:02d}" for i in range(30)]
    assert len(nama) == 30
    assert meja.get("/admin/akun?k=bukan-kursor").status_code == 400


def test_keadaan_seseorang_pada_suatu_tanggal(
    dunia: Dunia, masuk_sebagai: Callable[[Account], FlaskClient], waktu: None
) -> None:
    with db.transaksi():
        PeranFactory(
            pegawai=dunia.staf.pegawai,
            nama="arsiparis",
            unit=dunia.dinas,
            mulai=date(2021, 1, 1),
            selesai=date(2022, 1, 1),
        )
    meja = masuk_sebagai(dunia.admin.account)
    alamat = f"/admin/pegawai/{dunia.staf.pegawai.id}"

    def berlaku(pada: str) -> str:
        isi = meja.get(f"{alamat}?pada={pada}").get_data(as_text=True)
        return isi.split("Lihat keadaan pada")[1].split("Riwayat penugasan")[0]

    assert "Arsiparis" in berlaku("2021-06-30") and "Pranata Komputer" in berlaku("2021-06-30")
    assert "Arsiparis" not in berlaku("2022-01-01")
    assert "Tidak ada penugasan" in berlaku("2019-12-31")
    assert meja.get(f"{alamat}?pada=kemarin").status_code == 400


def test_bertindak_sebagai_hanya_penugasan_sendiri_hari_ini(
    dunia: Dunia, masuk_sebagai: Callable[[Account], FlaskClient]
) -> None:
    with db.transaksi():
        plt = PenugasanFactory(
            pegawai=dunia.kabid.pegawai, jabatan=dunia.kosong, jenis="Plt.", selesai=date(2099, 1, 1)
        )
        lewat = PenugasanFactory(
            pegawai=dunia.kabid.pegawai,
            jabatan__unit=dunia.dinas,
            jenis="Plt.",
            mulai=date(2020, 1, 1),
            selesai=date(2020, 3, 1),
        )
    klien = masuk_sebagai(dunia.kabid.account)

    def sebagai() -> str:
        with db.transaksi(baca=True):
            return Orang(
                dunia.kabid.pegawai, dunia.kosong, session.get_one(Account, dunia.kabid.account.id), plt
            ).actor.sebutan

    assert klien.post("/bertindak", data={"penugasan": plt.id, "berikut": "/akun"}).headers["Location"] == "/akun"
    assert sebagai() == "Plt. Kepala Bidang Statistik"
    assert klien.post("/bertindak", data={"penugasan": dunia.kabid.tugas.id}).status_code == 302
    assert sebagai() == "Kepala Bidang Aplikasi"
    for bukan in (lewat.id, dunia.kadis.tugas.id, "x"):
        assert klien.post("/bertindak", data={"penugasan": bukan}).status_code == 404
    assert sebagai() == "Kepala Bidang Aplikasi"


def test_pengaturan_disimpan_pada_akun(dunia: Dunia, masuk_sebagai: Callable[[Account], FlaskClient]) -> None:
    klien = masuk_sebagai(dunia.staf.account)
    isi = {"tema": "gelap", "kerapatan": "rapat", "pintasan_huruf": "tidak"}
    assert klien.post("/akun/pengaturan", data=isi).status_code == 302
    assert klien.post("/akun/pengaturan", data=isi | {"tema": "<script>"}).status_code == 422
    with db.transaksi(baca=True):
        assert session.get_one(Account, dunia.staf.account.id).pengaturan == isi


def test_formulir_admin_membawa_csrf(dunia: Dunia, app: Suite, masuk_sebagai: Callable[[Account], FlaskClient]) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    meja, alamat = masuk_sebagai(dunia.admin.account), f"/admin/pegawai/{dunia.staf.pegawai.id}/peran"
    data = {"nama": "arsiparis", "unit": dunia.dinas.id, "alasan": "SK 1"}
    assert meja.post(alamat, data=data).status_code == 400
    isi = meja.get(alamat).get_data(as_text=True).split("<main")[1]
    tanda = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', isi)
    assert tanda is not None
    assert meja.post(alamat, data=data | {"csrf_token": tanda[1]}).status_code == 302
