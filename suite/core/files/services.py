"""Take a file in, keep one of ours, read one back."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from functools import partial
from typing import IO

import pikepdf
from sqlalchemy import select, text

from suite.core import db
from suite.core.actor import Actor
from suite.core.clock import now
from suite.core.db import session
from suite.core.errors import AturanDilanggar, Dimusnahkan
from suite.core.files import child, sniff
from suite.core.files.models import StoredFile
from suite.core.files.store import gudang

BATAS_MB = 25
DOKUMEN = (sniff.PDF, sniff.PNG, sniff.JPEG)
"""What a scan or a letter may be."""
LAMPIRAN = (*DOKUMEN, sniff.XLSX, sniff.DOCX, sniff.TEKS)
"""What may go with a letter."""

_SEBUT = {
    sniff.PDF: "PDF",
    sniff.PNG: "PNG",
    sniff.JPEG: "JPEG",
    sniff.XLSX: "XLSX",
    sniff.DOCX: "DOCX",
    sniff.TEKS: "teks",
}


def terima(
    actor: Actor, nama: str, aliran: IO[bytes], *, boleh: Sequence[str] = DOKUMEN, batas_mb: int = BATAS_MB
) -> StoredFile:
    """Take in an uploaded file: bounded, sniffed, inspected in a child process, images cleaned, stored once.

    Raises `AturanDilanggar(field="berkas")` with what to do.
    """
    return _baris(actor, *periksa(nama, baca_terbatas(aliran, batas_mb), boleh))


def periksa(nama: str, isi: bytes, boleh: Sequence[str] = DOKUMEN) -> tuple[bytes, str, str, int | None]:
    """(bytes to keep, name, type, pages) of a file from outside: sniffed, inspected, images cleaned. Touches no database.

    Raises `AturanDilanggar(field="berkas")` with what to do.
    """
    mime = sniff.jenis(isi)
    if mime not in boleh:
        raise _ditolak(f"Jenis berkas ini tidak diterima. Kirim {_sebut(boleh)}.")
    halaman = None
    if mime == sniff.PDF:
        halaman = int(child.jalankan("periksa_pdf", isi))
    elif mime in {sniff.PNG, sniff.JPEG}:
        isi = child.jalankan("rapikan_foto", isi, "gambar", str(len(isi)))
        halaman = 1
    elif mime in {sniff.XLSX, sniff.DOCX}:
        child.jalankan("periksa_kantor", isi)
    return isi, nama, mime, halaman


def simpan_terperiksa(actor: Actor, isi: bytes, nama: str, mime: str, halaman: int | None) -> StoredFile:
    """Keep what `periksa` let through, or bytes that are only ever downloaded and never opened here (a raw message)."""
    return _baris(actor, isi, nama, mime, halaman)


def terima_pindaian(
    actor: Actor, nama: str, bagian: Sequence[tuple[str, IO[bytes]]], *, batas_mb: int = BATAS_MB
) -> StoredFile:
    """A letter as one PDF: a PDF as it is, or several phone photos as its pages, in the order given."""
    isi = [baca_terbatas(a, batas_mb) for _, a in bagian]
    if len(isi) == 1 and sniff.jenis(isi[0]) == sniff.PDF:
        return terima(actor, bagian[0][0] or nama, io.BytesIO(isi[0]), boleh=(sniff.PDF,), batas_mb=batas_mb)
    if any(sniff.jenis(x) not in {sniff.PNG, sniff.JPEG} for x in isi) or not isi:
        raise _ditolak("Pilih satu PDF, atau satu foto dan lebih (JPEG/PNG) untuk dijadikan halaman.")
    if sum(map(len, isi)) > batas_mb * 1024 * 1024 * 2 or len(isi) > 50:
        raise _ditolak("Terlalu banyak halaman sekaligus. Bagi menjadi paling banyak 50 foto.")
    pdf = gambar_ke_pdf(isi)
    return _baris(actor, pdf, nama, sniff.PDF, len(isi))


def gambar_ke_pdf(gambar: Sequence[bytes]) -> bytes:
    """One PDF with a page for each photo (PNG or JPEG), cleaned."""
    return child.jalankan("rapikan_foto", b"".join(gambar), "pdf", *(str(len(g)) for g in gambar), detik=40)


def simpan(isi: bytes, *, nama: str, actor: Actor, halaman: int | None = None) -> StoredFile:
    """Keep a PDF that the suite made itself."""
    if halaman is None:
        with pikepdf.open(io.BytesIO(isi)) as pdf:
            halaman = len(pdf.pages)
    return _baris(actor, isi, nama, sniff.PDF, halaman)


def isi(berkas: StoredFile) -> bytes:
    """The bytes of a stored file. Raises `Dimusnahkan` when they were given up."""
    if berkas.dimusnahkan_pada is not None:
        raise Dimusnahkan(
            "Berkas ini sudah dimusnahkan menurut jadwal retensi arsip. Nama, ukuran, dan sidiknya tetap tercatat."
        )
    return gudang().baca(berkas.sidik)


def musnahkan(ids: Iterable[int]) -> int:
    """Give up the bytes of these files for good; returns how many rows it was. Name, size and hash stay.

    The bytes go once the transaction has committed, and only those that no other row still stands for.
    """
    semua, n = sorted(set(ids)), 0
    for i in range(0, len(semua), 500):
        q = select(StoredFile).where(StoredFile.id.in_(semua[i : i + 500]), StoredFile.dimusnahkan_pada.is_(None))
        for berkas in session.scalars(q).all():
            berkas.dimusnahkan_pada, n = now(), n + 1
            db.setelah_selesai(partial(buang_bita, berkas.sidik))
    session.flush()
    return n


def buang_bita(sidik: str) -> None:
    """Remove the bytes from the store, if every row that stands for them was destroyed. In a transaction of its own."""
    with db.transaksi():
        _kunci_bita(sidik, bersama=False)
        keadaan = session.scalars(select(StoredFile.dimusnahkan_pada).where(StoredFile.sidik == sidik)).all()
        if not keadaan or any(x is None for x in keadaan):
            return
        gudang().hapus(sidik)


def _kunci_bita(sidik: str, *, bersama: bool) -> None:
    """Nobody keeps bytes that another is about to remove. On SQLite the writing transaction is the only one."""
    if not db.adalah_sqlite():
        kunci = int.from_bytes(bytes.fromhex(sidik[:16]), signed=True)
        fungsi = "pg_advisory_xact_lock_shared" if bersama else "pg_advisory_xact_lock"
        session.execute(text(f"SELECT {fungsi}(:k)"), {"k": kunci})


def baca_terbatas(aliran: IO[bytes], batas_mb: int = BATAS_MB) -> bytes:
    """All bytes of a stream. Raises `AturanDilanggar` beyond `batas_mb` megabytes, or when there are none."""
    batas = batas_mb * 1024 * 1024
    isi = aliran.read(batas + 1)
    if not isi:
        raise _ditolak("Berkas kosong. Pilih berkas lain.")
    if len(isi) > batas:
        sisa = aliran.seek(0, io.SEEK_END) if aliran.seekable() else len(isi)
        raise _ditolak(
            f"Berkas {-(-sisa // (1024 * 1024))} MB, batasnya {batas_mb} MB. Pindai dengan 150 dpi atau bagi dua."
        )
    return isi


def _baris(actor: Actor, isi: bytes, nama: str, mime: str, halaman: int | None) -> StoredFile:
    _kunci_bita(hashlib.sha256(isi).hexdigest(), bersama=True)
    berkas = StoredFile(
        sidik=gudang().simpan(isi),
        nama=nama_bersih(nama),
        jenis_mime=mime,
        ukuran=len(isi),
        halaman=halaman,
        dibuat_pada=now(),
        dibuat_oleh=actor.account_id,
    )
    session.add(berkas)
    session.flush()
    return berkas


def nama_bersih(nama: str) -> str:
    """A sender's file name without folders and without what is not seen or would turn the direction; 200 letters at most."""
    nama = nama.replace("\\", "/").rsplit("/", 1)[-1]
    bersih = "".join(c for c in nama if c.isprintable() and c not in '"<>|:*?').strip(" .")
    return bersih[-200:] or "berkas"


def _sebut(boleh: Sequence[str]) -> str:
    nama = [_SEBUT[m] for m in boleh]
    return ", ".join(nama[:-1]) + f", atau {nama[-1]}" if len(nama) > 1 else nama[0]


def _ditolak(pesan: str) -> AturanDilanggar:
    return AturanDilanggar(pesan, kode="berkas", field="berkas")
