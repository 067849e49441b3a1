"""The long works of the archive: a thousand letters signed in one act, and a berkas of five thousand letters as a package.

Signing is set beside the same letters printed and signed one after the other with no number, register, delivery or audit.
The package is set beside the standard library's zip writer over the same bytes; the job runs in a process of its own, so
that the memory it adds is its own.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
from sqlalchemy import func, insert, select

from bench import daftar as bench_daftar
from bench.alat import TOKO, baris, basis, di_proses_lain, kerjakan_job, milidetik
from bench.dokumen import _surat
from suite.core import db, workflow
from suite.core.akses import AksesDokumen
from suite.core.daftar.ekspor import folder_ekspor
from suite.core.db import session
from suite.core.documents.signing import DevelopmentSigner
from suite.core.files import services as files
from suite.core.files.store import gudang
from suite.core.identity.models import Account
from suite.core.identity.queries import susun_actor
from suite.core.jobs.worker import Pekerja
from suite.naskah_dinas.documents import cetak_naskah
from suite.naskah_dinas.models import Berkas, SuratKeluar, SuratMasuk
from suite.naskah_dinas.services import keluar, massal, paket
from tests.core.test_signing import PENANDA
from tests.factories import actor_dari
from tests.harness.stores import Basis, ikat
from tests.naskah_dinas import kantor as kantor_uji

SURAT, ISI_BERKAS = 1_000, 5_000
REACH_TANDA_TANGAN, REACH_PAKET = 5.0, 10.0
BATAS_MB = 64
BESAR_PDF = 40_000
"""Bytes of a letter's PDF: a page with its fonts."""


def ukur(surat: int = SURAT, isi_berkas: int = ISI_BERKAS) -> list[dict[str, Any]]:
    """Rows for both stores."""
    return [b for toko in TOKO for b in (*_massal(toko, surat), *_paket(toko, isi_berkas))]


# A thousand signatures -----------------------------------------------------------------------------------------------


def _massal(toko: str, banyak: int) -> list[dict[str, Any]]:
    with basis(toko) as satu:
        app = bench_daftar._app(satu)
        k = kantor_uji.bangun()
        with db.transaksi():
            kadis = actor_dari(k.akun["kadis"])
        for awal in range(0, banyak, 100):
            with db.transaksi():
                for n in range(awal, min(awal + 100, banyak)):
                    s = keluar.buat(kadis, kantor_uji.isian(k, hal=f"Undangan rapat ke-{n}"))
                    workflow.jalankan(s, "ajukan", kadis, versi=s.versi)
        with app.test_request_context(), db.transaksi():
            siap = session.execute(select(SuratKeluar.id, SuratKeluar.versi).order_by(SuratKeluar.id)).all()
            act = massal.mulai(actor_dari(k.akun["kadis"]), [(i, v) for i, v in siap])
            act_id = act.id
        pekerja = Pekerja(app, berkala=False)
        detik = milidetik(lambda: pekerja.jalan(sekali=True)) / 1000
        with db.transaksi(baca=True):
            assert massal.hitung(act_id) == (banyak, 0, banyak), massal.hitung(act_id)
            nomor = session.scalar(select(func.count(func.distinct(SuratKeluar.nomor))))
            assert nomor == banyak, nomor
        polos = _tanda_tangan_polos(banyak)
    nama = f"{banyak:,} letters signed in one act ({toko})"
    ok = detik <= REACH_TANDA_TANGAN * polos
    return [baris(nama, detik, polos, reach=f"<= {REACH_TANDA_TANGAN:g}x", ok=ok, unit="s")]


def _tanda_tangan_polos(banyak: int) -> float:
    """Seconds to print and sign as many letters, nothing kept. A tenth of them is measured."""
    contoh = max(1, banyak // 10)
    with TemporaryDirectory(prefix="suite-bench-") as folder:
        signer, waktu = DevelopmentSigner(Path(folder)), datetime.now(UTC)

        def satu(n: int) -> None:
            signer.tanda_tangani(cetak_naskah("surat_dinas", _surat(n)), penanda=PENANDA, waktu=waktu)

        satu(0)
        return milidetik(lambda: [satu(n) for n in range(1, contoh + 1)]) / 1000 * banyak / contoh


# A berkas of five thousand -------------------------------------------------------------------------------------------


def _paket(toko: str, banyak: int) -> list[dict[str, Any]]:
    with basis(toko) as satu:
        bench_daftar._isi(bench_daftar._app(satu))
        sidik = _isi_berkas(banyak)
        hasil = di_proses_lain(satu, _kerja)
        polos = _zip_polos(satu, sidik)
    assert hasil["n"] == banyak, hasil
    nama = f"package of a berkas of {banyak:,} letters ({toko})"
    return [
        baris(nama, hasil["detik"], polos, reach=f"<= {REACH_PAKET:g}x", ok=hasil["detik"] <= REACH_PAKET * polos, unit="s"),
        baris(f"{nama}, memory added", hasil["mb"], BATAS_MB, reach=f"<= {BATAS_MB} MB", ok=hasil["mb"] <= BATAS_MB, unit="MB"),
    ]  # fmt: skip


def _isi_berkas(banyak: int) -> list[str]:
    """A berkas of received letters, each with a PDF of its own; returns the hashes."""
    with db.transaksi():
        akun = session.scalars(select(Account).order_by(Account.id.desc())).first()
        assert akun is not None
        actor = susun_actor(akun)
        (unit,) = actor.opd_ids
        b = Berkas(opd_id=unit, klasifikasi="000.1.5", judul="Rapat koordinasi", tahun=2026)
        session.add(b)
        session.flush()
        kepala = bench_daftar.kepala_id()
        sidik = []
        for n in range(1, banyak + 1):
            f = files.simpan(_pdf(n), nama=f"surat-{n}.pdf", actor=actor, halaman=1)
            sidik.append(f.sidik)
            session.flush()
            session.execute(
                insert(SuratMasuk), [bench_daftar._masuk(n, unit, kepala) | {"file_id": f.id, "berkas_id": b.id}]
            )
        akses = [{"kunci": f"u:{unit}", "jenis": "surat_masuk", "objek_id": n} for n in range(1, banyak + 1)]
        session.execute(insert(AksesDokumen), akses)
    with db.engine().connect().execution_options(isolation_level="AUTOCOMMIT") as koneksi:
        koneksi.exec_driver_sql("ANALYZE")
    return sidik


def _pdf(n: int) -> bytes:
    pdf, hasil = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.docinfo["/Title"] = f"Surat {n}"
    pdf.Root.Isian = pdf.make_stream(os.urandom(BESAR_PDF))
    pdf.save(hasil)
    return hasil.getvalue()


def _kerja(toko: str, url: str, var: str, keluar_: str) -> None:
    satu = ikat(toko, url, Path(var))
    app = bench_daftar._app(satu)
    with app.test_request_context(), db.transaksi():
        akun = session.scalars(select(Account).order_by(Account.id.desc())).first()
        assert akun is not None
        job_id = paket.minta(susun_actor(akun), session.scalars(select(Berkas)).one()).id
    isi = kerjakan_job(app, job_id)
    (hasil,) = folder_ekspor(Path(var)).glob("*.zip")
    with zipfile.ZipFile(hasil) as z:
        assert sum(x.endswith(".pdf") for x in z.namelist()) == isi["n"]
    hasil.unlink()
    Path(keluar_).write_text(json.dumps(isi))


def _zip_polos(satu: Basis, sidik: list[str]) -> float:
    """Seconds to hash the same files and to put them into a zip."""
    mulai = time.perf_counter()
    with zipfile.ZipFile(satu.var / "polos.zip", "w", zipfile.ZIP_STORED) as z:
        for n, s in enumerate(sidik):
            isi = gudang().baca(s)
            assert hashlib.sha256(isi).hexdigest() == s
            z.writestr(f"{n:05}.pdf", isi)
    return time.perf_counter() - mulai


if __name__ == "__main__":
    for b in ukur():
        print(b)
