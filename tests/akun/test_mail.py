"""E-mail: written with the business act, sent by a job, tried again, given up, and never a header that somebody else wrote."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from suite.core import clock, db, mail, pengaturan
from suite.core.actor import SISTEM
from suite.core.config import Config
from suite.core.errors import AturanDilanggar, MasukanSalah
from suite.core.http.application import Suite
from suite.core.jobs.worker import Pekerja
from suite.core.mail import SuratElektronik, SurelGagal, services, smtp
from suite.core.mail.queries import ringkasan
from tests.harness.pekerja_uji import aplikasi
from tests.harness.peladen_surel import Peladen, peladen_surel, sertifikat_uji


def setel(p: Peladen, **lain: object) -> None:
    with db.transaksi():
        pengaturan.simpan(
            {
                "mail.aktif": True, "mail.host": p.host, "mail.port": p.port, "mail.keamanan": "none",
                "mail.dari": "suite@kota.test",
            } | {f"mail.{k}": v for k, v in lain.items()}
        )  # fmt: skip


def tulis(kepada: str = "ratna@kota.test", perihal: str = "Halo", **kw: object) -> int | None:
    with db.transaksi():
        return mail.kirim(kepada, perihal, "Isi surat.", **kw)  # type: ignore[arg-type]


def kirim_semua() -> tuple[int, int]:
    with db.transaksi():
        terkirim, gagal, _ = services.kirim_antrean("Kota Uji")
    return terkirim, gagal


def satu(id: int | None) -> SuratElektronik:
    with db.transaksi(baca=True):
        return db.session.get_one(SuratElektronik, id)


def test_surat_terkirim_sekali_dan_isinya_dibuang(app: Suite) -> None:
    with peladen_surel() as p:
        setel(p)
        id = tulis(perihal="Undangan rapat – Selasa", kunci="rapat:1", jenis="undangan")
        assert tulis(kunci="rapat:1") is None, "the same wish is one letter"
        with db.transaksi(baca=True) as s:
            assert "Isi surat" not in str(s.execute(text("SELECT isi FROM surat_elektronik")).all())
        assert kirim_semua() == (1, 0)
        assert kirim_semua() == (0, 0)
        surat = p.surat[0]
        assert len(p.surat) == 1 and surat.kepada == ["ratna@kota.test"]
        assert surat.isi["Subject"] == "Undangan rapat – Selasa"
        assert "Pemerintah Kota Uji" in surat.isi["From"] and "suite@kota.test" in surat.isi["From"]
        assert surat.teks.strip() == "Isi surat."
        assert satu(id).keadaan == "terkirim" and satu(id).isi == ""


def test_batal_bersama_transaksinya(app: Suite) -> None:
    with peladen_surel() as p:
        setel(p)
        with pytest.raises(ValueError), db.transaksi():
            mail.kirim("ratna@kota.test", "Halo", "Isi")
            raise ValueError
        assert kirim_semua() == (0, 0) and not p.surat


def test_surel_mati_tidak_menulis_apa_pun(app: Suite) -> None:
    assert tulis() is None
    with db.transaksi(baca=True) as s:
        assert s.scalar(select(SuratElektronik.id)) is None


@pytest.mark.parametrize(
    "alamat",
    ["", "ratna", "a@b", "a b@kota.test", "a@kota.test, b@kota.test", "a@kota.test\nBcc: x@y.test", "R <a@kota.test>",
     "a@kota.test\x00", "a@-kota.test", "a..b@kota.test", "a" * 65 + "@kota.test"],
)  # fmt: skip
def test_alamat_yang_bukan_alamat_ditolak(alamat: str) -> None:
    with pytest.raises(MasukanSalah):
        mail.alamat_sah(alamat)


def test_perihal_tidak_dapat_menulis_kepala_surat_lain(app: Suite) -> None:
    with peladen_surel() as p:
        setel(p)
        tulis(perihal="Halo\r\nBcc: pencuri@luar.test\n\nIsi lain\x0b")
        kirim_semua()
        assert p.surat[0].isi["Bcc"] is None and p.surat[0].kepada == ["ratna@kota.test"]
        assert p.surat[0].isi["Subject"] == "Halo Bcc: pencuri@luar.test Isi lain"


def test_gagal_sementara_dicoba_lagi_makin_jarang_lalu_menyerah(app: Suite) -> None:
    with peladen_surel(tingkah="sibuk") as p:
        setel(p)
        id = tulis()
        saat = clock.now()
        for ke, jeda in enumerate(services.JEDA, 1):
            with clock.frozen(saat):
                assert kirim_semua() == (0, 1)
                assert kirim_semua() == (0, 0), "not before its pause is over"
            assert (satu(id).keadaan, satu(id).percobaan) == ("antre", ke)
            assert satu(id).setelah == saat + jeda
            assert "451" in satu(id).galat
            saat += jeda
        with clock.frozen(saat):
            kirim_semua()
            assert satu(id).keadaan == "gagal"
            with db.transaksi(baca=True):
                r = ringkasan()
            assert (r.antre, r.terkirim, r.gagal) == (0, 0, 1)
            assert [s.id for s in r.terakhir_gagal] == [id]
            p.tingkah = ""
            with db.transaksi():
                mail.kirim_ulang(SISTEM, db.session.get_one(SuratElektronik, id))
            assert kirim_semua() == (1, 0)
            with db.transaksi(), pytest.raises(AturanDilanggar):
                mail.kirim_ulang(SISTEM, db.session.get_one(SuratElektronik, id))


def test_satu_alamat_yang_ditolak_tidak_menahan_yang_lain(app: Suite) -> None:
    with peladen_surel(tolak={"tak.ada@kota.test": "550 5.1.1 tidak dikenal"}) as p:
        setel(p)
        salah, benar = tulis("tak.ada@kota.test"), tulis()
        assert kirim_semua() == (1, 1)
        assert p.sambungan == 1, "one connection for both"
        assert satu(salah).keadaan == "gagal" and "tidak dikenal" in satu(salah).galat
        assert satu(benar).keadaan == "terkirim"


def test_sambungan_putus_menghabiskan_percobaan_satu_surat_saja(app: Suite) -> None:
    with peladen_surel(tingkah="putus_awal") as p:
        setel(p)
        pertama, kedua = tulis(), tulis()
        assert kirim_semua() == (0, 1)
        assert (satu(pertama).percobaan, satu(kedua).percobaan) == (1, 0)
    assert kirim_semua() == (0, 1), "nobody listens any more"
    assert "menolak sambungan" in satu(kedua).galat


def test_putus_setelah_diterima_mengirim_lagi_dengan_pengenal_yang_sama(app: Suite) -> None:
    with peladen_surel(tingkah="putus") as p:
        setel(p)
        id = tulis()
        assert kirim_semua() == (0, 1), "we cannot know that it was taken"
        p.tingkah = ""
        with clock.frozen(clock.now() + timedelta(minutes=2)):
            assert kirim_semua() == (1, 0)
        assert len(p.surat) == 2 and p.surat[0].isi["Message-ID"] == p.surat[1].isi["Message-ID"]
        assert satu(id).keadaan == "terkirim"


def test_surat_yang_sedang_dipegang_tidak_dikirim_pekerja_lain(app: Suite) -> None:
    with peladen_surel() as p:
        setel(p)
        for i in range(12):
            tulis(f"a{i}@kota.test")
        galat: list[BaseException] = []

        def kerja() -> None:
            try:
                with app.app_context():
                    kirim_semua()
            except BaseException as e:
                galat.append(e)

        benang = [threading.Thread(target=kerja) for _ in range(4)]
        for b in benang:
            b.start()
        for b in benang:
            b.join()
        assert not galat
        assert sorted(s.kepada[0] for s in p.surat) == sorted(f"a{i}@kota.test" for i in range(12))


def test_pekerjaan_berkala_mengirim(app: Suite, config: Config) -> None:
    with peladen_surel() as p:
        setel(p)
        for i in range(services.SEKALI_KIRIM + 3):
            tulis(f"a{i}@kota.test")
        Pekerja(aplikasi(config)).jalan(sekali=True)
        assert len(p.surat) == services.SEKALI_KIRIM + 3


def uji(p: Peladen, app: Suite, kepada: str = "admin@kota.test", **lain: object) -> None:
    isian = {"host": p.host, "port": str(p.port), "keamanan": "none", "dari": "suite@kota.test"} | lain
    with app.app_context():
        mail.uji(isian, kepada)


def test_surat_uji_sampai(app: Suite) -> None:
    with peladen_surel(sandi="rahasia") as p:
        uji(p, app, pengguna="suite", sandi="rahasia")
        assert "menguji setelan" in p.surat[0].teks


@pytest.mark.parametrize(
    ("tingkah", "kata", "field"),
    [("putus_awal", "memutus sambungan", "port"), ("bisu", "tidak menjawab", "port"), ("sibuk", "451", None)],
)
def test_surat_uji_menjelaskan_peladen_yang_buruk(
    app: Suite, monkeypatch: pytest.MonkeyPatch, tingkah: str, kata: str, field: str | None
) -> None:
    monkeypatch.setattr(smtp, "TUNGGU", 0.5)
    with peladen_surel(tingkah=tingkah) as p, pytest.raises(SurelGagal, match=kata) as info:
        uji(p, app)
    assert info.value.field == field


def test_peladen_yang_menetes_diputus(app: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "TUNGGU_SELURUHNYA", 0.5)
    with peladen_surel(tingkah="tetes") as p, pytest.raises(SurelGagal):
        uji(p, app)


def test_surat_uji_menjelaskan_setelan_yang_salah(app: Suite, tmp_path: Path) -> None:
    with peladen_surel(sandi="rahasia", sertifikat=sertifikat_uji(tmp_path)) as p:
        for lain, field, kata in (
            ({"pengguna": "suite", "sandi": "salah"}, "sandi", "menolak nama pengguna"),
            ({"keamanan": "starttls", "host": "localhost"}, "host", "tidak dapat dipercaya"),
            ({"keamanan": "tls"}, "keamanan", "STARTTLS"),
            ({"host": "tidak-ada.invalid"}, "host", "tidak ditemukan"),
        ):
            with pytest.raises(SurelGagal, match=kata) as info:
                uji(p, app, **lain)
            assert info.value.field == field, lain
        for lain, field in (
            ({"port": "abc"}, "port"), ({"host": "http://x/"}, "host"), ({"dari": "suite"}, "dari"),
            ({"sandi": "x"}, "pengguna"), ({"keamanan": "apa"}, "keamanan"), ({"kepada": "admin"}, "kepada"),
        ):  # fmt: skip
            with pytest.raises(MasukanSalah) as salah:
                uji(p, app, **lain)
            assert salah.value.field == field
    with peladen_surel() as polos:
        with pytest.raises(SurelGagal, match="tidak menawarkan STARTTLS"):
            uji(polos, app, keamanan="starttls")
        with pytest.raises(SurelGagal, match="tidak menerima masuk"):
            uji(polos, app, pengguna="a", sandi="b")


def test_tls_dan_starttls_dengan_sertifikat_yang_dipercaya(
    app: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem = sertifikat_uji(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    for tls_awal, keamanan in ((True, "tls"), (False, "starttls")):
        with peladen_surel(sertifikat=pem, tls_awal=tls_awal) as p:
            uji(p, app, keamanan=keamanan, host="localhost")
            assert len(p.surat) == 1
