"""Who may sign, and the lines above the name: own authority, a.n., u.b., Plt., Plh.

Sources: Permendagri 1/2023 (a.n., u.b.), UU 30/2014 Ps 14 and SE Kepala BKN 1/SE/I/2021 (Plt., Plh.).
Authority is judged on the date of signing; both ends of a period belong to it.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from suite.core.aturan import Parameter, jelaskan, parameter
from suite.core.errors import AturanDilanggar
from suite.core.kalender import tambah_bulan, tanggal_surat
from suite.core.penunjukan import batas_plt

SUMBER_TTD = "Permendagri 1/2023 (kewenangan penandatanganan)"
SUMBER_PLT = "UU 30/2014 Ps 14; SE Kepala BKN 1/SE/I/2021"

CARA = ("a.n.", "u.b.")
SEBAGAI = ("Plt.", "Plh.")
AWALAN = ("Plt.", "Plh.", "Pj.", "Pjs.")
"""Prefixes of a post that keep their case where the post is printed in capitals."""

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Penunjukan:
    """Letter of appointment of who acts: `sebagai` Plt. or Plh., from `mulai` through `sampai` (both included)."""

    sebagai: str
    jabatan_kosong: bool
    mulai: date
    sampai: date


@dataclass(frozen=True)
class Mandat:
    """Written mandate for the matters in `urusan`, from `mulai` through `sampai` (both included)."""

    mulai: date
    sampai: date
    urusan: Collection[str]


def periksa_wewenang(
    jenjang: Sequence[str],
    urusan: str,
    tanggal: date,
    *,
    cara: str | None = None,
    penunjukan: Penunjukan | None = None,
    mandat: Mandat | None = None,
) -> None:
    """May the last post of `jenjang` sign a letter on that matter on that day?

    `jenjang` runs from the owner of the authority down to the signer; `cara` is None (own authority), a.n. or u.b.
    Raises `AturanDilanggar`, the first that applies: `tingkat`, `rantai`, `jenis_penunjukan`, `masa_penunjukan`,
    `strategis`, `tanpa_mandat`, `masa_mandat`, `urusan`.
    """
    _periksa_jenjang(jenjang, cara)
    jelaskan(f"Susunan {cara or 'wewenang sendiri'} sesuai jenjang", rumus=" → ".join(jenjang), sumber=SUMBER_TTD)
    if penunjukan is not None:
        _periksa_penunjukan_berlaku(penunjukan, jenjang[-1], urusan, tanggal)
        jelaskan(f"Penunjukan {penunjukan.sebagai} berlaku dan urusannya tidak dibatasi", sumber=SUMBER_PLT)
    if cara is not None:
        _periksa_mandat(mandat, cara, urusan, tanggal)
        jelaskan(f"Mandat tertulis mencakup urusan {urusan.replace('_', ' ')} pada tanggal itu", sumber=SUMBER_TTD)


def _periksa_jenjang(jenjang: Sequence[str], cara: str | None) -> None:
    if cara == "u.b.":
        if len(jenjang) != 3:
            raise _ttd("rantai", "u.b. hanya satu tingkat di bawah a.n., tidak dapat diteruskan lagi.", "jenjang")
    elif cara == "a.n.":
        if len(jenjang) != 2:
            raise _ttd("tingkat", "a.n. hanya untuk pejabat satu tingkat di bawah pemilik wewenang.", "jenjang")
    elif len(jenjang) != 1:
        raise _ttd("tingkat", "Wewenang sendiri memuat satu jabatan. Pilih a.n. atau u.b. bila mewakili.", "jenjang")


def _periksa_penunjukan_berlaku(p: Penunjukan, jabatan: str, urusan: str, tanggal: date) -> None:
    _periksa_jenis_penunjukan(p)
    if not p.mulai <= tanggal <= p.sampai:
        raise _plt(
            "masa_penunjukan",
            f"Penunjukan {p.sebagai} {jabatan} berlaku {tanggal_surat(p.mulai)} sampai {tanggal_surat(p.sampai)}, "
            f"bukan pada {tanggal_surat(tanggal)}.",
            "tanggal",
        )
    batas = batas_plt(urusan)
    if batas is not None and not batas.boleh:
        alasan = f" ({batas.catatan})" if batas.catatan else ""
        raise AturanDilanggar(
            f"{p.sebagai} tidak berwenang memutuskan {urusan.replace('_', ' ')}{alasan}. "
            "Ajukan kepada pejabat definitif di atasnya.",
            kode="strategis",
            field="urusan",
            sumber=batas.sumber,
        )


def _periksa_jenis_penunjukan(p: Penunjukan) -> None:
    if p.sebagai == "Plt." and not p.jabatan_kosong:
        raise _plt("jenis_penunjukan", "Plt. hanya untuk jabatan yang kosong. Pakai Plh. bila pejabatnya berhalangan.")
    if p.sebagai == "Plh." and p.jabatan_kosong:
        raise _plt("jenis_penunjukan", "Plh. hanya untuk pejabat yang berhalangan. Pakai Plt. bila jabatannya kosong.")


def _periksa_mandat(m: Mandat | None, cara: str, urusan: str, tanggal: date) -> None:
    if m is None:
        raise _ttd("tanpa_mandat", f"Penandatanganan {cara} memerlukan mandat tertulis.", "mandat")
    if not m.mulai <= tanggal <= m.sampai:
        raise _ttd(
            "masa_mandat",
            f"Mandat berlaku {tanggal_surat(m.mulai)} sampai {tanggal_surat(m.sampai)}, bukan pada "
            f"{tanggal_surat(tanggal)}.",
            "mandat",
        )
    if urusan not in m.urusan:
        raise _ttd("urusan", f"Mandat tidak mencakup urusan {urusan.replace('_', ' ')}.", "urusan")


# --- lines of the signer -------------------------------------------------------------------------------------------


def baris_penanda(jenjang: Sequence[str], *, cara: str | None = None, sebagai: str | None = None) -> list[str]:
    """Signer lines without commas: posts in capitals, `a.n.`, `u.b.`, `Plt.`, `Plh.`, `Pj.` in their own case.

    `sebagai` (Plt., Plh., Pj., Pjs.) stands before the last post. The signer's own post under it is city data and not
    in here. Source: Permendagri 1/2023; form of a.n. and u.b.: Perbup Kudus.
    """
    posts = [_kapital(j) for j in jenjang]
    posts[-1] = _dengan(sebagai, posts[-1])
    if cara == "a.n.":
        return [f"a.n. {posts[0]}", posts[1]]
    if cara == "u.b.":
        return [f"a.n. {posts[0]}", posts[1], "u.b.", posts[2]]
    return posts


def sebut_jenjang(jenjang: Sequence[str], *, cara: str | None = None, sebagai: str | None = None) -> str:
    """The same in one line and ordinary case, for lists: `a.n. Sekretaris Daerah, Asisten Administrasi Umum`."""
    posts = [_rapikan(j) for j in jenjang]
    posts[-1] = _dengan(sebagai, posts[-1])
    if cara == "a.n.":
        return f"a.n. {posts[0]}, {posts[1]}"
    if cara == "u.b.":
        return f"a.n. {posts[0]}, {posts[1]}, u.b. {posts[2]}"
    return ", ".join(posts)


def _dengan(sebagai: str | None, jabatan: str) -> str:
    """`Plh.` before the post, once: some organisations keep it in the name of the post."""
    return f"{sebagai} {jabatan}" if sebagai and not jabatan.startswith(f"{sebagai} ") else jabatan


def _rapikan(jabatan: str) -> str:
    return " ".join(jabatan.split()).rstrip(", ")


def _kapital(jabatan: str) -> str:
    jabatan = _rapikan(jabatan)
    for awalan in AWALAN:
        if jabatan.lower().startswith(awalan.lower() + " "):
            return f"{awalan} {jabatan[len(awalan) + 1 :].upper()}"
    return jabatan.upper()


# --- appointing who acts -------------------------------------------------------------------------------------------


def periksa_penunjukan(
    penunjukan: Penunjukan,
    *,
    ditunjuk: Hashable,
    penanda_tangan: Hashable,
    pejabat: Hashable | None = None,
    menurut: Parameter | None = None,
) -> None:
    """May this Plt. or Plh. be appointed? Judged when the surat perintah is drafted and again when it is signed.

    `ditunjuk`, `penanda_tangan` and `pejabat` (holder of the post) identify persons. Raises `AturanDilanggar`, the
    first that applies: `diri_sendiri` (the signer appoints himself), `pejabat_sendiri` (the holder acts for himself),
    `jenis_penunjukan`, `masa_penunjukan` (ends before it begins), `lama_penunjukan` (a Plt. longer than
    the months of parameter `core.penunjukan`).
    """
    p = penunjukan
    if ditunjuk == penanda_tangan:
        raise _plt(
            "diri_sendiri",
            "Penanda tangan tidak dapat menunjuk dirinya sendiri. Mintakan kepada atasannya.",
            "ditunjuk",
        )
    if pejabat is not None and ditunjuk == pejabat:
        raise _plt("pejabat_sendiri", "Pejabat definitif tidak perlu ditunjuk untuk jabatannya sendiri.", "ditunjuk")
    _periksa_jenis_penunjukan(p)
    if p.sampai < p.mulai:
        raise _plt("masa_penunjukan", "Tanggal selesai mendahului tanggal mulai.", "sampai")
    menurut = menurut or parameter("core.penunjukan", p.mulai)
    bulan = menurut.get(p.sebagai, {}).get("paling_lama_bulan")
    if bulan is not None:
        jelaskan(
            f"{p.sebagai} paling lama {bulan} bulan",
            tambah_bulan(p.mulai, bulan) - timedelta(days=1),
            rumus=f"{p.mulai} + {bulan} bulan − 1 hari",
            sumber=menurut.sumber,
        )
    if bulan is not None and p.sampai > (terakhir := tambah_bulan(p.mulai, bulan) - timedelta(days=1)):
        raise _plt(
            "lama_penunjukan",
            f"{p.sebagai} paling lama {bulan} bulan, sampai {tanggal_surat(terakhir)}. "
            "Perpanjang dengan surat perintah baru.",
            "sampai",
        )


# --- paraf ---------------------------------------------------------------------------------------------------------


def rantai_paraf(jenjang_konseptor: Sequence[T], penanda: T, jenjang_penanda: Sequence[T] = ()) -> list[T]:
    """Posts that initial a letter, in order: the drafter's superiors up to one below the signer.

    `jenjang_konseptor` runs from the drafter's own post upwards. A signer who does not stand above the drafter has
    `jenjang_penanda` (his own post upwards): then the drafter's superiors below the first one whom both share.
    Empty when the drafter signs, or stands above the signer. The drafter's own post is never in it.
    """
    henti = {penanda, *jenjang_penanda}
    rantai: list[T] = []
    for urut, jabatan in enumerate(jenjang_konseptor):
        if jabatan in henti:
            break
        if urut:
            rantai.append(jabatan)
    return rantai


def _ttd(kode: str, pesan: str, field: str) -> AturanDilanggar:
    return AturanDilanggar(pesan, kode=kode, field=field, sumber=SUMBER_TTD)


def _plt(kode: str, pesan: str, field: str = "penunjukan") -> AturanDilanggar:
    return AturanDilanggar(pesan, kode=kode, field=field, sumber=SUMBER_PLT)
