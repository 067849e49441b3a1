"""The two steps of a signature: a signing service across the network must never hold a lock.

First transaction: number, date and the hash of the final bytes are bound to the document and committed. Then, with no
transaction open, the signature is made. Second transaction: it is checked and published.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog

from suite.core import db
from suite.core.documents.bsre import BsreSigner, Rahasia
from suite.core.documents.signing import HasilPeriksa, Penanda, Signer
from suite.core.errors import AturanDilanggar, GalatSuite
from suite.core.identity.models import Pegawai
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

    When the signer fails in any way the binding stands, nothing is published, and its own refusal or `gagal()` is raised.
    Raises `AturanDilanggar` before anything is bound when the signer wants a passphrase that nobody typed (a job).
    """
    if isinstance(signer, BsreSigner) and signer.rahasia is None:
        raise AturanDilanggar(TANPA_FRASA, kode="minta_frasa", field="frasa")
    pdf, penanda, waktu = ikat()
    db.bagi_transaksi()
    try:
        ditandatangani = signer.tanda_tangani(pdf, penanda=penanda, waktu=waktu)
        hasil = signer.periksa(ditandatangani)
    except Exception as galat:
        TANDA_TANGAN.labels("gagal").inc()
        log.warning("tanda tangan gagal", galat=repr(galat))
        if isinstance(galat, GalatSuite):
            raise
        raise gagal() from galat
    TANDA_TANGAN.labels("berhasil").inc()
    terbitkan(ditandatangani, hasil)


def minta_frasa(signer: Signer) -> bool:
    """Does this service ask the person for a passphrase (or one-time code) at every act of signing?"""
    return isinstance(signer, BsreSigner)


def buka(signer: Signer, pegawai: Pegawai | None, frasa: str, *, totp: bool = False) -> Signer:
    """The signer of one act of `pegawai`, opened with what was typed; it lives in this request only and is kept nowhere.

    Raises `AturanDilanggar` (field `frasa`) before any number is taken when it is missing, or when the person has no NIK.
    """
    if not isinstance(signer, BsreSigner):
        return signer
    if pegawai is None or not pegawai.nik:
        raise AturanDilanggar(TANPA_NIK, kode="tanpa_nik", field="frasa")
    if totp and not signer.v2:
        raise AturanDilanggar("Layanan ini tidak memakai kode sekali pakai. Ketik frasa sandi.", field="frasa")
    if not frasa or len(frasa) > 200:
        raise AturanDilanggar("Ketik frasa sandi sertifikat elektronik Anda.", kode="frasa_kosong", field="frasa")
    return signer.dengan(Rahasia(frasa, totp))


TANPA_FRASA = "Layanan tanda tangan kota ini meminta frasa sandi pada tiap tanda tangan. Buka surat itu, lalu tanda tangani di sana."
TANPA_NIK = "NIK Anda belum tercatat, padahal BSrE mengenali orang dari NIK. Minta pengelola kepegawaian mengisinya."
