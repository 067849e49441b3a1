"""Append-only audit: events chained per document, sealed together, proof outside the database too.

`events` records every change of a business table by itself; `seal` makes and writes seals; `verify` proves both.
The database refuses UPDATE, DELETE, REPLACE and TRUNCATE on these tables (migrations).
"""

from suite.core.audit.events import (
    atas_nama,
    baris_massal,
    catat,
    catat_baca,
    pasang,
    pembaca,
    peristiwa,
    riwayat_dokumen,
    sebut,
    tulis_massal,
)
from suite.core.audit.models import AuditEvent, AuditSeal, AuditSealItem, LogBaca

__all__ = [
    "AuditEvent",
    "AuditSeal",
    "AuditSealItem",
    "LogBaca",
    "atas_nama",
    "baris_massal",
    "catat",
    "catat_baca",
    "pasang",
    "pembaca",
    "peristiwa",
    "riwayat_dokumen",
    "sebut",
    "tulis_massal",
]
