"""The city as the letter writers see it: who heads what, who drafts, who stands below whom. By code, holders only."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from suite.demo.orang import Isi
from suite.demo.organisasi import Rancangan
from suite.demo.organisasi.bangun import DISKOMINFO, KOTA, SETDA

SEKDA, WALI_KOTA = f"{SETDA}#kepala", f"{KOTA}#wali-kota"
DINKES = "1.02.0.00.0.00.01.0000"


@dataclass
class Peta:
    """Offices by code, and posts with a definitif holder."""

    r: Rancangan
    opd: list[str] = field(default_factory=list)
    kepala: dict[str, str] = field(default_factory=dict)
    """Head post of an office."""
    konseptor: dict[str, list[str]] = field(default_factory=dict)
    """Posts of an office that draft letters: staff in its own units (no school, no UPTD)."""
    bawahan: dict[str, list[str]] = field(default_factory=dict)
    """Posts directly below one, those with an eselon first."""

    @classmethod
    def dari(cls, r: Rancangan, isi: Isi) -> Peta:
        peta = cls(r)
        terisi = [j for j in r.jabatan.values() if j.kode in isi.pemegang]
        peta.opd = [u.kode for u in r.unit.values() if u.opd == u.kode]
        peta.kepala = {o: f"{o}#kepala" for o in peta.opd}
        bawahan: dict[str, list[str]] = defaultdict(list)
        konseptor: dict[str, list[str]] = defaultdict(list)
        for j in sorted(terisi, key=lambda j: (j.eselon == "", j.eselon)):
            if j.atasan:
                bawahan[j.atasan].append(j.kode)
            unit = r.unit[j.unit]
            if j.jenis in ("pelaksana", "fungsional") and unit.jenis in _UNIT_KONSEP and unit.opd:
                konseptor[unit.opd].append(j.kode)
        peta.bawahan, peta.konseptor = dict(bawahan), dict(konseptor)
        for o in peta.opd:
            # A small city may have no staff there: then its managers write, or the head alone.
            sendiri = [k for k in bawahan.get(peta.kepala[o], []) if r.unit[r.jabatan[k].unit].opd == o]
            peta.konseptor.setdefault(o, sendiri or [peta.kepala[o]])
        return peta

    def opd_dari(self, jabatan: str) -> str:
        """The office of a post (its agenda): of the city's own posts the Setda."""
        return self.r.unit[self.r.jabatan[jabatan].unit].opd or SETDA

    def atasan(self, jabatan: str) -> list[str]:
        """Superiors, nearest first."""
        hasil: list[str] = []
        kode = self.r.jabatan[jabatan].atasan
        while kode is not None:
            hasil.append(kode)
            kode = self.r.jabatan[kode].atasan
        return hasil


_UNIT_KONSEP = {"subbagian", "bidang", "bagian", "irban", "seksi", "sekretariat"}

__all__ = ["DINKES", "DISKOMINFO", "KOTA", "SEKDA", "SETDA", "WALI_KOTA", "Peta"]
