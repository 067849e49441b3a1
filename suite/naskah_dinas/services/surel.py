"""Letters that come by mail: a message or a mailbox becomes proposals, and the registry registers what it chooses.

A job reads one message a step, in a child process and with no transaction open. A message that cannot be read is a row that
says why, and the message itself stays downloadable: nothing that was brought in is lost until its importer throws it away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import IO, Any

from sqlalchemy import func, select

from suite.core import db
from suite.core.actor import Actor
from suite.core.clock import local_date, now, today
from suite.core.db import session
from suite.core.documents.render import cetak, gantikan_asing
from suite.core.errors import AturanDilanggar
from suite.core.files import services as files
from suite.core.files import surel
from suite.core.files.models import StoredFile
from suite.core.jobs import Job, Langkah, antrekan, pekerjaan
from suite.core.kalender import tanggal_surat
from suite.naskah_dinas.models import SuratMasuk
from suite.naskah_dinas.models_surel import LampiranMasuk, UsulanSurel
from suite.naskah_dinas.services import masuk

TERBANYAK = 200
"""Messages of one upload."""
JOB = "impor_surel"
_KEPALA = re.compile(rb"\s*(?:From [^\r\n]*\r?\n)?[!-9;-~]+[ \t]*:")
_OUTLOOK = b"\xd0\xcf\x11\xe0"


def pasang() -> None:
    """Importing this module registers its job; the call keeps the import visible."""


def unggah(actor: Actor, nama: str, aliran: IO[bytes], *, batas_mb: int) -> Job:
    """Take in an .eml or an mbox and ask for it to be read. Raises `AturanDilanggar(field="berkas")`."""
    isi = files.baca_terbatas(aliran, batas_mb)
    if isi.startswith(_OUTLOOK):
        raise _ditolak("Berkas .msg dari Outlook tidak dapat dibaca. Simpan surelnya sebagai .eml, lalu unggah lagi.")
    if _KEPALA.match(isi[:4000]) is None:
        raise _ditolak("Berkas ini bukan surel. Simpan satu surel sebagai .eml, atau kotak surat sebagai .mbox.")
    banyak = len(surel.potong(isi))
    if banyak > TERBANYAK:
        raise _ditolak(f"Kotak surat ini memuat {banyak} surel, batasnya {TERBANYAK}. Bagi menjadi beberapa berkas.")
    jenis = surel.MBOX if surel.adalah_mbox(isi) else surel.EML
    berkas = files.simpan_terperiksa(actor, isi, nama, jenis, None)
    return antrekan(JOB, {"berkas": berkas.id}, actor)


def _ditolak(pesan: str) -> AturanDilanggar:
    return AturanDilanggar(pesan, kode="berkas", field="berkas")


@pekerjaan(JOB, izin="surat_masuk.catat", uraian="Membaca surel")
def _baca(langkah: Langkah, berkas: int) -> dict[str, Any] | None:
    """One message a step; the bytes are cut up anew each time, so that nothing is kept between steps."""
    ke, terbaca = langkah.kursor or (0, 0)
    isi = files.isi(session.get_one(StoredFile, berkas))
    letak = surel.potong(isi)
    mentah = surel.ambil(isi, *letak[ke])
    del isi
    db.bagi_transaksi()  # reading it and its attachments takes seconds, and needs no transaction
    usulan, diterima = _urai(mentah, ke + 1)
    terbaca += _simpan(langkah.actor, usulan, mentah, diterima)
    langkah.kemajuan(ke + 1, len(letak), "Membaca surel")
    if ke + 1 < len(letak):
        langkah.lanjut([ke + 1, terbaca])
        return None
    files.musnahkan([berkas])  # each message is kept by itself; what nobody registers must not stay in a mailbox
    sisa = len(letak) - terbaca
    pesan = f"{terbaca} surel siap diperiksa" + (f", {sisa} sudah ada dalam daftar." if sisa else ".")
    return {"pesan": pesan, "url": "/surat-masuk/surel"}


Terperiksa = tuple[bytes, str, str, int | None]


def _urai(mentah: bytes, ke: int) -> tuple[UsulanSurel, list[Terperiksa | None]]:
    """The proposal of a message and, for each of its `lampiran`, what is to be kept of it (None: left out)."""
    usulan = UsulanSurel(keadaan="terbuka", sebab="", catatan=[], lampiran=[])
    try:
        s = surel.urai(mentah)
    except AturanDilanggar as galat:
        usulan.keadaan, usulan.sebab, usulan.hal = "ditolak", galat.pesan[:500], f"Surel ke-{ke}"
        return usulan, []
    usulan.pengirim, usulan.kepada, usulan.hal, usulan.pengenal = s.pengirim, s.kepada, s.hal, s.pengenal
    usulan.teks, usulan.catatan = s.teks, list(s.catatan)
    hari = local_date(s.tanggal) if s.tanggal else None
    usulan.tanggal = hari if hari is not None and date(1990, 1, 1) <= hari <= today() else None
    if usulan.tanggal is None:
        usulan.catatan.append("Tanggal pada surel ini tidak ada atau tidak masuk akal. Isi tanggal suratnya.")
    if not s.pengirim:
        usulan.catatan.append("Surel ini tidak menyebut pengirim.")
    hasil: list[Terperiksa | None] = []
    for nama, isi in s.lampiran:
        satu: Terperiksa | None = None
        sebab = ""
        try:
            if not isi:
                raise _ditolak("Berkas kosong.")
            satu = files.periksa(nama, isi, files.LAMPIRAN)
        except AturanDilanggar as galat:
            sebab = galat.pesan
        usulan.lampiran = [*usulan.lampiran, {"nama": nama, "ukuran": len(isi), "file_id": None, "sebab": sebab}]
        hasil.append(satu)
    usulan.lampiran += [{"nama": n, "ukuran": 0, "file_id": None, "sebab": sebab} for n, sebab in s.ditolak]
    return usulan, hasil


def _simpan(actor: Actor, usulan: UsulanSurel, mentah: bytes, diterima: Sequence[Terperiksa | None]) -> bool:
    """Keep the message with its attachments, unless the same one still waits; whether it was kept."""
    berkas = files.simpan_terperiksa(actor, mentah, f"{usulan.hal or 'surel'}.eml".replace("/", "-"), surel.EML, None)
    assert actor.account_id is not None
    q = select(UsulanSurel.id).join(StoredFile, StoredFile.id == UsulanSurel.mentah_id)
    menunggu = UsulanSurel.keadaan.in_(("terbuka", "ditolak"))
    if session.scalar(
        q.where(UsulanSurel.account_id == actor.account_id, menunggu, StoredFile.sidik == berkas.sidik).limit(1)
    ):
        session.delete(berkas)
        return False
    lampiran = [dict(x) for x in usulan.lampiran]
    for x, satu in zip(lampiran, diterima, strict=False):
        if satu is not None:
            disimpan = files.simpan_terperiksa(actor, *satu)
            x |= {"file_id": disimpan.id, "nama": disimpan.nama, "ukuran": disimpan.ukuran}
    usulan.account_id, usulan.mentah_id, usulan.lampiran, usulan.dibuat_pada = (
        actor.account_id, berkas.id, lampiran, now(),
    )  # fmt: skip
    session.add(usulan)
    session.flush()
    return True


# What the registry decides -----------------------------------------------------------------------------------------


def milik(actor: Actor, ids: Sequence[int] | None = None, *, terbanyak: int = 20) -> Sequence[UsulanSurel]:
    """Proposals of the actor that wait, oldest first; of these `ids` only, when given."""
    q = select(UsulanSurel).where(
        UsulanSurel.account_id == (actor.account_id or 0), UsulanSurel.keadaan.in_(("terbuka", "ditolak"))
    )
    if ids is not None:
        q = q.where(UsulanSurel.id.in_(list(ids)[:terbanyak]))
    return session.scalars(q.order_by(UsulanSurel.id).limit(terbanyak)).all()


def jumlah(actor: Actor) -> int:
    """How many proposals of the actor wait."""
    q = select(func.count()).select_from(UsulanSurel).where(
        UsulanSurel.account_id == (actor.account_id or 0), UsulanSurel.keadaan.in_(("terbuka", "ditolak"))
    )  # fmt: skip
    return session.scalar(q) or 0


def daftarkan(actor: Actor, usulan: UsulanSurel, isian: masuk.IsianMasuk) -> SuratMasuk:
    """Register the message: its text as the paper, its attachments and the message itself beside it.

    Raises `AturanDilanggar` as `masuk.catat`, and when it was registered or thrown away meanwhile.
    """
    session.refresh(usulan, with_for_update=True)
    if usulan.keadaan != "terbuka":
        raise AturanDilanggar("Surel ini tidak dapat dicatat dari sini.", kode="keadaan", field="pengirim")
    kertas = files.simpan(lembar(usulan), nama=f"{isian.hal[:120]}.pdf".replace("/", "-"), actor=actor)
    m = masuk.catat(actor, isian, kertas, asli=usulan.mentah)
    ada = [(x["nama"], x["file_id"]) for x in usulan.lampiran if x["file_id"]]
    for urut, (judul, file_id) in enumerate([*ada, ("Surel asli (.eml)", usulan.mentah_id)], 1):
        session.add(LampiranMasuk(surat_masuk_id=m.id, urut=urut, judul=judul[:200], file_id=file_id))
    usulan.keadaan, usulan.surat_masuk_id, usulan.teks = "tercatat", m.id, ""
    session.flush()
    return m


def buang(actor: Actor, usulan: Sequence[UsulanSurel]) -> int:
    """Throw these proposals away with their files; how many it was."""
    berkas = [x["file_id"] for u in usulan for x in u.lampiran if x["file_id"]] + [u.mentah_id for u in usulan]
    for u in usulan:
        u.keadaan, u.teks, u.lampiran, u.catatan = "dibuang", "", [], []
        u.pengirim = u.kepada = u.hal = u.pengenal = ""
    files.musnahkan(berkas)
    return len(usulan)


def lembar(u: UsulanSurel) -> bytes:
    """The message as a letter to read: its head, its text, what came with it and what was left out."""
    return cetak(
        "naskah_dinas/documents/surel.typ",
        {
            "judul": gantikan_asing(u.hal) or "Surel tanpa hal",
            "kepala": [
                [label, gantikan_asing(nilai) or "-"]
                for label, nilai in (
                    ("Dari", u.pengirim),
                    ("Kepada", u.kepada),
                    ("Tanggal", tanggal_surat(u.tanggal) if u.tanggal else ""),
                    ("Hal", u.hal),
                    ("Pengenal", u.pengenal),
                )
            ],
            "alinea": gantikan_asing(u.teks).split("\n"),
            "lampiran": [
                gantikan_asing(x["nama"]) + (f" (tidak disimpan: {gantikan_asing(x['sebab'])})" if x["sebab"] else "")
                for x in u.lampiran
            ],
            "catatan": u.catatan,
            "sidik": u.mentah.sidik,
        },
    )
