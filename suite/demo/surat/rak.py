"""The archive files of the year, by office and classification."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from suite.core.clock import ZONE
from suite.demo.massal import Baris
from suite.demo.surat.lembaga import Lembaga


@dataclass
class Rak:
    """The archive files of the year by (office, classification, year); made as they are first needed."""

    lembaga: Lembaga
    uraian: dict[str, str]
    id: dict[tuple[str, str, int], int] = field(default_factory=dict)
    baris: list[Baris] = field(default_factory=list)
    awal: int = 0

    def cari(self, opd: str, klasifikasi: str, tahun: int) -> int:
        kunci = (opd, klasifikasi, tahun)
        if kunci not in self.id:
            self.id[kunci] = self.awal + len(self.baris)
            self.baris.append(
                {
                    "id": self.id[kunci],
                    "opd_id": self.lembaga.unit_id(opd),
                    "klasifikasi": klasifikasi,
                    "judul": f"{self.uraian.get(klasifikasi, klasifikasi)[:180]} {tahun}",
                    "tahun": tahun,
                    "dibuka_pada": datetime(tahun, 1, 2, 8, 0, tzinfo=ZONE),
                    "ditutup_pada": None,
                    "status": "terbuka",
                    "alur_versi": 1,
                    "ronde": 0,
                    "versi": 1,
                    "nasib": "",
                    "persetujuan": "",
                    "ditahan_alasan": "",
                }
            )
        return self.id[kunci]
