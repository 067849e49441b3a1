"""What the operations of naskah dinas share: loaders, uploads, acts in words."""

from __future__ import annotations

from typing import Any

from flask import Response

from suite.core import workflow
from suite.core.actor import Actor
from suite.core.api.bidang import ID_TERBESAR
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.files import services as files
from suite.core.files.models import StoredFile
from suite.naskah_dinas.models import Berkas, Disposisi, SuratKeluar, SuratMasuk


def surat_keluar(id: int, **_: Any) -> SuratKeluar | None:
    return session.get(SuratKeluar, id) if id < ID_TERBESAR else None


def surat_masuk(id: int, **_: Any) -> SuratMasuk | None:
    return session.get(SuratMasuk, id) if id < ID_TERBESAR else None


def disposisi(id: int, **_: Any) -> Disposisi | None:
    return session.get(Disposisi, id) if id < ID_TERBESAR else None


def berkas(id: int, **_: Any) -> Berkas | None:
    return session.get(Berkas, id) if id < ID_TERBESAR else None


def unggahan(actor: Actor, id: int, bidang: str) -> StoredFile:
    """A file that this account uploaded. Raises `AturanDilanggar` for any other, there or not."""
    ada = session.get(StoredFile, id)
    if ada is None or actor.account_id is None or ada.dibuat_oleh != actor.account_id:
        raise AturanDilanggar(
            "Unggahan itu tidak ada, atau bukan milik akun Anda. Unggah berkasnya dahulu.", field=bidang
        )
    return ada


def kirim(berkas: StoredFile) -> Response:
    """A stored file, to be saved."""
    return kirim_bita(files.isi(berkas), berkas.nama, "application/octet-stream")


def kirim_bita(isi: bytes, nama: str, mime: str) -> Response:
    jawab = Response(isi, mimetype=mime)
    jawab.headers.set("Content-Disposition", "attachment", filename=nama)
    jawab.headers["Cache-Control"] = "private, no-store"
    return jawab


def rujuk(x: Any) -> dict[str, Any]:
    """`{id, nama}` of a unit, post or person."""
    return {"id": x.id, "nama": getattr(x, "nama_lengkap", x.nama)}


def tindakan(dok: Any, actor: Actor, operasi: dict[str, str]) -> dict[str, Any]:
    """What the actor may do with the document now, and by which operation."""
    b = workflow.bilah(dok, actor)
    semua = [a for a in (b.utama, b.sekunder, *b.lainnya) if a is not None]
    return {
        "versi": b.versi,
        "giliran": b.giliran,
        "giliran_saya": b.giliran_saya,
        "tindakan": [
            {
                "nama": a.nama,
                "label": a.label,
                "utama": a.utama,
                "catatan_wajib": a.catatan_wajib,
                "pertanyaan": a.tegas,
                "halangan": a.alasan,
                "operasi": operasi.get(a.nama),
            }
            for a in semua
        ],
    }


def contoh_tindakan(nama: str, label: str, operasi: str) -> dict[str, Any]:
    """An answer of `tindakan` for the documentation."""
    satu = {
        "nama": nama,
        "label": label,
        "utama": True,
        "catatan_wajib": False,
        "pertanyaan": "",
        "halangan": "",
        "operasi": operasi,
    }
    return {"versi": 1, "giliran": "Menunggu Anda", "giliran_saya": True, "tindakan": [satu]}


CONTOH_PENERIMA = {"isi": [{"id": 35, "nama": "Kepala Bidang Pelayanan Kesehatan", "keterangan": "drg. Sari Utami"}]}
