"""ETags: what a client has read, so that it need not read it again, and cannot write over what it has not seen.

The ETag of an answer is `"<version>.<fingerprint>"`, or `"<fingerprint>"` for what has no version. Reading again asks for
all of it (`If-None-Match`: 304 when not a byte is different; whose turn it is may change without a new version). Changing
asks for the version alone (`If-Match`), which the answer's `versi` names as well. flask-smorest's ETags are not used: they
hide the version in a hash, and know PUT, PATCH and DELETE only, while the acts of the office are POSTs.
"""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Response, request

from suite.core import workflow
from suite.core.errors import GalatSuite, MasukanSalah
from suite.core.workflow.models import Dokumen  # not the package, which stands on `peristiwa` and so on this one

KEPALA = "If-Match"


class PerluPrasyarat(GalatSuite):
    """A change that does not say which version it is based on (428)."""

    status = 428
    judul = "Versi belum disebut"


class PrasyaratGagal(GalatSuite):
    """The version that the change is based on is no longer the present one (412)."""

    status = 412
    judul = "Sudah berubah"


def versi_diminta(objek: Any, isi: dict[str, Any] | None) -> int:
    """The version on which a change of `objek` is based: of `If-Match`, else `versi` of the body.

    Raises `PerluPrasyarat` without either, `PrasyaratGagal` for a stale `If-Match`. A stale `versi` is left to the service,
    which locks the row before it looks (409); so is an object that changes between this look and that one.
    """
    if KEPALA in request.headers:
        return _cocok(objek)
    if isi is None or isi.get("versi") is None:
        atau = "" if isi is None else ", atau `versi` di dalam badan"
        raise PerluPrasyarat(
            f"Sebut versi yang Anda ubah: baca dahulu dengan GET, lalu kirim ETag-nya sebagai {KEPALA}{atau}.",
            kode="perlu_versi",
            field=KEPALA,
        )
    return isi["versi"]


def _cocok(objek: Any) -> int:
    diminta = request.if_match
    if not diminta.star_tag and not diminta.as_set():
        raise MasukanSalah(f'{KEPALA} berisi ETag dari GET, dalam tanda petik, misalnya "3".', field=KEPALA)
    if not diminta.star_tag and str(objek.versi) not in {e.partition(".")[0] for e in diminta.as_set()}:
        sebab = workflow.perubahan_terakhir(objek) if isinstance(objek, Dokumen) else "Orang lain lebih dahulu."
        raise PrasyaratGagal(
            f"{sebab} Baca lagi dengan GET, periksa, lalu kirim dengan ETag barunya.", kode="versi_usang", field=KEPALA
        )
    return objek.versi


def bubuhkan(jawab: Response) -> Response:
    """Give an answer with a body its ETag; a GET whose `If-None-Match` names it is answered 304 without a body."""
    if jawab.status_code >= 300 or not jawab.get_data():
        return jawab
    isi = jawab.get_json() if jawab.is_json else None
    sidik = hashlib.sha256(jawab.get_data()).hexdigest()[:16]
    versi = isi.get("versi") if isinstance(isi, dict) else None
    jawab.set_etag(sidik if versi is None else f"{versi}.{sidik}")
    jawab.vary.update(("Authorization", "X-Bertindak-Sebagai"))
    if request.method == "GET":
        jawab.make_conditional(request)
    return jawab
