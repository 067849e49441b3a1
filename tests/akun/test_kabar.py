"""News by e-mail: only to a proved address, by choice, not at night, one letter a day, nothing when there is nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from suite.core import clock, db, notifications, pengaturan
from suite.core.actor import SISTEM
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.http.application import Suite
from suite.core.identity import password
from suite.core.identity.models import Account
from suite.core.jobs.kinds import Langkah
from suite.core.kabar import jobs, services
from suite.core.kabar.models import SetelanKabar
from suite.core.kabar.rules import boleh_sejak
from suite.core.mail import SuratElektronik
from suite.core.mail.services import kirim_antrean
from suite.core.notifications import Notifikasi
from suite.core.workflow import Task
from tests.factories import JabatanFactory, PenugasanFactory, UnitFactory
from tests.harness.peladen_surel import Peladen, peladen_surel
from tests.identity.dunia import Orang, orang
from tests.identity.dunia import beri as beri_peran

SIANG = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)  # 12.00 WIB


@pytest.fixture
def staf(app: Suite) -> Orang:
    with db.transaksi():
        return orang("Bayu Saputra", "Pranata Komputer", unit=UnitFactory())


def hidupkan(p: Peladen) -> None:
    with db.transaksi():
        pengaturan.simpan(
            {
                "mail.aktif": True,
                "mail.host": p.host,
                "mail.port": p.port,
                "mail.keamanan": "none",
                "mail.dari": "suite@kota.test",
            }
        )


def setel(staf: Orang, **kw: object) -> None:
    with db.transaksi():
        session.add(SetelanKabar(pegawai_id=staf.pegawai.id, alamat="bayu@kota.test", **kw))


def jalankan(app: Suite, fungsi: object) -> None:
    langkah = Langkah(0, SISTEM, app.config["SUITE"])
    for _ in range(20):
        with app.test_request_context(), db.transaksi():
            langkah.masih = False
            fungsi(langkah)  # type: ignore[operator]
        if not langkah.masih:
            return


def surat() -> list[SuratElektronik]:
    with db.transaksi(baca=True):
        return list(session.scalars(select(SuratElektronik).order_by(SuratElektronik.id)))


def beri(staf: Orang, judul: str, jenis: str = "umum", url: str = "/pemberitahuan") -> None:
    with db.transaksi():
        notifications.beri_tahu(f"p:{staf.pegawai.id}", judul=judul, jenis=jenis, url=url)


def test_alamat_dipastikan_dengan_kode_dari_surat(staf: Orang, app: Suite, masuk_sebagai) -> None:
    klien = masuk_sebagai(staf.account)
    tolak = klien.post("/akun/surel/alamat", data={"alamat": "bayu@kota.test"})
    assert tolak.status_code == 422 and "belum mengirim surel" in tolak.text
    with peladen_surel() as p:
        hidupkan(p)
        salah = klien.post("/akun/surel/alamat", data={"alamat": "bayu@@kota"})
        assert (
            salah.status_code == 422
            and 'value="bayu@@kota"' in salah.text
            and "Alamat surel tidak lengkap" in salah.text
        )
        assert klien.post("/akun/surel/alamat", data={"alamat": "bayu@kota.test"}).status_code == 302
        assert klien.post("/akun/surel/alamat", data={"alamat": "lain@kota.test"}).status_code == 422, "once a minute"
        with db.transaksi():
            kirim_antrean("Kota Uji")
        kode = re.search(r"Kode Anda: (\d{6})", p.surat[0].teks)
        assert kode is not None and f"/akun/surel?kode={kode[1]}" in p.surat[0].teks
        palsu = f"{(int(kode[1]) + 1) % 1_000_000:06d}"
        assert "Masih 4 kali" in klien.post("/akun/surel/kode", data={"kode": palsu}).text
        assert klien.post("/akun/surel/kode", data={"kode": kode[1]}).status_code == 302
    with db.transaksi(baca=True):
        assert services.setelan(staf.pegawai.id).alamat == "bayu@kota.test"
    assert klien.post("/akun/surel/kode", data={"kode": kode[1]}).status_code == 422, "used"
    klien.post("/akun/surel/hapus")
    with db.transaksi(baca=True):
        assert services.setelan(staf.pegawai.id).alamat is None


def test_kode_hangus_oleh_waktu_dan_oleh_lima_tebakan(staf: Orang, app: Suite) -> None:
    with peladen_surel() as p, app.test_request_context():
        hidupkan(p)
        for saat, tebakan in ((SIANG, 5), (SIANG + timedelta(hours=2), 0)):
            with clock.frozen(saat):
                with db.transaksi():
                    services.minta_kode(staf.actor, "bayu@kota.test")
                with db.transaksi():
                    kirim_antrean("Kota Uji")
            cocok = re.search(r"Kode Anda: (\d{6})", p.surat[-1].teks)
            assert cocok is not None
            with clock.frozen(saat + (timedelta() if tebakan else timedelta(minutes=31))):
                for _ in range(tebakan):
                    with db.transaksi():
                        assert not services.pastikan(staf.actor, "bukan").berhasil
                with db.transaksi():
                    assert "tidak berlaku" in services.pastikan(staf.actor, cocok[1]).pesan


def test_segera_hanya_yang_dipilih_dan_satu_surat_untuk_semua(staf: Orang, app: Suite) -> None:
    with peladen_surel() as p:
        hidupkan(p)
        setel(staf, pilihan={"tugas": "segera", "tenggat": "tidak"})
        for i in range(3):
            beri(staf, f"Tugas {i}", "tugas")
        beri(staf, "Lewat tenggat", "tenggat")
        beri(staf, "Kabar biasa", "umum")
        jalankan(app, jobs.salurkan)
        jalankan(app, jobs.salurkan)
        satu = surat()
        assert len(satu) == 1 and satu[0].perihal == "3 pemberitahuan baru"
        beri(staf, "Akun Anda masuk dari gawai baru", "akun")
        jalankan(app, jobs.salurkan)
        assert [s.perihal for s in surat()][1:] == ["Akun Anda masuk dari gawai baru"]
        with db.transaksi():
            kirim_antrean("Kota Uji")
        assert all(f"- Tugas {i}" in p.surat[0].teks for i in range(3)) and "Kabar biasa" not in p.surat[0].teks


def test_tanpa_alamat_yang_dipastikan_atau_sudah_dibaca_tidak_ada_surat(staf: Orang, app: Suite) -> None:
    with peladen_surel() as p:
        hidupkan(p)
        beri(staf, "Tanpa alamat", "tenggat")
        jalankan(app, jobs.salurkan)
        setel(staf)
        beri(staf, "Sudah dibaca", "tenggat")
        with db.transaksi():
            notifications.tandai_dibaca(staf.pegawai.id, 10**9)
        jalankan(app, jobs.salurkan)
        assert surat() == []
    with db.transaksi(baca=True):
        assert not session.scalar(select(func.count()).where(Notifikasi.disalurkan.is_(False)))


def test_menghidupkan_surel_tidak_membanjiri_dengan_kabar_lama(staf: Orang, app: Suite) -> None:
    setel(staf)
    beri(staf, "Kabar lama", "tenggat")
    jalankan(app, jobs.salurkan)
    with peladen_surel() as p:
        hidupkan(p)
        jalankan(app, jobs.salurkan)
        assert surat() == []


def test_keamanan_akun_tidak_dapat_dimatikan(staf: Orang, app: Suite, masuk_sebagai) -> None:
    klien = masuk_sebagai(staf.account)
    isian = {
        "jenis-akun": "tidak",
        "jenis-tugas": "segera",
        "jenis-umum": "ngawur",
        "tenang_mulai": "",
        "jam_harian": "6",
    }
    assert klien.post("/akun/surel", data=isian).status_code == 302
    with db.transaksi(baca=True):
        s = services.setelan(staf.pegawai.id)
        assert (s.pilihan, s.harian, s.jam_harian) == ({"tugas": "segera"}, False, 6)
    salah = klien.post(
        "/akun/surel", data={"tenang_mulai": "jam sembilan", "tenang_selesai": "06.00", "jenis-tugas": "tidak"}
    )
    assert salah.status_code == 422 and 'value="jam sembilan"' in salah.text and "Tulis jam seperti" in salah.text


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(0, 1439))
def test_jam_tenang_murni(mulai: int, selesai: int, menit: int) -> None:
    pada = datetime(2026, 11, 24, tzinfo=clock.ZONE) + timedelta(minutes=menit)
    boleh = boleh_sejak(pada, mulai, selesai)
    assert pada <= boleh <= pada + timedelta(days=1)
    setempat = clock.local(boleh)
    m = setempat.hour * 60 + setempat.minute
    tenang = (m >= mulai or m < selesai) if mulai > selesai else mulai <= m < selesai
    assert mulai == selesai or not tenang
    if boleh != pada:
        assert m == selesai, "it goes as soon as it may"


def test_surat_malam_menunggu_pagi(staf: Orang, app: Suite) -> None:
    with peladen_surel() as p:
        hidupkan(p)
        setel(staf, tenang_mulai=21 * 60, tenang_selesai=6 * 60)
        with clock.frozen(datetime(2026, 11, 24, 15, 30, tzinfo=UTC)):  # 22.30 WIB
            beri(staf, "Malam-malam", "tenggat")
            jalankan(app, jobs.salurkan)
            with db.transaksi():
                assert kirim_antrean("Kota Uji")[0] == 0
        assert surat()[0].setelah == datetime(2026, 11, 24, 23, 0, tzinfo=UTC)
        with clock.frozen(datetime(2026, 11, 24, 23, 0, tzinfo=UTC)), db.transaksi():
            assert kirim_antrean("Kota Uji")[0] == 1


def test_ringkasan_harian_satu_surat_lewat_tenggat_lebih_dahulu(
    staf: Orang, app: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs.inbox, "url", lambda t: f"/surat-masuk/{t.objek_id}")
    with peladen_surel() as p:
        hidupkan(p)
        setel(staf, jam_harian=7)
        with db.transaksi():
            for i, tenggat in ((1, SIANG + timedelta(days=2)), (2, SIANG - timedelta(days=1)), (3, None)):
                session.add(
                    Task(
                        jenis="surat_masuk", objek_id=i, aksi="tindak", untuk=f"p:{staf.pegawai.id}", judul=f"Surat {i}",
                        alasan="Tindak lanjuti", tenggat=tenggat, dibuka_pada=SIANG,
                    )
                )  # fmt: skip
        beri(staf, "Kabar biasa")
        with clock.frozen(datetime(2026, 11, 23, 23, 59, tzinfo=UTC)):
            jalankan(app, jobs.harian)
            assert surat() == [], "06.59"
        with clock.frozen(SIANG):
            jalankan(app, jobs.harian)
            jalankan(app, jobs.harian)
            assert len(surat()) == 1
            assert "3 tugas menunggu, 1 lewat tenggat, 1 kabar belum dibaca" in surat()[0].perihal
            with db.transaksi():
                kirim_antrean("Kota Uji")
        isi = p.surat[0].teks
        assert isi.index("Surat 2") < isi.index("Surat 1") < isi.index("Surat 3") < isi.index("Kabar biasa")
        assert "http://localhost/surat-masuk/2" in isi
        with clock.frozen(SIANG + timedelta(days=1)):
            jalankan(app, jobs.harian)
            assert len(surat()) == 2


def test_ringkasan_kosong_tidak_dikirim(staf: Orang, app: Suite) -> None:
    with peladen_surel() as p:
        hidupkan(p)
        setel(staf, jam_harian=0)
        jalankan(app, jobs.harian)
        assert surat() == []
    with db.transaksi(baca=True):
        assert services.setelan(staf.pegawai.id).harian_terakhir == clock.today()


def test_jenis_yang_tidak_terdaftar_adalah_kesalahan_program(basis) -> None:
    with pytest.raises(KeyError), db.transaksi():
        notifications.beri_tahu("p:1", judul="x", jenis="antah")
    with pytest.raises(RuntimeError):
        notifications.daftarkan_jenis("tugas", "Lain")


# Who read my data, and as what one acts ---------------------------------------------------------------------------


def test_admin_membuka_data_pegawai_dan_pegawai_melihatnya(staf: Orang, app: Suite, masuk_sebagai) -> None:
    with db.transaksi():
        admin = orang("Rizki Maulana", "Analis SDM", unit=UnitFactory())
        beri_peran(admin, "admin", None)
        tetangga = orang("Tetangga", "Staf", unit=UnitFactory())
    klien = masuk_sebagai(admin.account)
    for _ in range(27):
        assert klien.get(f"/admin/pegawai/{staf.pegawai.id}").status_code == 200
    klien.get(f"/admin/pegawai/{admin.pegawai.id}")
    saya = masuk_sebagai(staf.account)
    halaman = saya.get("/akun/pembaca").text
    assert (
        halaman.count("<strong>Rizki Maulana</strong>") == 25
        and "Analis SDM" in halaman
        and "penugasan, peran, akun" in halaman
    )
    lanjut = re.search(r'href="(/akun/pembaca\?k=[^"]+)"', halaman)
    assert lanjut is not None
    assert saya.get(lanjut[1].replace("&amp;", "&")).text.count("<strong>Rizki Maulana</strong>") == 2
    for lain in (admin, tetangga):
        assert "Belum ada yang membaca data Anda" in masuk_sebagai(lain.account).get("/akun/pembaca").text


def test_bertindak_bawaan_dipakai_setiap_masuk(staf: Orang, app: Suite, masuk_sebagai) -> None:
    with db.transaksi():
        kedua = PenugasanFactory(pegawai=staf.pegawai, jabatan=JabatanFactory(nama="Kasubbag Umum"), jenis="Plt.")
        session.get_one(Account, staf.account.id).sandi = password.sandikan("perahu layar senja kelabu")
    klien = masuk_sebagai(staf.account)
    isian = {"tema": "gelap", "kerapatan": "rapat", "pintasan_huruf": "tidak", "bertindak": str(kedua.id)}
    assert klien.post("/akun/pengaturan", data=isian).status_code == 302
    klien.post("/bertindak", data={"penugasan": str(staf.tugas.id)})
    assert klien.post("/akun/pengaturan", data=isian | {"bertindak": "999999"}).status_code == 422
    klien.post("/masuk", data={"pengenal": staf.account.nama_login, "sandi": "perahu layar senja kelabu"})
    with db.transaksi(baca=True):
        assert session.get_one(Account, staf.account.id).penugasan_aktif_id == kedua.id


def test_terlalu_sering_meminta_kode(staf: Orang, app: Suite) -> None:
    with peladen_surel() as p, app.test_request_context():
        hidupkan(p)
        with db.transaksi():
            services.minta_kode(staf.actor, "bayu@kota.test")
        with pytest.raises(AturanDilanggar, match="satu menit"), db.transaksi():
            services.minta_kode(staf.actor, "bayu@kota.test")
