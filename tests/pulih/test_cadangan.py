"""Backup under load, restore into an empty place, everything equal; and no damaged byte gets through."""

from __future__ import annotations

import dataclasses
import random
import shutil
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from suite.cli import main
from suite.core import db
from suite.core.audit.seal import segel
from suite.core.audit.verify import verifikasi
from suite.core.config import Config
from suite.core.db import session
from suite.core.files import services as files
from suite.core.files.models import StoredFile
from suite.core.files.store import gudang
from suite.core.identity.models import Account
from suite.core.identity.queries import susun_actor
from suite.core.pulih import arsip, cadangan, tabel
from suite.core.pulih.sandi import CadanganRusak, KunciSalah
from suite.core.search import query as cari
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.services import kirim
from tests.factories import pejabat
from tests.harness.stores import Basis, ikat
from tests.matrix.dunia import PenandaUji
from tests.serempak import kantor

KUNCI = b"kunci cadangan untuk uji saja"


def _tandatangani(surat_id: int, account_id: int) -> None:
    with db.transaksi():
        surat = db.session.get_one(SuratKeluar, surat_id)
        actor = susun_actor(db.session.get_one(Account, account_id))
        kirim.tandatangani(actor, surat, versi=surat.versi, signer=PenandaUji())


class Beban(threading.Thread):
    """Somebody who goes on signing (numbers, files, audit) and sealing until told to stop."""

    def __init__(self, app: Any, antre: list[tuple[int, int]], var: Path):
        super().__init__(daemon=True)
        self.app, self.antre, self.var = app, antre, var
        self.usai, self.selesai = threading.Event(), 0
        self.galat: BaseException | None = None

    def run(self) -> None:
        try:
            with self.app.app_context():
                while self.antre and not self.usai.is_set():
                    _tandatangani(*self.antre.pop())
                    self.selesai += 1
                    if self.selesai % 3 == 0:
                        with db.transaksi():
                            segel(self.var)
        except BaseException as galat:
            self.galat = galat


@pytest.fixture
def isi(app: Any, basis: Basis) -> list[tuple[int, int]]:
    """An office in which some letters are signed and sealed, and many wait; returns those that wait."""
    with app.app_context():
        semua = [(s, k.kepala.id) for k in kantor.bangun(60) for s in k.surat]
        for satu in semua[:4]:
            _tandatangani(*satu)
    with db.transaksi() as s:
        segel(basis.var)
        aneh = 'tab\there, back\\slash \\N \\t, "quotes",\nlines\r\nand éß漢字🙂'
        from suite.core import drafts

        s.add(drafts.Draf(account_id=semua[0][1], kunci="uji", isi={"teks": aneh, "kosong": None, "daftar": [1, True]}))
        s.get_one(SuratKeluar, semua[4][0]).hal = aneh[:200]
    return semua[5:]  # the strange one is only kept: no letter font has its signs, so it could not be signed


def _potret(sebanyak: int | None = None) -> dict[str, Any]:
    """What must be the same on both sides, asked of the bound database through the suite's own models."""
    with db.transaksi(baca=True) as s:
        surat = s.execute(
            select(SuratKeluar.id, SuratKeluar.nomor, SuratKeluar.status, SuratKeluar.hal, SuratKeluar.signed_sidik,
                   SuratKeluar.terbit_pada, SuratKeluar.data).order_by(SuratKeluar.id)
        ).all()  # fmt: skip
        berkas = s.scalars(select(StoredFile).order_by(StoredFile.id)).all()
        from suite.core.drafts import Draf

        return {
            "surat": [tuple(b) for b in surat],
            "berkas": [(b.sidik, len(files.isi(b))) for b in berkas],
            "draf": [d.isi for d in s.scalars(select(Draf))],
        }


def _pulihkan(berkas: Path, config: Config, *lain: str) -> Result:
    """`suite restore` as the operator types it, into the place that this configuration names."""
    lingkungan = {
        "SUITE_ENV": "test", "SUITE_VAR": str(config.var), "SUITE_DATABASE_URL": config.database_url,
        "SUITE_SECRET_KEY": config.secret_key,
    }  # fmt: skip
    return CliRunner().invoke(main, ["restore", str(berkas), *lain], env=lingkungan, catch_exceptions=False)


@pytest.fixture
def tujuan(_toko_siap: Any, config: Config, tmp_path: Path):
    """`tujuan(store)` → configuration of an empty place on that store."""
    buang = []

    def baru(toko: str) -> Config:
        url, selesai = _toko_siap(toko).tersendiri()
        buang.append(selesai)
        var = tmp_path / f"kosong-{len(buang)}"
        var.mkdir()
        return dataclasses.replace(config, database_url=url, var=var)

    yield baru
    for satu in buang:
        db.engine().dispose()
        satu()


@pytest.mark.parametrize("kunci", [None, KUNCI], ids=["polos", "tersandi"])
def test_cadangan_di_bawah_beban_pulih_sama_seperti_potretnya(
    app: Any, basis: Basis, config: Config, isi: list[tuple[int, int]], tujuan: Any, tmp_path: Path, kunci: bytes | None,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    asli = tabel.keluarkan

    def berlama(*a: Any) -> Iterator[bytes]:
        time.sleep(0.05)  # a small city is saved faster than a letter is signed
        yield from asli(*a)

    monkeypatch.setattr(tabel, "keluarkan", berlama)
    berkas = tmp_path / "kota.cadangan"
    beban = Beban(app, isi, basis.var)
    beban.start()
    while beban.selesai < 2 and beban.is_alive():
        pass
    awal = beban.selesai
    hasil = cadangan.cadangkan(config, berkas, kunci)
    sesudah = beban.selesai
    beban.usai.set()
    beban.join()
    assert beban.galat is None and hasil.utuh
    assert stat.S_IMODE(berkas.stat().st_mode) == 0o600
    assert cadangan.terakhir(basis.var) == hasil
    manifes = arsip.periksa(berkas, kunci)
    terbit = manifes["berkas"]["jumlah"]
    assert sesudah > awal, "nobody signed while the backup was made: no load"
    kini = _potret()
    with db.transaksi():
        segel(basis.var, seluruhnya=True)

    toko_lain = "postgresql" if basis.sqlite else "sqlite"
    for toko in (toko_lain if kunci else basis.toko,):
        baru = tujuan(toko)
        if kunci is not None:
            (tmp_path / "kunci").write_bytes(kunci + b"\n")
        keluar = _pulihkan(berkas, baru, *(["--key-file", str(tmp_path / "kunci")] if kunci else []))
        assert keluar.exit_code == 0, keluar.output
        assert "0 temuan" in keluar.output
        satu = ikat(toko, baru.database_url, baru.var)
        pulih = _potret()
        assert pulih["draf"] == kini["draf"]
        # All that the snapshot had is there to the byte, and it is a snapshot: each letter as it was before or after, never between.
        lama = {b[0]: b for b in kini["surat"]}
        for b in pulih["surat"]:
            assert b == lama[b[0]] or (b[2], b[1]) == ("siap_ttd", None) or b[2] == "menandatangani"
        assert len(pulih["surat"]) == len(kini["surat"])
        assert {x[0] for x in pulih["berkas"]} <= {x[0] for x in kini["berkas"]} and len(
            {x[0] for x in pulih["berkas"]}
        ) == terbit
        with db.transaksi(baca=True):
            bukti = verifikasi(baru.var)
        assert bukti.utuh and bukti.segel == manifes["segel_terakhir"]
        _hidup_lagi(app, baru, isi)
        satu.engine.dispose()


def _hidup_lagi(app: Any, baru: Config, isi: list[tuple[int, int]]) -> None:
    """The restored suite works on: the next letter gets the next number, new ids meet no old ones, search finds."""
    with db.transaksi() as s:
        siap = s.scalars(
            select(SuratKeluar.id).where(SuratKeluar.status == "siap_ttd").order_by(SuratKeluar.id)
        ).first()
        assert siap is not None
        pejabat("Jabatan sesudah pulih")
    pemilik = dict(isi)
    with app.app_context():
        if siap in pemilik:
            _tandatangani(siap, pemilik[siap])
            with db.transaksi(baca=True) as s:
                assert s.get_one(SuratKeluar, siap).status == "terkirim"
    with db.transaksi():
        segel(baru.var, seluruhnya=True)
    with db.transaksi(baca=True):
        assert verifikasi(baru.var).utuh
        assert session.scalar(select(func.count()).select_from(Account)) > 0
        actor = susun_actor(session.scalars(select(Account).order_by(Account.id)).first())
        assert cari.cari(actor, "serempak"), "the restored index finds nothing"


def _tujuan_kosong(config: Config, tmp_path: Path) -> Config:
    var = tmp_path / "belum-ada"
    return dataclasses.replace(config, var=var, database_url=f"sqlite:///{var}/suite.db")


@pytest.mark.parametrize("kunci", [None, KUNCI], ids=["polos", "tersandi"])
def test_satu_bita_rusak_di_mana_pun_ditolak_dan_disebut_tempatnya(config: Config, tmp_path: Path, kunci: bytes | None):
    with db.transaksi():
        pejabat("Analis")
        segel(config.var)
    for i in range(3):
        gudang().simpan(bytes([i]) * 700)
        with db.transaksi() as s:
            sidik = gudang().simpan(bytes([i]) * 700)
            s.add(StoredFile(sidik=sidik, nama=f"{i}.pdf", jenis_mime="application/pdf", ukuran=700))
    berkas = tmp_path / "kota.cadangan"
    cadangan.cadangkan(config, berkas, kunci)
    asli = berkas.read_bytes()
    acak = random.Random(20261124)
    tempat = {
        0,
        1,
        25,
        30,
        511,
        512,
        len(asli) - 1,
        len(asli) - 1024,
        len(asli) - 1500,
        len(asli) - 2048,
        len(asli) - 2049,
    }
    tempat |= set(acak.sample(range(len(asli)), 250))
    rusak = tmp_path / "rusak.cadangan"
    for i in sorted(tempat):
        isi = bytearray(asli)
        isi[i] ^= 1 << acak.randrange(8)
        rusak.write_bytes(isi)
        with pytest.raises((CadanganRusak, KunciSalah), match=r"rusak|sidik|terpotong|tidak tersandi|tersandi"):
            arsip.periksa(rusak, kunci)
    for n in (0, 1, 100, 512, len(asli) // 2, len(asli) - 1024, len(asli) - 1):
        rusak.write_bytes(asli[:n])
        with pytest.raises((CadanganRusak, KunciSalah)):
            arsip.periksa(rusak, kunci)
    rusak.write_bytes(asli + b"\0")
    with pytest.raises((CadanganRusak, KunciSalah)):
        arsip.periksa(rusak, kunci)

    # And the command: refused, said where, nothing written.
    isi = bytearray(asli)
    isi[len(asli) // 2] ^= 1
    rusak.write_bytes(isi)
    (tmp_path / "kunci").write_bytes(KUNCI)
    kosong = _tujuan_kosong(config, tmp_path)
    lain = ["--key-file", str(tmp_path / "kunci")] if kunci else []
    keluar = _pulihkan(rusak, kosong, *lain)
    assert keluar.exit_code == 1 and "rusak" in keluar.output and "posisi" in keluar.output
    assert not kosong.var.exists()


def test_kunci_salah_dan_kunci_lupa_ditolak(config: Config, tmp_path: Path):
    berkas = tmp_path / "kota.cadangan"
    cadangan.cadangkan(config, berkas, KUNCI)
    assert b"alembic" not in berkas.read_bytes()
    for kunci in (None, b"kunci yang lain sama sekali"):
        with pytest.raises(KunciSalah):
            arsip.periksa(berkas, kunci)
    assert arsip.periksa(berkas, KUNCI)["kota"] == config.kota


def test_pulih_hanya_ke_tempat_kosong_kecuali_yang_lama_disisihkan(config: Config, basis: Basis, tmp_path: Path):
    with db.transaksi():
        pejabat("Yang lama")
    berkas = tmp_path / "kota.cadangan"
    cadangan.cadangkan(config, berkas)
    with db.transaksi():
        pejabat("Sesudah cadangan")
    basis.engine.dispose()
    keluar = _pulihkan(berkas, config)
    assert keluar.exit_code == 1 and "tidak kosong" in keluar.output
    keluar = _pulihkan(berkas, config, "--replace")
    assert keluar.exit_code == 0, keluar.output
    samping = next(config.var.glob("sebelum-pemulihan-*"))
    assert list(samping.glob("*.db*")) or list(samping.glob("*.cadangan"))
    ikat(basis.toko, config.database_url, config.var)
    with db.transaksi(baca=True) as s:
        from suite.core.identity.models import Jabatan

        assert set(s.scalars(select(Jabatan.nama))) == {"Yang lama"}
    db.engine().dispose()


def test_berkas_yang_hilang_disebut_dan_cadangan_tidak_dicatat_baik(config: Config, basis: Basis, tmp_path: Path):
    with db.transaksi() as s:
        sidik = gudang().simpan(b"isi")
        s.add(StoredFile(sidik=sidik, nama="a.pdf", jenis_mime="application/pdf", ukuran=3))
    shutil.rmtree(basis.var / "files")
    lingkungan = {k: v for k, v in basis.lingkungan().items() if k.startswith("SUITE_")}
    keluar = CliRunner().invoke(main, ["backup", str(tmp_path / "a.cadangan")], env=lingkungan)
    assert keluar.exit_code == 1 and sidik in keluar.output and "tidak disandi" in keluar.output
    assert (tmp_path / "a.cadangan").exists() and cadangan.terakhir(basis.var) is None


def test_perputaran_menyisakan_yang_terbaru(tmp_path: Path):
    for i in range(5):
        (tmp_path / f"suite-2026112{i}-010000.cadangan").touch()
    (tmp_path / "suite-lain.txt").touch()
    dibuang = cadangan.sisakan(tmp_path, 2)
    assert [b.name for b in dibuang] == [f"suite-2026112{i}-010000.cadangan" for i in range(3)]
    assert (tmp_path / "suite-lain.txt").exists()
