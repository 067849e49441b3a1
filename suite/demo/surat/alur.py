"""How a letter received is handled, planned in advance: who disposes to whom, when, with what result.

The same plan is either written as rows (`impor`) or lived through the services (`layanan`); what lies after "now" has
not happened yet, and so the open work of the demo day comes about by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from suite.core.clock import local_date
from suite.demo.surat.kalimat import TulisanLuar, isian
from suite.demo.surat.peta import Peta
from suite.demo.surat.waktu import maju, tambah_hari_kerja

HARI_SIFAT = {"biasa": 5, "penting": 3, "segera": 2, "amat_segera": 1}
INSTRUKSI = (
    (("tindak_lanjut",), 26), (("diketahui",), 14), (("saran",), 10), (("konsep_jawaban",), 14), (("hadiri",), 14),
    (("koordinasi",), 8), (("selesaikan",), 8), (("tindak_lanjut", "koordinasi"), 4), (("arsipkan",), 2),
)  # fmt: skip


@dataclass(slots=True)
class DisposisiRencana:
    """One disposisi to be. Times: given, begun (None: at once), passed on (None: not), ended; `laporan` is the
    report, or why it was returned; `ditarik` when the giver took a returned one back."""

    kepada: str
    instruksi: list[str]
    catatan: str
    sampai: date | None
    dibuat: datetime
    dikerjakan: datetime | None
    berakhir: datetime
    hasil: str = "selesai"
    laporan: str = ""
    diteruskan: datetime | None = None
    ditarik: datetime | None = None
    anak: list[DisposisiRencana] = field(default_factory=list)


@dataclass(slots=True)
class MasukRencana:
    """One entry of an agenda to be. `didisposisi` None: settled by the head himself."""

    jabatan: str
    opd: str
    tembusan: bool
    diterima: datetime
    didisposisi: datetime | None
    disposisi: list[DisposisiRencana]
    selesai: datetime
    diarsipkan: datetime | None
    luar: TulisanLuar | None = None
    tanggal: date | None = None
    layanan: bool = False
    agenda: int = 0


def rencanakan(
    acak: Random,
    peta: Peta,
    jabatan: str,
    diterima: datetime,
    sifat: str,
    *,
    tembusan: bool = False,
    lancar: bool = False,
) -> MasukRencana:
    """The handling of a letter that reaches this post at that instant. `lancar`: a circular, mostly just read."""
    baca = maju(diterima, 15 + min(acak.expovariate(1 / 260), 1500))
    opd = peta.opd_dari(jabatan)
    penerima = _calon(acak, peta, jabatan)
    langsung = acak.random() < (0.9 if tembusan else 0.75 if lancar else 0.3)
    if langsung or not penerima:
        selesai = maju(baca, 5)
        return MasukRencana(jabatan, opd, tembusan, diterima, None, [], selesai, _arsip(acak, selesai))
    sampai = tambah_hari_kerja(max(local_date(baca), local_date(diterima)), HARI_SIFAT[sifat])
    semua = [_disposisi(acak, peta, k, baca, sampai, tingkat=1) for k in penerima]
    tuntas = max(d.ditarik or d.berakhir for d in semua)
    selesai = maju(tuntas, 20 + acak.expovariate(1 / 400))
    return MasukRencana(jabatan, opd, tembusan, diterima, baca, semua, selesai, _arsip(acak, selesai))


def _calon(acak: Random, peta: Peta, jabatan: str) -> list[str]:
    """One or two posts directly below: managers, or whoever there is."""
    semua = peta.bawahan.get(jabatan, [])
    pejabat = [k for k in semua if peta.r.jabatan[k].eselon]
    pilihan = pejabat or semua[:6]
    if not pilihan:
        return []
    return acak.sample(pilihan, min(len(pilihan), acak.choices((1, 2, 3), (66, 27, 7))[0]))


def _disposisi(
    acak: Random, peta: Peta, kepada: str, saat: datetime, sampai: date | None, *, tingkat: int
) -> DisposisiRencana:
    instruksi = list(acak.choices([i for i, _ in INSTRUKSI], [b for _, b in INSTRUKSI])[0])
    mulai = maju(saat, 10 + acak.expovariate(1 / 180))
    lama = min(acak.lognormvariate(6.0, 0.9), 4000)  # median about a working day, sometimes a week
    d = DisposisiRencana(
        kepada, instruksi, acak.choice(isian("catatan")), sampai, saat, mulai if acak.random() < 0.4 else None,
        maju(mulai, lama), laporan=acak.choice(isian("laporan")),
    )  # fmt: skip
    if tingkat == 1 and acak.random() < 0.03:
        d.hasil, d.laporan = "dikembalikan", "Urusan ini pada bidang lain; mohon dialihkan."
        d.ditarik = maju(d.berakhir, 60)
        return d
    bawah = peta.bawahan.get(kepada, [])
    if tingkat < 3 and bawah and acak.random() < (0.55 if tingkat == 1 else 0.25):
        d.diteruskan = maju(mulai, 20)
        batas = sampai if sampai is not None and local_date(d.diteruskan) <= sampai else None
        d.anak = [_disposisi(acak, peta, acak.choice(bawah[:8]), d.diteruskan, batas, tingkat=tingkat + 1)]
        d.berakhir = maju(max(a.ditarik or a.berakhir for a in d.anak), 30 + acak.expovariate(1 / 200))
    return d


def _arsip(acak: Random, selesai: datetime) -> datetime | None:
    """Filed some days later, or not yet: archivists are never quite done."""
    return maju(selesai, acak.uniform(500, 6000)) if acak.random() < 0.55 else None


def status_masuk(m: MasukRencana, kini: datetime) -> str:
    """The state that the plan has reached."""
    if m.diarsipkan is not None and m.diarsipkan <= kini:
        return "diarsipkan"
    if m.selesai <= kini:
        return "selesai"
    if m.didisposisi is None or m.didisposisi > kini:
        return "diterima"
    semua = all(status_disposisi(d, kini) in ("selesai", "ditarik") for d in m.disposisi)
    return "ditindaklanjuti" if semua else "didisposisi"


def status_disposisi(d: DisposisiRencana, kini: datetime) -> str:
    if d.ditarik is not None and d.ditarik <= kini:
        return "ditarik"
    if d.berakhir <= kini:
        return d.hasil
    if d.diteruskan is not None and d.diteruskan <= kini:
        return "diteruskan"
    return "dikerjakan" if d.dikerjakan is not None and d.dikerjakan <= kini else "baru"
