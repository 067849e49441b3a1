"""Approvals by eight people at once: lock, guard, route, history, tasks, notification and audit through the workflow
engine, beside the bare guarded UPDATE with the same rows inserted by hand.

Each of eight processes is one person who initials one letter after the other, once with a short pause for reading the
next one (what the reach is about), once without any (what the machine gives at most).
"""

from __future__ import annotations

import gc
import multiprocessing
import random
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from bench.alat import TOKO, baris, basis, persentil
from suite.app import create_app
from suite.core import db, workflow
from suite.core.audit.events import baris_massal
from suite.core.audit.models import AuditEvent
from suite.core.clock import now
from suite.core.config import Config
from suite.core.db import session
from suite.core.http import logging
from suite.core.identity.models import Account
from suite.core.identity.queries import susun_actor
from suite.core.notifications import Notifikasi
from suite.core.workflow import LangkahRute, RiwayatAlur, Task
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.services import keluar as sk
from tests.factories import UnitFactory, pejabat
from tests.harness.stores import Basis
from tests.matrix.dunia import ISI, KLASIFIKASI, klasifikasi
from tests.serempak.kantor import gandakan

REACH = 20.0
ORANG = 8
SURAT = 30
"""Letters that one person approves in one round."""
PANAS = 4
"""Letters approved before the clock runs: a server that has just started compiles its statements once."""
BACA = 0.25
"""Mean seconds between two acts of one person: no one reads a letter faster."""

Kerja = Callable[[dict[str, int], int], None]


def ukur() -> list[dict[str, Any]]:
    """Rows for both stores: p99 of an approval in milliseconds at a reader's pace and without pause. At most a minute."""
    hasil = []
    for toko in TOKO:
        with basis(toko) as satu:
            orang = _siapkan(satu)
            for jeda, nama, reach in ((BACA, "8 people reading", REACH), (0.0, "8 people without pause", None)):
                mesin = _putaran(satu, orang, _lewat_mesin, jeda)
                polos = _putaran(satu, orang, _polos, jeda)
                p99, batas = persentil(mesin, 99), persentil(polos, 99)
                ok = p99 <= REACH if reach else True
                kata = f"p99 <= {REACH:g} ms" if reach else "no refusal"
                hasil.append(baris(f"approval, {nama} ({toko})", p99, batas, reach=kata, ok=ok))
    return hasil


def _siapkan(satu: Basis) -> list[dict[str, int]]:
    """Eight offices, each with a head, one who initials, a drafter, and letters enough for four rounds."""
    create_app(Config(env="test", var=satu.var, database_url=satu.url, secret_key="bench" * 10, cookie_secure=False))
    logging.siapkan(json=False, tingkat=40)
    db.engine().dispose()
    db.ikat(satu.engine)
    hasil = []
    with db.transaksi():
        klasifikasi()
    for i in range(ORANG):
        with db.transaksi():
            unit = UnitFactory(nama=f"Dinas {i}", kode_surat=f"D{i}")
            kepala, _ = pejabat(f"Kepala Dinas {i}", unit=unit, kepala=True, jenis="pimpinan_tinggi", eselon="II.b")
            kabid, akun = pejabat(
                f"Kepala Bidang {i}", unit=unit, atasan=kepala.jabatan, jenis="administrator", eselon="III.b"
            )
            _, konseptor = pejabat(f"Analis {i}", unit=unit, atasan=kabid.jabatan)
            isian = sk.IsianSurat(
                jenis="nota_dinas", hal=f"Laporan bidang {i}", isi=ISI, klasifikasi=KLASIFIKASI,
                kepada=[sk.Tujuan(teks="Sekretaris Daerah")], penanda=sk.Penanda(kepala.jabatan_id),
            )  # fmt: skip
            aktor = susun_actor(konseptor)
            surat = sk.buat(aktor, isian)
            workflow.jalankan(surat, "ajukan", aktor, versi=surat.versi)
            assert surat.status == "paraf"
            gandakan(surat.id, 4 * (SURAT + PANAS) - 1)
            hasil.append(
                {
                    "akun": akun.id, "pegawai": kabid.pegawai_id, "penugasan": kabid.id, "kepala": kepala.jabatan_id,
                    "kepala_pegawai": kepala.pegawai_id, "konseptor": surat.konseptor_id, "unit": unit.id, "versi": surat.versi,
                }
            )  # fmt: skip
    return hasil


def _putaran(satu: Basis, orang: list[dict[str, int]], kerja: Kerja, jeda: float) -> list[float]:
    """One round of all people at once; every act's milliseconds. Equal results of both ways are asserted."""
    sebelum = _jejak()
    with db.transaksi(baca=True):
        q = select(SuratKeluar.id).where(SuratKeluar.status == "paraf").order_by(SuratKeluar.id)
        daftar = [list(session.scalars(q.where(SuratKeluar.unit_id == o["unit"]).limit(SURAT + PANAS))) for o in orang]
    satu.engine.dispose()
    cabang = multiprocessing.get_context("fork")
    gerbang, keluaran = cabang.Barrier(ORANG), cabang.SimpleQueue()
    proses = [
        cabang.Process(target=_orang, args=(satu, gerbang, keluaran, kerja, o, d, jeda))
        for o, d in zip(orang, daftar, strict=True)
    ]
    for p in proses:
        p.start()
    waktu = [w for _ in proses for w in keluaran.get()]
    for p in proses:
        p.join()
    assert len(waktu) == ORANG * SURAT, "an approval was refused"
    beda = [b - a for a, b in zip(sebelum, _jejak(), strict=True)]
    assert beda == [ORANG * (SURAT + PANAS)] * len(beda), beda
    return waktu


def _jejak() -> list[int]:
    """What approvals leave behind: moved letters, parafs, history, closed tasks, opened tasks, notifications, events."""
    with db.transaksi(baca=True):
        hitung = (
            select(func.count()).where(SuratKeluar.status == "siap_ttd"),
            select(func.count()).where(LangkahRute.selesai_pada.is_not(None)),
            select(func.count()).where(RiwayatAlur.transisi == "paraf"),
            select(func.count()).where(Task.ditutup_pada.is_not(None)),
            select(func.count()).where(Task.aksi == "tandatangani"),
            select(func.count()).where(Notifikasi.judul == "Tanda tangan Anda"),
            select(func.count()).where(AuditEvent.aksi == "surat_keluar.paraf"),
        )
        return [session.execute(q).scalar_one() for q in hitung]


def _orang(
    satu: Basis, gerbang: Any, keluaran: Any, kerja: Kerja, o: dict[str, int], daftar: list[int], jeda: float
) -> None:
    satu.engine.dispose(close=False)
    acak = random.Random(o["akun"])
    waktu: list[float] = []
    try:
        with db.transaksi(baca=True):
            session.execute(select(Account.id)).all()
        for surat_id in daftar[:PANAS]:
            kerja(o, surat_id)
        gc.collect()
        gc.freeze()  # as `suite serve` does in its web processes
        gerbang.wait(60)
        time.sleep(acak.random() * jeda)
        for surat_id in daftar[PANAS:]:
            mulai = time.perf_counter()
            kerja(o, surat_id)
            waktu.append((time.perf_counter() - mulai) * 1000)
            time.sleep(acak.uniform(0.5, 1.5) * jeda)
    finally:
        keluaran.put(waktu)


def _lewat_mesin(o: dict[str, int], surat_id: int) -> None:
    """As a request does it, without HTTP: who acts, the letter as it was seen, the transition."""
    with db.transaksi():
        actor = susun_actor(session.get_one(Account, o["akun"]))
        surat = session.get_one(SuratKeluar, surat_id)
        workflow.jalankan(surat, "paraf", actor, versi=surat.versi)


def _polos(o: dict[str, int], surat_id: int) -> None:
    """The same rows by the fewest statements: nothing is looked up, nothing is checked but status and version."""
    kini: datetime = now()
    with db.transaksi():
        naik = update(SuratKeluar).where(
            SuratKeluar.id == surat_id, SuratKeluar.status == "paraf", SuratKeluar.versi == o["versi"]
        )
        pindah = naik.values(status="siap_ttd", versi=SuratKeluar.versi + 1).execution_options(
            synchronize_session=False
        )
        assert session.execute(pindah).rowcount == 1  # type: ignore[attr-defined]
        session.execute(
            update(LangkahRute)
            .where(LangkahRute.jenis == "surat_keluar", LangkahRute.objek_id == surat_id, LangkahRute.aksi == "paraf")
            .values(selesai_pada=kini, oleh_pegawai_id=o["pegawai"], oleh_nama="x", oleh_sebutan="x", sidik="0" * 64)
            .execution_options(synchronize_session=False)
        )
        session.execute(
            update(Task)
            .where(Task.jenis == "surat_keluar", Task.objek_id == surat_id, Task.ditutup_pada.is_(None))
            .values(ditutup_pada=kini, ditutup_oleh=o["akun"], hasil="paraf")
            .execution_options(synchronize_session=False)
        )
        session.execute(insert(Task).values(
            jenis="surat_keluar", objek_id=surat_id, aksi="tandatangani", untuk=f"j:{o['kepala']}", judul="Laporan",
            alasan="Tanda tangan Anda", dari_pegawai_id=o["konseptor"], dibuka_pada=kini, tenggat=kini,
        ))  # fmt: skip
        session.execute(insert(RiwayatAlur).values(
            jenis="surat_keluar", objek_id=surat_id, ronde=1, transisi="paraf", dari="paraf", ke="siap_ttd",
            account_id=o["akun"], pegawai_id=o["pegawai"], penugasan_id=o["penugasan"], nama="x", pada=kini,
        ))  # fmt: skip
        session.execute(insert(Notifikasi).values(
            pegawai_id=o["kepala_pegawai"], judul="Tanda tangan Anda", isi="Laporan", url=f"/surat-keluar/{surat_id}", dibuat_pada=kini
        ))  # fmt: skip
        peristiwa = baris_massal(f"surat_keluar:{surat_id}", "surat_keluar.paraf", [{"ubah": "status"}], urut=1000)
        session.execute(insert(AuditEvent).values(**peristiwa))


if __name__ == "__main__":
    for b in ukur():
        print(b)
