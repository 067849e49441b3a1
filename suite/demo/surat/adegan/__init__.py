"""The scenes of the README accounts: what each of them finds to do, placed around "now"."""

from __future__ import annotations

from datetime import datetime

from suite.demo.surat.adegan.diskominfo_keluar import surat_diskominfo
from suite.demo.surat.adegan.diskominfo_masuk import masuk_diskominfo
from suite.demo.surat.adegan.perangkat_lain import dinkes, pengawasan
from suite.demo.surat.adegan.pimpinan import pimpinan
from suite.demo.surat.adegan.sutradara import Adegan, Sutradara
from suite.demo.surat.adegan.tugas import tugas_luar
from suite.demo.surat.peta import Peta

__all__ = ["Adegan", "susun_adegan"]


def susun_adegan(peta: Peta, kini: datetime) -> Adegan:
    """All scenes that the posts of this city can play."""
    s = Sutradara(peta, kini)
    surat_diskominfo(s)
    masuk_diskominfo(s)
    pimpinan(s)
    dinkes(s)
    pengawasan(s)
    tugas_luar(s)
    return s.hasil
