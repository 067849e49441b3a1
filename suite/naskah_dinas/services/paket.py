"""A berkas as a package: a job reads its letters step by step, within the rights that the asker has at that moment, then
writes the package with no transaction open. Finished packages lie beside the sheets of lists and go with them after a day.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from suite.core import audit, db, policy
from suite.core.actor import Actor
from suite.core.clock import today
from suite.core.daftar.ekspor import folder_ekspor, hasil_jadi, perpanjang, tampung_lagi
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TidakDitemukan
from suite.core.files.models import StoredFile
from suite.core.files.store import gudang
from suite.core.jobs import Job, Langkah, antrekan, pekerjaan
from suite.core.kota import profil
from suite.core.web import Kursor
from suite.core.web.format import angka
from suite.naskah_dinas.models import Berkas, SuratKeluar, SuratLampiran, SuratMasuk
from suite.naskah_dinas.paket.susun import Kepala, jalur_file, susun
from suite.naskah_dinas.queries import berkas as queries

SEKALI = 200
"""Letters read in one step."""
JENIS_JOB = "paket_berkas"


def minta(actor: Actor, b: Berkas) -> Job:
    """Ask for the berkas as a package; the job's page shows how far it is, and where the package is."""
    if b.status in ("dimusnahkan", "digabung"):
        raise AturanDilanggar("Berkas ini tidak lagi berisi surat, jadi tidak ada yang dapat diunduh.")
    return antrekan(JENIS_JOB, {"berkas_id": b.id}, actor)


@pekerjaan(JENIS_JOB, izin="masuk", uraian="Menyusun paket berkas")
def susun_paket(langkah: Langkah, *, berkas_id: int) -> dict[str, Any] | None:
    """One step: the next letters go to the spool; the last one writes the package from it."""
    b = session.get(Berkas, berkas_id)
    if b is None or not policy.boleh("berkas.lihat", langkah.actor, b):
        raise TidakDitemukan("Berkas ini tidak ada, atau tidak lagi terbuka bagi Anda.")
    folder = folder_ekspor(langkah.config.var)
    tampung = folder / f"{langkah.job_id}.jsonl"
    keadaan: dict[str, Any] = langkah.kursor or {"k": None, "n": 0, "bita": 0, "habis": False}
    if not keadaan["habis"]:
        _baca(langkah, b, keadaan, tampung)
        return None
    n, kepala = keadaan["n"], _kepala(b)
    audit.catat_baca(langkah.actor, "berkas", b.id, f"unduh paket, {n} surat")
    db.bagi_transaksi()  # what was read stands; writing takes as long as the files are large and needs no transaction
    berkas = f"{langkah.job_id}-{secrets.token_hex(8)}.zip"
    sementara = folder / f"{berkas}.bagian"

    def maju(ke: int) -> None:
        if ke % 50 == 0:
            perpanjang(langkah.job_id)

    with open(sementara, "w+b") as keluar:
        susun(keluar, kepala, lambda: _dari_tampung(tampung), gudang().baca, maju)
    os.replace(sementara, folder / berkas)
    tampung.unlink(missing_ok=True)
    langkah.kemajuan(n, n, "Selesai")
    return hasil_jadi(f"Paket {angka(n)} surat", f"/berkas/paket/{langkah.job_id}", berkas, f"{kepala.folder}.zip")


def _baca(langkah: Langkah, b: Berkas, keadaan: dict[str, Any], tampung: Path) -> None:
    """The next letters, oldest first, at the end of the spool as it stood when the last step was committed."""
    actor = langkah.actor
    kursor = Kursor((keadaan["k"],), mundur=True) if keadaan["k"] is not None else Kursor((0,), mundur=True)
    semua = queries.isi(actor, b, kursor, ukuran=SEKALI)
    bagian = semua[:SEKALI]
    isi = (_bernomor(n, s) for n, s in enumerate(_surat(actor, bagian), keadaan["n"] + 1))
    bita = tampung_lagi(tampung, keadaan["bita"], isi)
    n = keadaan["n"] + len(bagian)
    habis = len(semua) <= SEKALI
    langkah.kemajuan(n, n + (0 if habis else 1), "Menyusun paket" if habis else "Membaca surat")
    langkah.lanjut({"k": queries.urut_isi(bagian[-1]) if bagian else 0, "n": n, "bita": bita, "habis": habis})


def _surat(actor: Actor, bagian: list[queries.SuratBerkas]) -> Iterator[dict[str, Any]]:
    """Each letter with its files, as far as the actor may read it; the reading of a closed one is logged."""
    ids = {jenis: [s.id for s in bagian if s.jenis == jenis] for jenis in ("surat_keluar", "surat_masuk")}
    lampiran = selectinload(SuratKeluar.lampiran).joinedload(SuratLampiran.file)
    keluar = select(SuratKeluar).where(SuratKeluar.id.in_(ids["surat_keluar"]))
    q_keluar = keluar.options(
        joinedload(SuratKeluar.signed), joinedload(SuratKeluar.final), joinedload(SuratKeluar.berkas), lampiran,
        selectinload(SuratKeluar.tujuan),
    )  # fmt: skip
    asal = joinedload(SuratMasuk.surat_keluar)
    masuk = select(SuratMasuk).where(SuratMasuk.id.in_(ids["surat_masuk"])).options(
        joinedload(SuratMasuk.file), joinedload(SuratMasuk.berkas), joinedload(SuratMasuk.tujuan_jabatan),
        asal.joinedload(SuratKeluar.signed), asal.selectinload(SuratKeluar.lampiran).joinedload(SuratLampiran.file),
    )  # fmt: skip
    ada: dict[tuple[str, int], SuratKeluar | SuratMasuk] = {}
    ada |= {("surat_keluar", s.id): s for s in session.scalars(q_keluar)}
    ada |= {("surat_masuk", m.id): m for m in session.scalars(masuk)}
    for s in bagian:
        dok = ada[s.jenis, s.id]
        boleh = policy.boleh(f"{s.jenis}.isi", actor, dok)
        if boleh and dok.keamanan != "B":
            audit.catat_baca(actor, s.jenis, dok.id, "unduh paket berkas")
        yield _keterangan(dok, s) | _isi(dok, boleh)


def _keterangan(dok: SuratKeluar | SuratMasuk, s: queries.SuratBerkas) -> dict[str, Any]:
    umum = {
        "jenis": s.jenis, "nomor": s.nomor, "tanggal": s.tanggal.isoformat() if s.tanggal else None, "hal": s.hal,
        "pihak": s.pihak, "klasifikasi": dok.klasifikasi, "sifat": dok.sifat, "keamanan": dok.keamanan,
    }  # fmt: skip
    if isinstance(dok, SuratKeluar):
        return umum | {"kepada": "; ".join(t.teks for t in dok.kepada)}
    return umum | {
        "kepada": dok.tujuan_jabatan.nama, "agenda": dok.agenda, "diterima_pada": dok.diterima_pada.isoformat(),
    }  # fmt: skip


def _isi(dok: SuratKeluar | SuratMasuk, boleh: bool) -> dict[str, Any]:
    if not boleh:
        return {"isi": "terbatas", "file": []}
    asal = dok if isinstance(dok, SuratKeluar) else dok.surat_keluar
    utama = (dok.signed or dok.final) if isinstance(dok, SuratKeluar) else dok.file or (asal.signed if asal else None)
    lampiran = [(x.judul, x.file) for x in asal.lampiran] if asal is not None else []
    semua = [("", utama), *lampiran]
    if any(f is not None and f.dimusnahkan_pada is not None for _, f in semua):
        return {"isi": "dimusnahkan", "file": []}
    ada = [_file(judul, f, utama is f) for judul, f in semua if f is not None]
    return {"isi": "ada" if ada else "tanpa berkas", "file": ada}


def _file(judul: str, f: StoredFile, utama: bool) -> dict[str, Any]:
    return {"judul": judul or f.nama, "sidik": f.sidik, "ukuran": f.ukuran, "mime": f.jenis_mime, "utama": utama}


def _bernomor(n: int, isi: dict[str, Any]) -> dict[str, Any]:
    """With its number in the package and the paths that follow from it."""
    lampiran = 0
    for f in isi["file"]:
        lampiran += 0 if f["utama"] else 1
        f["jalur"] = jalur_file(n, isi["jenis"], 0 if f["utama"] else lampiran, f["mime"])
    return isi | {"urut": n}


def _dari_tampung(tampung: Path) -> Iterator[dict[str, Any]]:
    with open(tampung, "rb") as f:
        for baris in f:
            yield json.loads(baris)


def _kepala(b: Berkas) -> Kepala:
    retensi = queries.retensi_kata(b)
    isi = [
        ("Berkas-Judul", b.judul), ("Berkas-Klasifikasi", b.klasifikasi), ("Berkas-Uraian", queries.uraian_kode(b)),
        ("Berkas-Tahun", str(b.tahun)), ("Berkas-Perangkat-Daerah", b.opd.nama), ("Berkas-Keadaan", b.status),
        ("Berkas-Dibuka", b.dibuka_pada.date().isoformat()),
        ("Berkas-Ditutup", b.ditutup_pada.isoformat() if b.ditutup_pada else ""),
        ("Berkas-Retensi", f"aktif {retensi['aktif']}, inaktif {retensi['inaktif']}, {retensi['nasib']}" if retensi else ""),
    ]  # fmt: skip
    kode = re.sub(r"[^0-9A-Za-z.]+", "-", b.klasifikasi)
    return Kepala(
        f"berkas-{kode}-{b.tahun}-{b.id}", tuple((k, v) for k, v in isi if v), f"{profil().nama}, {b.opd.nama}",
        today().isoformat(),
    )  # fmt: skip
