"""Codes of the plan to ids of the database, for the writers of letters."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select

from suite.core.db import session
from suite.core.identity.models import Penugasan
from suite.demo.identitas import Kota
from suite.demo.organisasi import Rancangan
from suite.demo.surat.peta import SETDA


@dataclass
class Lembaga:
    """`penugasan`: id of the definitif assignment by id of the post."""

    r: Rancangan
    kota: Kota
    penugasan: dict[int, int] = field(default_factory=dict)

    @classmethod
    def dari(cls, r: Rancangan, kota: Kota) -> Lembaga:
        q = select(Penugasan.jabatan_id, Penugasan.id).where(Penugasan.jenis == "definitif")
        return cls(r, kota, dict(session.execute(q).all()))

    def unit_id(self, kode: str) -> int:
        return self.kota.unit[kode]

    def jabatan_id(self, kode: str) -> int:
        return self.kota.jabatan[kode]

    def pegawai_id(self, kode_jabatan: str) -> int:
        """The definitif holder of a post."""
        return self.kota.pegawai[kode_jabatan]

    def penugasan_id(self, kode_jabatan: str) -> int:
        return self.penugasan[self.jabatan_id(kode_jabatan)]

    def opd_dari(self, kode_jabatan: str) -> str:
        return self.r.unit[self.r.jabatan[kode_jabatan].unit].opd or SETDA
