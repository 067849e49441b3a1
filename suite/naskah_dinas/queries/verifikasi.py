"""What the public page may say of a letter, and how an uploaded PDF compares with what was signed.

Nothing here asks who looks: everything that leaves this module is public, narrowed by the letter's security class.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from suite.core.clock import local_date
from suite.core.db import session
from suite.core.documents.signing import HasilPeriksa
from suite.core.files import services as files
from suite.core.identity.models import Penugasan, UnitKerja
from suite.core.kalender import tanggal_surat
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.rules import data_publik
from suite.naskah_dinas.services import tarik
from suite.naskah_dinas.services.berkas import dimusnahkan

_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,43}")
_EOF = re.compile(rb"%%EOF\r?\n?")
ASLI = ("terbit", "terkirim", "diarsipkan")
DIKENAL = (*ASLI, "ditarik")
"""States of letters whose signed bytes are told apart from a stranger's."""
SAMA_SEBAGIAN = 0.5
"""From this share of equal bytes on an altered file is still told as this letter, changed."""


@dataclass(frozen=True)
class Rujukan:
    """Another letter, named as far as its own class allows: of a restricted one only that it exists."""

    nomor: str | None
    tanggal: date | None
    token: str | None


@dataclass(frozen=True)
class DataSurat:
    """The letter as the public may see it. What its class hides is None; `terbuka` says whether anything is shown."""

    keadaan: str
    """asli, ditarik (genuine, but taken back by its sender), batal (its number was given up), belum (being signed)."""
    terbuka: bool
    hal: str | None = None
    nomor: str | None = None
    tanggal: date | None = None
    waktu: datetime | None = None
    penanda: str | None = None
    jabatan: str | None = None
    kewenangan: str | None = None
    """By what authority at that time: 'menjabat sejak 3 Januari 2024', 'Plh. 3 Maret sampai 7 Maret 2026, ...'."""
    unit: str | None = None
    kontak: str | None = None
    dimusnahkan: bool = False
    """Its content was destroyed by the rules of the archive: what is known of it still holds."""
    ditarik_pada: date | None = None
    meralat: Rujukan | None = None
    """The letter that this one corrects."""
    diralat: tuple[Rujukan, ...] = ()
    """The issued letters that correct this one, oldest first."""


def surat_bertoken(token: str) -> SuratKeluar | None:
    """The letter of a public address, None for an unknown one."""
    if not _TOKEN.fullmatch(token):
        return None
    return session.scalars(select(SuratKeluar).where(SuratKeluar.token == token)).one_or_none()


def data_surat(surat: SuratKeluar) -> DataSurat:
    """What the page says, by class: of T, R and SR only whether it is genuine."""
    keadaan = _keadaan(surat)
    boleh = data_publik(surat.keamanan)
    penarikan = tarik.penarikan(surat.id) if keadaan == "ditarik" else None
    asal = tarik.yang_diralat(surat)
    lain: dict[str, Any] = {
        "ditarik_pada": local_date(penarikan.pada) if penarikan is not None else None,
        "meralat": _rujukan(asal) if asal is not None and keadaan != "belum" else None,
        "diralat": tuple(_rujukan(x) for x in tarik.ralat_dari(surat) if _keadaan(x) == "asli"),
    }
    if keadaan == "belum" or not any((boleh.nomor, boleh.hal, boleh.tanggal, boleh.penanda_tangan)):
        return DataSurat(keadaan, False, **lain)
    unit = session.get_one(UnitKerja, surat.opd_id)
    return DataSurat(
        keadaan=keadaan,
        terbuka=True,
        hal=surat.hal if boleh.hal else None,
        nomor=surat.nomor if boleh.nomor else None,
        tanggal=surat.tanggal if boleh.tanggal else None,
        # the hour of the signature belongs to the day that the letter bears: not so under a number in between
        waktu=surat.ditandatangani_pada if boleh.tanggal and not surat.sisipan else None,
        penanda=surat.penanda.nama_lengkap if boleh.penanda_tangan and surat.penanda else None,
        jabatan=surat.penanda_sebutan if boleh.penanda_tangan else None,
        kewenangan=_kewenangan(surat) if boleh.penanda_tangan else None,
        unit=unit.nama,
        kontak=unit.kontak or None,
        dimusnahkan=dimusnahkan(surat),
        **lain,
    )


def _keadaan(surat: SuratKeluar) -> str:
    if surat.status in DIKENAL and surat.signed_id:
        return "ditarik" if surat.status == "ditarik" else "asli"
    return "batal" if surat.status == "batal" else "belum"


def _rujukan(surat: SuratKeluar) -> Rujukan:
    boleh = data_publik(surat.keamanan)
    return Rujukan(
        surat.nomor if boleh.nomor else None,
        surat.tanggal if boleh.tanggal else None,
        surat.token if boleh.nomor else None,
    )


def data_bersidik(sidik: str) -> DataSurat | None:
    """What the public may know of the letter whose signed bytes have this SHA-256 (hex); None: no letter of ours."""
    surat = _bersidik([sidik])
    return data_surat(surat) if surat is not None else None


def _kewenangan(surat: SuratKeluar) -> str | None:
    p = session.get(Penugasan, surat.penanda_penugasan_id) if surat.penanda_penugasan_id else None
    if p is None:
        return None
    if p.jenis == "definitif":
        return f"menjabat sejak {tanggal_surat(p.mulai)}"
    sampai = f" sampai {tanggal_surat(p.sampai)}" if p.sampai else ""
    dasar = f", berdasarkan {p.dasar}" if p.dasar else ""
    return f"{p.jenis} sejak {tanggal_surat(p.mulai)}{sampai}{dasar}"


# Comparing an upload -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Banding:
    """The verdict over an uploaded PDF.

    `kode`: asli (byte for byte what was signed), ditambah (something was appended afterwards), diubah (bytes changed),
    lain (a genuine letter, but not the one of this page), bukan (no letter of ours as far as can be told),
    tanpa_tanda_tangan, bukan_pdf. `surat` is the letter that it is or was made from. `revisi` are the bytes that the
    signature covers, `ukuran` those of the file, `sidik` the SHA-256 (hex) of the signed revision as registered.
    """

    kode: str
    surat: DataSurat | None = None
    token: str | None = None
    ukuran: int = 0
    revisi: int | None = None
    sidik: str = ""
    penanda: str = ""
    ditandatangani_pada: date | None = None


def bandingkan(pdf: bytes, periksa: Callable[[bytes], HasilPeriksa], surat: SuratKeluar | None) -> Banding:
    """Compare an upload with the letter of a page (`surat`), or with all letters of ours (None).

    The hash decides first: a signature that still verifies does not prove that no byte was changed (the padding of its
    own field is not covered). `periksa` gives the signer's verdict; it is asked only when no hash is equal.
    """
    ukuran = len(pdf)
    if not pdf.startswith(b"%PDF-"):
        return Banding("bukan_pdf", ukuran=ukuran)
    sidik = hashlib.sha256(pdf).hexdigest()
    ada = surat if surat is not None and surat.signed_sidik == sidik else _bersidik([sidik])
    if ada is not None:
        return _banding("asli" if surat is None or ada.id == surat.id else "lain", ada, pdf)
    hasil = periksa(pdf)
    asal, utuh = _asal(pdf, hasil, surat)
    if asal is None:
        if hasil.kode == "tanpa_tanda_tangan":
            return Banding(hasil.kode, ukuran=ukuran)
        # It names a signer of ours or claims to: which letter it was cannot be told any more.
        dikenal = hasil.penanda and hasil.kode != "sertifikat_tidak_dikenal"
        return Banding("lain" if surat is not None else "diubah" if dikenal else "bukan", ukuran=ukuran)
    if surat is not None and asal.id != surat.id:
        return _banding("lain", asal, pdf)
    return _banding("ditambah" if utuh else "diubah", asal, pdf)


def _banding(kode: str, surat: SuratKeluar, pdf: bytes) -> Banding:
    publik = data_surat(surat)
    revisi = surat.signed.ukuran if surat.signed is not None else None
    waktu = surat.ditandatangani_pada
    return Banding(
        kode=kode,
        surat=publik,
        token=surat.token if publik.terbuka else None,
        ukuran=len(pdf),
        revisi=revisi,
        sidik=surat.signed_sidik,
        penanda=publik.penanda or "",
        ditandatangani_pada=local_date(waktu) if publik.terbuka and waktu is not None else None,
    )


def _bersidik(sidik: list[str]) -> SuratKeluar | None:
    if not sidik:
        return None
    q = select(SuratKeluar).where(SuratKeluar.signed_sidik.in_(sidik), SuratKeluar.status.in_(DIKENAL))
    return session.scalars(q.order_by(SuratKeluar.id).limit(1)).first()


def _asal(pdf: bytes, hasil: HasilPeriksa, surat: SuratKeluar | None) -> tuple[SuratKeluar | None, bool]:
    """The letter that the bytes were made from, and whether its signed revision still stands whole at their start."""
    awalan = _awalan(pdf, hasil)
    if surat is not None and surat.signed is not None:
        ukuran = surat.signed.ukuran
        if len(pdf) > ukuran and hashlib.sha256(pdf[:ukuran]).hexdigest() == surat.signed_sidik:
            return surat, True
    sidik = _sidik_awalan(pdf, awalan)
    if (ada := _bersidik(sidik)) is not None:
        return ada, True
    if (ada := _terikat(sidik)) is not None:
        return ada, False
    ada = surat is not None and surat.signed is not None and surat.signed.dimusnahkan_pada is None
    if ada and surat is not None and surat.signed is not None and _serupa(pdf, files.isi(surat.signed)):
        return surat, False
    return None, False


def _awalan(pdf: bytes, hasil: HasilPeriksa) -> list[int]:
    """Where an earlier revision may end: what the signature covers, and each end-of-file mark (20 at most)."""
    batas = {hasil.revisi} if hasil.revisi and 0 < hasil.revisi < len(pdf) else set()
    for m in _EOF.finditer(pdf):
        if len(batas) > 20:
            break
        # The mark's line end may or may not belong to the revision.
        batas |= {m.end(), m.start() + 5, m.start() + 6}
    return sorted(n for n in batas if n is not None and n < len(pdf))


def _sidik_awalan(pdf: bytes, batas: list[int]) -> list[str]:
    """SHA-256 (hex) of the file up to each of these places (ascending), in one pass."""
    jalan, mulai, hasil = hashlib.sha256(), 0, []
    for n in batas:
        jalan.update(memoryview(pdf)[mulai:n])
        hasil.append(jalan.copy().hexdigest())
        mulai = n
    return hasil


def _terikat(sidik: list[str]) -> SuratKeluar | None:
    """The letter whose bytes before the signature these are: what was changed lies in the signature itself."""
    if not sidik:
        return None
    q = select(SuratKeluar).where(SuratKeluar.final_sidik.in_(sidik), SuratKeluar.status.in_(DIKENAL))
    return session.scalars(q.order_by(SuratKeluar.id).limit(1)).first()


def _serupa(pdf: bytes, asli: bytes) -> bool:
    """Do the two share so much, place by place, that one was made from the other?"""
    n = min(len(pdf), len(asli))
    if n < 1000:
        return False
    langkah = max(n // 20_000, 1)
    sama = sum(pdf[i] == asli[i] for i in range(0, n, langkah))
    return sama >= SAMA_SEBAGIAN * len(range(0, n, langkah)) or _bertanda_sama(pdf, asli)


def _bertanda_sama(pdf: bytes, asli: bytes) -> bool:
    """Does the upload carry the very signature of the letter (its content may have moved)?"""
    cari = re.search(rb"/Contents\s*<([0-9A-Fa-f]{200,}?)0*>", asli)
    return cari is not None and cari[1] in pdf
