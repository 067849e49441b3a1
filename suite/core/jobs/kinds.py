"""The kinds of work, registered by the services that own them: name, permission, function, and when it runs by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from suite.core import policy
from suite.core.actor import Actor
from suite.core.clock import local
from suite.core.config import Config

Fungsi = Callable[..., dict[str, Any] | None]
MAKS_PERCOBAAN = 5

policy.daftarkan("sistem", "pekerjaan berkala yang dilakukan sistem sendiri", periksa=lambda a, o: a.sistem)


@dataclass(frozen=True)
class Jenis:
    """A kind of work. `izin` is asked when it is queued and again before every step: rights may end meanwhile."""

    nama: str
    izin: str
    uraian: str
    fungsi: Fungsi
    maks: int = MAKS_PERCOBAAN
    kabari: bool = True
    """Tell the person who asked when it is done (a failure is always told)."""


@dataclass(frozen=True)
class Jadwal:
    """When a kind runs by itself: every `setiap` seconds, or daily once the office's clock has passed `harian`."""

    jenis: str
    setiap: int = 0
    harian: time | None = None

    def giliran(self, pada: datetime) -> str:
        """The name of the turn in which the instant lies: one job is made per turn, whoever asks first."""
        if self.harian is None:
            return str(int(pada.timestamp()) // self.setiap)
        setempat = local(pada)
        hari = setempat.date() if setempat.time() >= self.harian else setempat.date() - timedelta(days=1)
        return hari.isoformat()


@dataclass
class Langkah:
    """What a step is given: where to go on (`kursor`, None at first), who asked, and where to say how far it is.

    A step is one transaction. What `kemajuan` and `lanjut` say is committed together with what the step did, so that
    a crash repeats the step wholly or not at all. On SQLite a step holds the one writer: keep it under a second.
    """

    job_id: int
    actor: Actor
    config: Config
    kursor: Any = None
    n: int = 0
    m: int = 0
    teks: str = ""
    masih: bool = field(default=False, init=False)

    def kemajuan(self, n: int, m: int, teks: str = "") -> None:
        """How far after this step: `n` of `m`, and what is being done ('Menghitung TPP')."""
        self.n, self.m, self.teks = max(n, 0), max(m, 0), (teks or self.teks)[:200]

    def lanjut(self, kursor: Any) -> None:
        """There is more: call the function again, in a new transaction, with this cursor (JSON data)."""
        self.kursor, self.masih = kursor, True


_jenis: dict[str, Jenis] = {}
_jadwal: dict[str, Jadwal] = {}


def pekerjaan(
    nama: str, *, izin: str, uraian: str, maks: int = MAKS_PERCOBAAN, kabari: bool = True
) -> Callable[[Fungsi], Fungsi]:
    """Register a kind of work. The function is `fungsi(langkah, **argumen) -> hasil | None`; `hasil` is a small JSON
    object in which `pesan` and `url` are shown to the person. A refusal (`GalatSuite`) ends the job with its message;
    anything else is tried again, `maks` times with growing pauses."""

    def daftar(fungsi: Fungsi) -> Fungsi:
        ada = _jenis.get(nama)
        if ada is not None and (ada.fungsi.__module__, ada.fungsi.__qualname__) != (
            fungsi.__module__,
            fungsi.__qualname__,
        ):
            raise RuntimeError(f"job kind {nama} is registered twice")
        _jenis[nama] = Jenis(nama, izin, uraian, fungsi, maks, kabari)
        return fungsi

    return daftar


def berkala(
    nama: str, *, uraian: str, setiap: int = 0, harian: time | None = None, maks: int = MAKS_PERCOBAAN
) -> Callable[[Fungsi], Fungsi]:
    """Register work that the system does by itself, every `setiap` seconds or daily at `harian` (office time)."""
    if (setiap > 0) == (harian is not None):
        raise ValueError("say either setiap or harian")

    def daftar(fungsi: Fungsi) -> Fungsi:
        pekerjaan(nama, izin="sistem", uraian=uraian, maks=maks, kabari=False)(fungsi)
        _jadwal[nama] = Jadwal(nama, setiap, harian)
        return fungsi

    return daftar


def jenis(nama: str) -> Jenis:
    """The kind of this name. Raises `KeyError` for one that no service registers."""
    return _jenis[nama]


def semua() -> list[Jenis]:
    return [_jenis[n] for n in sorted(_jenis)]


def jadwal() -> list[Jadwal]:
    return [_jadwal[n] for n in sorted(_jadwal)]


def periksa_izin() -> None:
    """Every kind's permission exists. Raises `IzinTidakDinyatakan` for the first that names none that is registered."""
    ada = policy.semua()
    for satu in semua():
        if satu.izin not in ada:
            raise policy.IzinTidakDinyatakan(f"job {satu.nama} declares {satu.izin}, which no service registers")
