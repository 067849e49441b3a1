"""Writes scenes for one "now": building blocks, and the posts that play in them.

Times are office minutes before (-) and after (+) now. A letter with two paraf between draft and signature is initialled
at one and two thirds of that span; whoever stands first after now has the turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from suite.core.clock import local_date
from suite.demo.surat.alur import DisposisiRencana, MasukRencana
from suite.demo.surat.kalimat import Tulisan, TulisanLuar
from suite.demo.surat.peta import DINKES, DISKOMINFO, SETDA, Peta
from suite.demo.surat.rencana import KeluarRencana, TujuanRencana
from suite.demo.surat.waktu import maju, mundur, tambah_hari_kerja

D, B1, K = DISKOMINFO, f"{DISKOMINFO}/B1", DINKES
KADIS, SEKRETARIS, KABID, KASUBAG, STAF = (
    f"{D}#kepala",
    f"{D}/S#kepala",
    f"{B1}#kepala",
    f"{B1}#ketua-1",
    f"{B1}#pertama-1",
)
TATAUSAHA, ARSIPARIS, ADMIN, KETUA_2 = f"{D}/S1#kepala", f"{D}/S1#arsiparis", f"{B1}#pertama-2", f"{B1}#ketua-2"
KADINKES, KABIDDINKES, STAFDINKES = f"{K}#kepala", f"{K}/B2#kepala", f"{K}/B2#ketua-1"
ASISTEN, TU_PIMPINAN = f"{SETDA}/A3#kepala", f"{SETDA}/B7/1#kepala"
INSPEKTORAT, DISPUSTAKA, DINSOS = "6.01.0.00.0.00.01.0000", "2.23.2.24.0.00.01.0000", "1.06.0.00.0.00.01.0000"
LAMA = 9_000
"""So far ahead that it does not happen while the demo is looked at."""


@dataclass
class Adegan:
    """Letters of ours and letters from outside; with the post whose holder registers each of the latter."""

    keluar: list[KeluarRencana] = field(default_factory=list)
    luar: list[tuple[MasukRencana, str]] = field(default_factory=list)


class Sutradara:
    """Writes the scenes for one "now"; leaves out what the posts of a small city cannot play."""

    def __init__(self, peta: Peta, kini: datetime) -> None:
        self.peta = peta
        self.kini = kini
        self.hasil = Adegan()
        self._nomor = 200

    def pada(self, menit: float) -> datetime:
        """So many office minutes after (before, when negative) now; an instant of its own."""
        self._nomor += 1
        saat = maju(self.kini, menit) if menit >= 0 else mundur(self.kini, -menit)
        return saat.replace(microsecond=self._nomor)

    def hari(self, kerja: int) -> date:
        return tambah_hari_kerja(local_date(self.kini), kerja)

    # Building blocks -----------------------------------------------------------------------------------------------

    def surat(
        self,
        hal: str,
        isi: Sequence[str],
        *,
        oleh: str,
        ttd: str,
        kepada: Sequence[TujuanRencana],
        disusun: float,
        selesai: float,
        klasifikasi: str = "500.12.6.1",
        sifat: str = "penting",
        jenis: str = "surat_dinas",
        kembali: tuple[float, str] | None = None,
        ajukan: bool = True,
        data: dict[str, object] | None = None,
        masuk: Sequence[MasukRencana] = (),
        koordinasi: Sequence[str] = (),
    ) -> None:
        """A letter of ours: drafted and signed at these minutes from now."""
        if not self.ada(oleh, ttd, *koordinasi, *(t.jabatan or f"{t.unit}#kepala" for t in kepada if not t.teks)):
            return
        badan = "".join(x if x.startswith("<") else f"<p>{x}</p>" for x in isi)
        tulisan = Tulisan("adegan", jenis, hal, badan, klasifikasi, sifat, "B", "")
        saat = self.pada(selesai)
        for m in masuk:
            m.diterima = saat
        k = KeluarRencana(
            tulisan,
            self.peta.opd_dari(ttd),
            oleh,
            ttd,
            "",
            None,
            list(kepada),
            [],
            self.pada(disusun),
            saat,
            None,
            list(masuk),
            layanan=True,
            koordinasi=list(koordinasi),
            data=data or {},
            diajukan=ajukan,
            diperbaiki=False,
        )
        if kembali is not None:
            k.kembali = (self.pada(kembali[0]), kembali[1])
        self.hasil.keluar.append(k)

    def luar(
        self,
        pengirim: str,
        hal: str,
        *,
        jabatan: str,
        petugas: str,
        diterima: float,
        sifat: str = "penting",
        klasifikasi: str = "500.14.3.1",
        didisposisi: float | None = LAMA,
        disposisi: Sequence[DisposisiRencana | None] = (),
        selesai: float = LAMA * 2,
    ) -> None:
        """A letter from outside that the office's registry registered at that time."""
        if not self.ada(jabatan, petugas):
            return
        saat = self.pada(diterima)
        self._nomor += 7
        t = TulisanLuar(pengirim, f"{self._nomor}/{saat.month:02}/{saat.year}", hal, klasifikasi, sifat)
        m = MasukRencana(
            jabatan,
            self.peta.opd_dari(jabatan),
            False,
            saat,
            self.pada(didisposisi) if didisposisi is not None else None,
            [d for d in disposisi if d is not None],
            self.pada(selesai),
            None,
            t,
            tambah_hari_kerja(local_date(saat), -1),
            True,
        )
        if m.didisposisi is None or m.disposisi or m.didisposisi > self.kini:
            self.hasil.luar.append((m, petugas))

    def masuk(self, jabatan: str, didisposisi: float = LAMA) -> MasukRencana:
        """What happens to a letter of ours where it arrives: by default it waits for its head."""
        return MasukRencana(
            jabatan,
            self.peta.opd_dari(jabatan),
            False,
            self.kini,
            self.pada(didisposisi),
            [],
            self.pada(LAMA * 2),
            None,
            layanan=True,
        )

    def tugas(
        self,
        kepada: str,
        instruksi: str,
        catatan: str,
        *,
        dibuat: float,
        sampai: int | None,
        dikerjakan: float | None = None,
        berakhir: float = LAMA,
        hasil: str = "selesai",
        laporan: str = "Sudah dilaksanakan sesuai arahan.",
        diteruskan: float | None = None,
        anak: Sequence[DisposisiRencana | None] = (),
    ) -> DisposisiRencana | None:
        """A disposisi; `sampai` is its last day in work days from today."""
        if not self.ada(kepada):
            return None
        return DisposisiRencana(
            kepada,
            [instruksi],
            catatan,
            self.hari(sampai) if sampai is not None else None,
            self.pada(dibuat),
            self.pada(dikerjakan) if dikerjakan is not None else None,
            self.pada(berakhir),
            hasil,
            laporan,
            self.pada(diteruskan) if diteruskan is not None else None,
            self.pada(LAMA) if hasil == "dikembalikan" else None,
            [a for a in anak if a is not None],
        )

    def ada(self, *jabatan: str) -> bool:
        return all(j in self.peta.r.jabatan and not self.peta.r.jabatan[j].kosong for j in jabatan)


def surat_perintah(
    s: Sutradara,
    *,
    oleh: str,
    ttd: str,
    jabatan: str,
    orang: str,
    mulai: int,
    sampai: int,
    disusun: float,
    selesai: float,
) -> None:
    """A surat perintah Plh. that waits for its signature: its issue will write the assignment."""
    if s.ada(jabatan, orang):
        s.surat(
            f"Penunjukan Plh. {s.peta.r.jabatan[jabatan].nama}",
            [],
            oleh=oleh,
            ttd=ttd,
            kepada=[],
            disusun=disusun,
            selesai=selesai,
            klasifikasi="800.1.3.3",
            jenis="surat_perintah_plh_plt",
            data={
                "jabatan": jabatan,
                "pegawai": orang,
                "sebagai": "Plh.",
                "mulai": s.hari(mulai).isoformat(),
                "sampai": s.hari(sampai).isoformat(),
                "sebab": "pejabat definitif melaksanakan cuti tahunan",
            },
        )
