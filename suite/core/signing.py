"""The two steps of a signature: a signing service across the network must never hold a lock.

First transaction: number, date and the hash of the final bytes are bound to the document and committed. Then, with no
transaction open, the signature is made. Second transaction: it is checked and published.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog

from suite.core import db
from suite.core.documents.signing import HasilPeriksa, Penanda, Signer
from suite.core.errors import GalatSuite
from suite.core.pulih.metrik import TANDA_TANGAN

log = structlog.get_logger("suite.tanda_tangan")


def dua_langkah(
    ikat: Callable[[], tuple[bytes, Penanda, datetime]],
    signer: Signer,
    terbitkan: Callable[[bytes, HasilPeriksa], object],
    *,
    gagal: Callable[[], GalatSuite],
) -> None:
    """Bind and commit (`ikat` returns the bound bytes, who signs, when), sign outside, `terbitkan(signed, verdict)`.

    The verdict over the signed bytes is asked outside too: it may come from across the network as well.

    When the signer fails in any way the binding stands, nothing is published, and `gagal()` is raised.
    """
    pdf, penanda, waktu = ikat()
    db.bagi_transaksi()
    try:
        ditandatangani = signer.tanda_tangani(pdf, penanda=penanda, waktu=waktu)
        hasil = signer.periksa(ditandatangani)
    except Exception as galat:
        TANDA_TANGAN.labels("gagal").inc()
        log.warning("tanda tangan gagal", galat=repr(galat))
        raise gagal() from galat
    TANDA_TANGAN.labels("berhasil").inc()
    terbitkan(ditandatangani, hasil)
