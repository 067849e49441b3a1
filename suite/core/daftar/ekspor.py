"""A list as a sheet: short ones at once, long ones by a job that shows how far it is. Memory stays the same at any length.

The job reads a thousand rows a step by keyset, within the rights that the asker has at that moment, into a spool file;
a step that is repeated after a crash cuts the spool back to where it began. The last step makes the sheet with no
transaction open. Finished files lie in `<var>/ekspor`, are given to the asker only, and go after a day.
"""

from __future__ import annotations

import io
import json
import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from sqlalchemy import update

from suite.core import audit, db, policy
from suite.core.actor import Actor
from suite.core.clock import now, today
from suite.core.daftar import lembar, susunan, tampilan
from suite.core.daftar.halaman import saring_kata
from suite.core.daftar.susunan import Daftar, Kolom, Konteks
from suite.core.errors import AturanDilanggar, TidakDitemukan
from suite.core.jobs import Job, Langkah, antrekan, berkala, pekerjaan
from suite.core.uang import Uang
from suite.core.web import Kursor
from suite.core.web.format import angka, tanggal_jam

LANGSUNG = 2000
"""Rows that are sent at once (a third of a second)."""
SEKALI = 1000
UMUR = timedelta(hours=24)
SEWA = timedelta(seconds=60)
"""How far the lease is moved on while the last step writes the sheet."""


def pasang() -> None:
    """Importing this module registers its work; the call keeps the import visible."""


def nama_berkas(daftar: Daftar, format: str) -> str:
    """'surat-keluar-2026-11-24.xlsx'."""
    kata = re.sub(r"[^a-z0-9]+", "-", daftar.judul.lower()).strip("-") or daftar.nama
    return f"{kata}-{today().isoformat()}.{format}"


def langsung(k: Konteks, daftar: Daftar, format: str) -> bytes | None:
    """The whole list as a file, or None when it is longer than `LANGSUNG` rows. The reading is logged."""
    semua = daftar.ambil(k, None, LANGSUNG)
    if len(semua) > LANGSUNG:
        return None
    kolom = tampilan.kolom_tampak(daftar, k, tampilan.muat(daftar, k.actor))
    keluar = io.BytesIO()
    satu = lembar.buat(format, keluar, daftar.judul, _kepala(kolom))
    for b in semua:
        satu.tulis(_nilai(kolom, b, k))
    satu.tutup()
    catat(k.actor, daftar, k, format, len(semua))
    return keluar.getvalue()


def minta(k: Konteks, daftar: Daftar, format: str) -> Job:
    """Ask for a long list as a file; the job's page shows how far it is, and where the file is."""
    kolom = [c.kunci for c in tampilan.kolom_tampak(daftar, k, tampilan.muat(daftar, k.actor))]
    saring = {**k.mentah, **({"tampilan": k.tab} if k.tab else {})}
    argumen = {"daftar": daftar.nama, "saring": saring, "kolom": kolom, "format": format}
    return antrekan("ekspor_daftar", argumen, k.actor)


def catat(actor: Actor, daftar: Daftar, k: Konteks, format: str, banyak: int) -> None:
    """Log that these rows left the suite, by which filter."""
    kata = f"ekspor {format.upper()} {banyak} baris. {saring_kata(daftar, k)}"
    audit.catat_baca(actor, f"daftar:{daftar.nama}"[:40], 0, kata[:200])


@pekerjaan("ekspor_daftar", izin="masuk", uraian="Menyiapkan unduhan daftar")
def ekspor(langkah: Langkah, *, daftar: str, saring: dict[str, str], kolom: list[str], format: str) -> dict | None:
    satu = susunan.ambil(daftar)
    policy.pastikan(satu.izin, langkah.actor)
    k = satu.baca(langkah.actor, saring)
    tampak = [c for c in satu.kolom if c.kunci in kolom]
    folder = folder_ekspor(langkah.config.var)
    keadaan: dict[str, Any] = langkah.kursor or {
        "k": None,
        "n": 0,
        "bita": 0,
        "m": satu.hitung(k) if satu.hitung else 0,
    }
    tampung = folder / f"{langkah.job_id}.jsonl"
    if not keadaan.get("habis"):
        _baca(langkah, satu, k, tampak, keadaan, tampung)
        if format == "xlsx" and keadaan["n"] > lembar.BARIS_XLSX:
            raise AturanDilanggar(
                "Daftar ini lebih panjang dari yang dapat ditampung satu lembar XLSX. Persempit dengan penyaring, "
                "atau pilih CSV."
            )
        return None
    n = keadaan["n"]
    db.bagi_transaksi()  # what was read stands; writing the sheet takes seconds and needs no transaction
    berkas = f"{langkah.job_id}-{secrets.token_hex(8)}.{format}"
    sementara = folder / f"{berkas}.bagian"
    with open(tampung, "rb") as sumber, open(sementara, "w+b") as keluar:
        hasil = lembar.buat(format, keluar, satu.judul, _kepala(tampak))
        for i, nilai in enumerate(_dari_tampung(sumber)):
            hasil.tulis(nilai)
            if i % 5000 == 4999:
                perpanjang(langkah.job_id)
        hasil.tutup()
    os.replace(sementara, folder / berkas)
    tampung.unlink(missing_ok=True)
    catat(langkah.actor, satu, k, format, n)
    langkah.kemajuan(n, n, "Selesai")
    return hasil_jadi(f"{angka(n)} baris", f"/daftar/unduhan/{langkah.job_id}", berkas, nama_berkas(satu, format))


def _baca(
    langkah: Langkah, satu: Daftar, k: Konteks, kolom: list[Kolom], keadaan: dict[str, Any], tampung: Path
) -> None:
    """One step: the next rows go to the end of the spool as it stood when the last step was committed."""
    kursor = Kursor(tuple(keadaan["k"])) if keadaan["k"] else None
    semua = satu.ambil(k, kursor, SEKALI)
    isi = semua[:SEKALI]
    bita = tampung_lagi(tampung, keadaan["bita"], ([_ke_json(n) for n in _nilai(kolom, b, k)] for b in isi))
    n = keadaan["n"] + len(isi)
    habis = len(semua) <= SEKALI
    m = max(keadaan["m"], n)
    langkah.kemajuan(n, m, "Menyusun berkas" if habis else f"Membaca {satu.judul.lower()}")
    langkah.lanjut(
        {
            "k": list(satu.kunci_baris(k, isi[-1])) if isi else None,
            "n": n,
            "bita": bita,
            "m": m,
            "habis": habis or not isi,
        }
    )
    keadaan["n"] = n


def tampung_lagi(tampung: Path, dari: int, isi: Iterable[Any]) -> int:
    """Cut the spool back to `dari` bytes, where the last committed step ended, and write a line of JSON for each value;
    returns where it ends now."""
    with open(tampung, "r+b" if tampung.exists() else "w+b") as f:
        f.truncate(dari)
        f.seek(dari)
        for satu in isi:
            f.write(json.dumps(satu, ensure_ascii=False).encode() + b"\n")
        return f.tell()


def hasil_jadi(apa: str, url: str, berkas: str, nama: str) -> dict[str, Any]:
    """The result of a job whose file is ready (see `berkas_jadi`): "`apa` siap diunduh sampai ..."."""
    sampai = now() + UMUR
    return {
        "pesan": f"{apa} siap diunduh sampai {tanggal_jam(sampai)}.", "url": url, "berkas": berkas, "nama": nama,
        "sampai": sampai.isoformat(),
    }  # fmt: skip


def perpanjang(job_id: int) -> None:
    """Keep the job while the sheet is written (no transaction is open meanwhile)."""
    with db.engine().begin() as koneksi:
        milik = (Job.id == job_id) & (Job.keadaan == "berjalan")
        koneksi.execute(update(Job).where(milik).values(sewa_sampai=now() + SEWA))


def _kepala(kolom: Sequence[Kolom]) -> list[str]:
    return [judul for c in kolom for judul, _ in c.lembar()]


def _nilai(kolom: Sequence[Kolom], baris: Any, k: Konteks) -> list[Any]:
    return [ambil(baris, k) for c in kolom for _, ambil in c.lembar()]


def _ke_json(n: Any) -> Any:
    """A value in the spool: text and whole numbers as they are, the rest with its kind."""
    if n is None or isinstance(n, (str, bool, int, float)):
        return str(n) if isinstance(n, str) else n
    if isinstance(n, datetime):
        return {"w": n.astimezone(UTC).isoformat()}
    if isinstance(n, date):
        return {"d": n.isoformat()}
    if isinstance(n, Uang):
        return {"u": n.sen}
    return {"n": str(n)} if isinstance(n, Decimal) else str(n)


def _dari_tampung(sumber: IO[bytes]) -> Iterator[list[Any]]:
    for baris in sumber:
        yield [_dari_json(n) if isinstance(n, dict) else n for n in json.loads(baris)]


def _dari_json(n: dict[str, Any]) -> Any:
    ((macam, isi),) = n.items()
    if macam == "w":
        return datetime.fromisoformat(isi)
    if macam == "d":
        return date.fromisoformat(isi)
    return Uang(isi) if macam == "u" else Decimal(isi)


# Finished files ----------------------------------------------------------------------------------------------------


def folder_ekspor(var: Path) -> Path:
    folder = var / "ekspor"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def berkas_jadi(var: Path, job: Job, jenis: str = "ekspor_daftar") -> tuple[Path, str]:
    """(path, name for the person) of what a finished job of that kind made. Raises `TidakDitemukan` when it is gone or never was one."""
    hasil = job.hasil if isinstance(job.hasil, dict) else {}
    jalur = var / "ekspor" / str(hasil.get("berkas", "-"))
    lewat = not hasil.get("sampai") or datetime.fromisoformat(hasil["sampai"]) <= now()
    if job.jenis != jenis or job.keadaan != "selesai" or lewat or not jalur.is_file():
        raise TidakDitemukan("Berkas unduhan ini sudah dihapus (disimpan satu hari). Minta lagi.")
    return jalur, str(hasil["nama"])


@berkala("buang_ekspor", setiap=3600, uraian="Menghapus berkas unduhan yang lewat sehari")
def buang_ekspor(langkah: Langkah) -> dict[str, Any]:
    batas, dibuang = time.time() - UMUR.total_seconds(), 0
    for jalur in folder_ekspor(langkah.config.var).iterdir():
        if jalur.is_file() and jalur.stat().st_mtime < batas:
            jalur.unlink(missing_ok=True)
            dibuang += 1
    return {"dibuang": dibuang}
