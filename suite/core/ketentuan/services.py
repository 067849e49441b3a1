"""Propose, approve and withdraw changes of parameters; answer a rule as it stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from suite.core import aturan, numbering, workflow
from suite.core.actor import Actor
from suite.core.aturan import ketentuan, register
from suite.core.clock import now, today
from suite.core.db import session
from suite.core.errors import AturanDilanggar, GalatSuite
from suite.core.kalender import tanggal_panjang
from suite.core.ketentuan import lapisan
from suite.core.ketentuan.models import UsulanKetentuan
from suite.core.web import bentuk


@dataclass(frozen=True)
class Isian:
    """What a proposal says."""

    nama: str
    mulai: date
    selesai: date | None
    sumber: str
    tautan: str
    alasan: str
    surut: bool
    nilai: Mapping[str, Any]


@dataclass(frozen=True)
class Akibat:
    """What a rule answers to its example today and with the proposed set."""

    topik: register.Topik
    kini: dict[str, Any]
    usul: dict[str, Any]

    @property
    def berubah(self) -> bool:
        return self.kini != self.usul


def usulkan(actor: Actor, isian: Isian, dok: UsulanKetentuan | None = None) -> UsulanKetentuan:
    """Write a draft (a new one, or `dok` anew). Raises `AturanDilanggar` beside the field that is wrong."""
    if actor.pegawai_id is None:
        raise AturanDilanggar("Akun ini bukan milik pegawai, sehingga tidak dapat mengusulkan.")
    lama = _nilai_pada(isian.nama, isian.mulai)
    _periksa(isian, lama)
    dok = dok or UsulanKetentuan(pengusul_id=actor.pegawai_id)
    for nama in ("nama", "mulai", "selesai", "sumber", "tautan", "alasan", "surut"):
        setattr(dok, nama, getattr(isian, nama))
    dok.nilai, dok.nilai_lama = dict(isian.nilai), lama
    if dok.id is None:
        workflow.mulai(dok, actor)
    else:
        dok.versi += 1
        session.flush()
    return dok


def _nilai_pada(nama: str, pada: date) -> dict[str, Any]:
    """What holds on a day as plain data; nothing where nothing does."""
    berlaku = ketentuan.parameter_bila_ada(nama, pada)
    return biasa(berlaku.nilai) if berlaku else {}


def _periksa(isian: Isian, lama: Mapping[str, Any]) -> None:
    if not isian.sumber.strip():
        raise AturanDilanggar("Sebutkan peraturan dan pasalnya.", field="sumber")
    if not isian.alasan.strip():
        raise AturanDilanggar("Tuliskan mengapa diubah, agar penyetuju dan auditor memahaminya.", field="alasan")
    if isian.selesai is not None and isian.selesai <= isian.mulai:
        raise AturanDilanggar("Hari berakhir harus sesudah hari mulai.", field="selesai")
    if isian.mulai < today() and not isian.surut:
        raise AturanDilanggar(
            f"{tanggal_panjang(isian.mulai)} sudah lewat: hitungan sejak tanggal itu akan berubah bila dihitung ulang. "
            "Centang berlaku surut bila memang demikian, atau pilih tanggal yang akan datang.",
            field="surut",
        )
    if not beda(lama, isian.nilai):
        raise AturanDilanggar("Nilainya sama dengan yang sudah berlaku pada tanggal itu. Tidak ada yang berubah.")
    akibat(isian.nama, isian.nilai)


def akibat(nama: str, nilai: Mapping[str, Any]) -> list[Akibat]:
    """What the rules that read this parameter answer to their examples, now and with the proposed values.

    Raises `AturanDilanggar` when a rule can no longer answer at all: such a set would stop the suite on its first day.
    """
    hasil = []
    for topik in pembaca(nama):
        kini = aturan.hitung(topik.nama, topik.contoh)
        try:
            with lapisan.mencoba(nama, nilai):
                usul = aturan.hitung(topik.nama, topik.contoh)
        except GalatSuite:
            raise
        except Exception as galat:
            raise AturanDilanggar(
                f"Dengan nilai ini aturan '{topik.uraian}' tidak dapat dihitung ({type(galat).__name__}). "
                "Periksa jenis dan kelengkapan nilainya.",
                kode="nilai",
            ) from galat
        hasil.append(Akibat(topik, kini, usul))
    return hasil


def pembaca(nama: str) -> list[register.Topik]:
    """The rules that read this parameter (found by asking each its example)."""
    return list(_pembaca().get(nama, ()))


@cache
def _pembaca() -> dict[str, list[register.Topik]]:
    """Parameter → its readers. All rules answer all their examples for it, by the shipped sets: once a process."""
    aturan.muat_semua()
    hasil: dict[str, list[register.Topik]] = {}
    with lapisan.pada_versi(0):
        for topik in aturan.semua_topik():
            for nama in register.dibaca_oleh(topik) if topik.contoh is not None else ():
                hasil.setdefault(nama, []).append(topik)
    return hasil


def rupa(nama: str, nilai: Any) -> bentuk.Bentuk:
    """The shape of a set of that parameter, with the labels, units and bounds that its file gives. Raises `LookupError`."""
    return bentuk.dari_nilai(biasa(nilai), ketentuan.isian_parameter(nama))


def beda(
    lama: Mapping[str, Any], baru: Mapping[str, Any], menurut: bentuk.Bentuk | None = None
) -> list[tuple[str, str, str]]:
    """(place, old, new) of everything that differs, in the words of `menurut`; an empty text where one side has nothing."""
    a, b = bentuk.ratakan(lama, menurut), bentuk.ratakan(baru, menurut)
    return [(k, a.get(k, ""), b.get(k, "")) for k in dict.fromkeys([*a, *b]) if a.get(k) != b.get(k)]


def biasa(nilai: Any) -> Any:
    """A frozen set as plain JSON data."""
    if isinstance(nilai, Mapping):
        return {k: biasa(v) for k, v in nilai.items()}
    if isinstance(nilai, Sequence) and not isinstance(nilai, str):
        return [biasa(v) for v in nilai]
    return nilai.isoformat() if isinstance(nilai, date) else nilai


# Effects and guards of the workflow --------------------------------------------------------------------------------


def pastikan_lengkap(dok: UsulanKetentuan, actor: Actor) -> None:
    """Guard of submission and approval: the proposal says all it must, and what it changes is still as it was shown."""
    if _nilai_pada(dok.nama, dok.mulai) != dok.nilai_lama:
        raise AturanDilanggar(
            "Ketentuan yang hendak diubah sudah berubah sejak usulan ini disusun. Kembalikan, agar pengusul menyusunnya lagi."
        )
    _periksa(
        Isian(dok.nama, dok.mulai, dok.selesai, dok.sumber, dok.tautan, dok.alasan, dok.surut, dok.nilai),
        dok.nilai_lama,
    )


def sahkan_efek(dok: UsulanKetentuan, actor: Actor, data: dict[str, Any]) -> None:
    """From this stamp on the set is known, and holds from its date."""
    dok.sah_urut, dok.sah_pada = _stempel_baru(), now()
    lapisan.berubah()


def pastikan_belum_berlaku(dok: UsulanKetentuan, actor: Actor) -> None:
    if dok.mulai <= today():
        raise AturanDilanggar(
            f"Ketentuan ini sudah berlaku sejak {tanggal_panjang(dok.mulai)} dan tidak dapat dicabut. "
            "Usulkan perubahan baru yang menggantikannya."
        )


def cabut_efek(dok: UsulanKetentuan, actor: Actor, data: dict[str, Any]) -> None:
    dok.cabut_urut = _stempel_baru()
    lapisan.berubah()


def _stempel_baru() -> int:
    return numbering.stempel("ketentuan:stempel", "Pengesahan ketentuan")


# The calculator ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hitungan:
    """An answer with all that makes it reproducible: the law of which day, known at which stamp."""

    topik: str
    masukan: Any
    pada: date
    versi: int
    hasil: dict[str, Any]
    langkah: tuple[aturan.Langkah, ...]
    parameter: tuple[aturan.Parameter, ...]

    @property
    def sah(self) -> bool:
        return self.hasil.get("sah") is not False


def hitung(topik: str, masukan: Any, pada: date | None = None, versi: int | None = None) -> Hitungan:
    """Ask a rule, with the law of `pada` (today) as it was known at stamp `versi` (now). Same arguments, same answer.

    `masukan` is plain JSON data; a refusal is an answer too (`hasil["sah"]` is False). Never raises for bad input.
    """
    aturan.muat_semua()
    pada = pada or today()
    versi = lapisan.stempel() if versi is None else versi
    with lapisan.pada_versi(versi), aturan.merekam(pada) as jejak:
        hasil = aturan.hitung(topik, masukan)
    return Hitungan(topik, masukan, pada, versi, hasil, tuple(jejak.langkah), tuple(jejak.parameter))
