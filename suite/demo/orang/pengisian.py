"""Who holds which post: definitif holders, vacancies with a Plt., absences with a Plh., as on the day of the demo."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from suite.core.kalender import tambah_bulan, tanggal_surat
from suite.demo.bahan import tabel
from suite.demo.orang.sosok import Orang, Pencipta
from suite.demo.organisasi import JabatanBaru, Rancangan
from suite.demo.organisasi.bangun import DISKOMINFO

KOSONG = (f"{DISKOMINFO}/B3#kepala",)
"""Posts that are vacant by name; others are drawn."""

ALASAN = ("cuti tahunan", "cuti melahirkan", "pendidikan dan pelatihan", "ibadah umrah", "dinas luar ke Jakarta")


@dataclass(frozen=True, slots=True)
class PenugasanBaru:
    """An assignment to be: post by code, person by place in `Isi.orang`; `selesai` is the first day it is over."""

    orang: int
    jabatan: str
    jenis: str
    mulai: date
    selesai: date | None
    dasar: str
    alasan: str = ""


@dataclass
class Isi:
    """The people of a city and their posts. `pemegang`: code of the post → place of its definitif holder."""

    orang: list[Orang] = field(default_factory=list)
    penugasan: list[PenugasanBaru] = field(default_factory=list)
    pemegang: dict[str, int] = field(default_factory=dict)


def pilih_kosong(r: Rancangan, acak: Random) -> None:
    """Mark the vacant posts of the plan (about one in a hundred, never one that the README accounts need)."""
    for kode in KOSONG:
        r.jabatan[kode].kosong = True
    bawahan = {j.atasan for j in r.jabatan.values()}
    kandidat = [
        j for j in r.jabatan.values()
        if j.utama > 3
        and (j.eselon in ("III.b", "IV.a", "IV.b") or (j.kode not in bawahan and j.jenis == "fungsional"))
    ]  # fmt: skip
    for j in acak.sample(kandidat, len(kandidat) // 90):
        j.kosong = True


def isi_jabatan(r: Rancangan, acak: Random, hari: date) -> Isi:
    """A person for every post that is not vacant; Plt. for vacant managers, and a few Plh. on the day `hari`."""
    isi = Isi()
    pencipta = Pencipta(acak)
    for j in sorted(r.jabatan.values(), key=lambda j: j.utama):
        if j.kosong:
            continue
        orang = pencipta.buat(j)
        isi.pemegang[j.kode] = len(isi.orang)
        isi.orang.append(orang)
        isi.penugasan.append(_definitif(j, orang, len(isi.orang) - 1, acak))
    _plt(r, isi, acak, hari)
    _plh(r, isi, acak, hari)
    return isi


def _definitif(j: JabatanBaru, orang: Orang, ke: int, acak: Random) -> PenugasanBaru:
    if j.jenis == "politik":
        return PenugasanBaru(
            ke,
            j.kode,
            "definitif",
            date(2025, 2, 20),
            None,
            "Keputusan Menteri Dalam Negeri, dilantik 20 Februari 2025",
        )
    awal = max(orang.tmt_asn or date(2010, 1, 1), date(2017, 1, 2))
    paling_akhir = date(2025, 12, 1)
    mulai = awal + timedelta(days=acak.randrange(max(1, (paling_akhir - awal).days)))
    nomor = acak.randrange(1, 480)
    return PenugasanBaru(
        ke, j.kode, "definitif", mulai, None,
        f"Keputusan Wali Kota Nomor 800.1.3.3/{nomor}/BKPSDM/{mulai.year} tanggal {tanggal_surat(mulai)}",
    )  # fmt: skip


def _plt(r: Rancangan, isi: Isi, acak: Random, hari: date) -> None:
    sibuk: set[int] = set()
    for j in r.jabatan.values():
        if not j.kosong or not j.eselon:
            continue
        ganti = _pengganti(r, isi, j, sibuk)
        if ganti is None:
            continue
        sibuk.add(ganti)
        mulai = hari - timedelta(days=78 if j.kode in KOSONG else acak.randrange(10, 80))
        isi.penugasan.append(
            PenugasanBaru(
                ganti, j.kode, "Plt.", mulai, tambah_bulan(mulai, 3), _perintah(acak, mulai), "jabatan kosong"
            )
        )


def _plh(r: Rancangan, isi: Isi, acak: Random, hari: date) -> None:
    """A handful of managers are away on the day of the demo; README accounts are all present."""
    pergi = [j for j in r.jabatan.values() if j.utama > 1 and j.eselon in ("III.a", "III.b", "IV.a") and not j.kosong]
    sibuk = {p.orang for p in isi.penugasan if p.jenis != "definitif"}
    for j in acak.sample(pergi, min(6, len(pergi))):
        ganti = _pengganti(r, isi, j, sibuk | {isi.pemegang[j.kode]})
        if ganti is None or isi.pemegang[j.kode] in sibuk:
            continue
        sibuk |= {ganti, isi.pemegang[j.kode]}
        mulai = hari - timedelta(days=acak.randrange(0, 3))
        isi.penugasan.append(
            PenugasanBaru(
                ganti,
                j.kode,
                "Plh.",
                mulai,
                hari + timedelta(days=acak.randrange(2, 6)),
                _perintah(acak, mulai),
                acak.choice(ALASAN),
            )
        )


def _perintah(acak: Random, mulai: date) -> str:
    tanggal = mulai - timedelta(days=1)
    return (
        f"Surat Perintah Nomor 800.1.3.3/{acak.randrange(1, 300)}/BKPSDM/{mulai.year} tanggal {tanggal_surat(tanggal)}"
    )


def _pengganti(r: Rancangan, isi: Isi, j: JabatanBaru, sibuk: set[int]) -> int | None:
    """Somebody free directly below the post, the highest first; else a sibling of it."""
    calon = [b for b in r.jabatan.values() if b.atasan == j.kode] + [
        b for b in r.jabatan.values() if b.atasan == j.atasan and b.kode != j.kode
    ]
    berakun = {t["jabatan"] for t in tabel("tokoh") if t["login"]}
    bebas = [
        (b, ke)
        for b in calon
        if b.kode not in berakun
        and (ke := isi.pemegang.get(b.kode)) is not None
        and ke not in sibuk
        and isi.orang[ke].jenis_asn == "PNS"
    ]
    return next((ke for b, ke in bebas if b.jenis != "pelaksana"), bebas[0][1] if bebas else None)
