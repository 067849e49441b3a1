"""The one workflow engine: declarations (`declare`), the engine that moves documents (`engine`), approval routes as
rows (`route`), tasks of the shared inbox (`inbox`) and diagrams (`diagram`).

Services import the names below and nothing else.
"""

from suite.core.workflow.declare import S, T, Untuk, Workflow, ambil, daftarkan, semua
from suite.core.workflow.engine import (
    Aksi,
    Bilah,
    aksi,
    bilah,
    jalankan,
    jalankan_banyak,
    kunci,
    mulai,
    perubahan_terakhir,
    riwayat,
    selaraskan,
)
from suite.core.workflow.models import Dokumen, LangkahRute, RiwayatAlur, Task

__all__ = [
    "Aksi",
    "Bilah",
    "Dokumen",
    "LangkahRute",
    "RiwayatAlur",
    "S",
    "T",
    "Task",
    "Untuk",
    "Workflow",
    "aksi",
    "ambil",
    "bilah",
    "daftarkan",
    "jalankan",
    "jalankan_banyak",
    "kunci",
    "mulai",
    "perubahan_terakhir",
    "riwayat",
    "selaraskan",
    "semua",
]
