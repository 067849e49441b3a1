"""Upload, check, write. The check can be asked for at any time and writes nothing; the job writes in steps.

Every step reads the file anew and compares it with what stands: what an earlier step (or an earlier import) wrote is
'sama' and is not touched. So a crash repeats nothing, and the same file again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from suite.core import audit, db, jobs, policy
from suite.core.actor import Actor
from suite.core.clock import now
from suite.core.db import session
from suite.core.errors import Konflik, MasukanSalah
from suite.core.files.store import gudang
from suite.core.impor import jenis as kinds
from suite.core.impor.baca import baca_tabel
from suite.core.impor.jenis import JenisImpor, Tabel
from suite.core.impor.models import Impor
from suite.core.jobs import Job, Langkah
from suite.core.massal import Massal
from suite.core.web.format import angka

IZIN = "impor.organisasi"
policy.daftarkan(IZIN, "mengimpor unit, jabatan, dan pegawai seluruh daerah", periksa=lambda a, o: "admin@*" in a.peran)
POTONG = 1_000
"""Rows a step: below a second on either store."""


@dataclass(frozen=True)
class Maju:
    """How far a step came: the cursor of the next one (None: all is written) and progress in rows."""

    kursor: list[int] | None
    n: int
    m: int
    teks: str


def jenis_impor(nama: str) -> JenisImpor:
    """The kind of that name. Raises `MasukanSalah`, naming those that exist."""
    ada = kinds.cari(nama)
    if ada is None:
        raise MasukanSalah(f"Jenis {nama} tidak dikenal. Yang ada: {', '.join(j.nama for j in kinds.semua())}.")
    return ada


def periksa(jenis: JenisImpor, isi: bytes) -> Tabel:
    """The rows of a file, checked and compared with what stands. Writes nothing.

    Raises `MasukanSalah` for a file that is no table or lacks a column; errors in rows are in the answer.
    """
    tabel = kinds.baca(jenis, baca_tabel(isi))
    jenis.bandingkan(tabel.baris)
    return tabel


def unggah(actor: Actor, nama_jenis: str, nama: str, isi: bytes) -> Impor:
    """Keep an uploaded file and what it would do. Nothing of it is written to the tables yet. Raises as `periksa`."""
    policy.pastikan(IZIN, actor)
    jenis = jenis_impor(nama_jenis)
    tabel = periksa(jenis, isi)
    impor = Impor(
        jenis=jenis.nama,
        nama="".join(c for c in nama if c.isprintable())[-200:] or "berkas",
        sidik=gudang().simpan(isi),
        hitung=tabel.hitung(),
        account_id=actor.account_id,
    )
    session.add(impor)
    session.flush()
    audit.sebut("impor.unggah", impor, actor)
    return impor


def tabel(impor: Impor) -> Tabel:
    """The rows of an upload as they compare with what stands now."""
    return periksa(jenis_impor(impor.jenis), gudang().baca(impor.sidik))


def jalankan(actor: Actor, impor: Impor) -> Job:
    """Ask for the rows to be written, in the background. Raises `Konflik` when that was asked already."""
    policy.pastikan(IZIN, actor)
    if impor.keadaan != "diperiksa":
        raise Konflik("Berkas ini sudah pernah diimpor atau dibuang. Unggah lagi bila masih perlu.")
    impor.keadaan = "antre"
    job = jobs.antrekan("impor", {"impor_id": impor.id}, actor, kunci=f"impor:{impor.id}")
    impor.job_id = job.id
    audit.sebut("impor.jalankan", impor, actor)
    return job


def buang(actor: Actor, impor: Impor) -> None:
    """Put an upload away that was not written."""
    policy.pastikan(IZIN, actor)
    if impor.keadaan != "diperiksa":
        raise Konflik("Berkas ini sudah diimpor.")
    impor.keadaan = "dibuang"
    audit.sebut("impor.buang", impor, actor)


def langkah(actor: Actor, impor: Impor, kursor: list[int] | None) -> Maju:
    """Write the next chunk after `kursor` ([pass, row]; None: the first) within the running transaction."""
    jenis = jenis_impor(impor.jenis)
    semua = tabel(impor)
    if kursor is None:
        impor.hitung = semua.hitung()
    urut = jenis.urutkan(semua.baris)
    tahap, awal = kursor or (0, 0)
    while tahap < len(jenis.tahap):
        satu = jenis.tahap[tahap]
        while awal < len(urut):
            akhir = len(urut) if satu.sekaligus else awal + POTONG
            kerja = [b for b in urut[awal:akhir] if b.keadaan != "salah" and satu.perlu(b)]
            if kerja:
                m = Massal(actor, f"{jenis.nama}.impor")
                satu.tulis(m, kerja, impor.nama)
                m.selesai()
                n = min(akhir, len(urut))
                return Maju([tahap, n], n, len(urut), satu.uraian)
            awal = akhir
        tahap, awal = tahap + 1, 0
    impor.keadaan, impor.selesai_pada, impor.hasil = "selesai", now(), dict(impor.hitung)
    return Maju(None, len(urut), len(urut), "")


def langsung(actor: Actor, impor_id: int, lapor: Callable[[Maju], None]) -> Impor:
    """The same as the job, here and now, one transaction a step (command line). No transaction may be open."""
    kursor: list[int] | None = None
    while True:
        with db.transaksi():
            audit.atas_nama(actor)
            impor = session.get_one(Impor, impor_id)
            maju = langkah(actor, impor, kursor)
        lapor(maju)
        if maju.kursor is None:
            return impor
        kursor = maju.kursor


@jobs.pekerjaan("impor", izin=IZIN, uraian="Impor unit, jabatan, atau pegawai")
def _pekerjaan(langkah_: Langkah, *, impor_id: int) -> dict[str, Any] | None:
    impor = session.get_one(Impor, impor_id)
    maju = langkah(langkah_.actor, impor, langkah_.kursor)
    langkah_.kemajuan(maju.n, maju.m, maju.teks)
    if maju.kursor is not None:
        langkah_.lanjut(maju.kursor)
        return None
    h = impor.hitung
    sisa = f" {angka(h['salah'])} baris belum diimpor karena keliru." if h["salah"] else ""
    return {
        "pesan": f"{angka(h['baru'])} baris baru dan {angka(h['ubah'])} perubahan diimpor; "
        f"{angka(h['sama'])} sudah sama.{sisa}",
        "url": f"/admin/impor/berkas/{impor.id}",
    }
