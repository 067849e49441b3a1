"""One person: a name of the region, an age that fits the post, a valid number, a rank that the years allow.

Nobody here is real: names are drawn from lists of common ones (`data/nama.csv`), numbers are composed by the rules of
Perka BKN 22/2007 (NIP) and of BKN for PPPK. `ACUAN` keeps them the same in every year in which the demo is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from suite.core.kalender import tambah_bulan
from suite.core.pangkat import golongan
from suite.demo.bahan import pecah, tabel
from suite.demo.organisasi import JabatanBaru

ACUAN = date(2026, 1, 1)

SUKU = ("Melayu",) * 34 + ("Jawa",) * 18 + ("Dayak",) * 16 + ("Tionghoa",) * 12 + ("Madura",) * 10 + ("Bugis",) * 10

GOLONGAN = {
    "II.a": ("IV/d",), "II.b": ("IV/b", "IV/c"), "III.a": ("IV/a", "IV/b"), "III.b": ("III/d", "IV/a"),
    "IV.a": ("III/c", "III/d"), "IV.b": ("III/b", "III/c"),
    "madya": ("IV/a", "IV/b"), "muda": ("III/c", "III/d"), "pertama": ("III/a", "III/b"),
    "penyelia": ("III/c", "III/d"), "mahir": ("III/a", "III/b"), "terampil": ("II/c", "II/d"),
    "sarjana": ("III/a", "III/b", "III/c"), "diploma": ("II/c", "II/d", "III/a"),
    "menengah": ("II/a", "II/b", "II/c", "II/d"),
}  # fmt: skip
"""Ranks that a post of this level is given to (PP 99/2000 and the rules of functional posts, simplified)."""

URUTAN = ("II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a", "IV/b", "IV/c", "IV/d")
AWAL = {"mahir": "II/c", "terampil": "II/c", "penyelia": "II/c", "diploma": "II/c", "menengah": "II/a"}
"""Rank at appointment by education; III/a where nothing is said."""

PPPK = {"menengah": "V", "diploma": "VII", "terampil": "VII", "mahir": "VII"}
"""Golongan of a PPPK by level of the post; IX (sarjana) where nothing is said."""


@dataclass(frozen=True, slots=True)
class Orang:
    """A person as the tables of identity want it; `golongan` empty: no civil servant (head of region and deputy)."""

    nama: str
    gelar_depan: str
    gelar_belakang: str
    jenis_kelamin: str
    nip: str | None
    jenis_asn: str
    golongan: str
    nama_pangkat: str
    tmt_golongan: date | None
    tmt_asn: date | None


class Pencipta:
    """Makes people one after the other; remembers numbers and names so that none comes twice."""

    def __init__(self, acak: Random) -> None:
        self.acak = acak
        self._urut: dict[str, int] = {}
        self._nama: set[str] = set()

    def buat(self, j: JabatanBaru) -> Orang:
        """Somebody for the post."""
        if t := _tokoh().get(j.kode):
            return self._tokoh(t)
        jk = self._jenis_kelamin(j)
        nama = self._nama_baru(jk)
        pppk = j.pppk > 0 and self.acak.random() < j.pppk
        depan, belakang = self._gelar(j, pppk)
        if pppk:
            return self._pppk(j, nama, jk, depan, belakang)
        return self._pns(j, nama, jk, depan, belakang)

    def _tokoh(self, t: dict[str, str]) -> Orang:
        self._nama.add(t["nama"])
        if not t["nip"]:
            # A head of region is no civil servant and has no NIP.
            return Orang(
                t["nama"],
                t["gelar_depan"],
                t["gelar_belakang"],
                t["jenis_kelamin"],
                None,
                "non-ASN",
                "",
                "",
                None,
                None,
            )
        self._urut[t["nip"][:15]] = max(self._urut.get(t["nip"][:15], 0), int(t["nip"][15:]))
        return Orang(
            t["nama"], t["gelar_depan"], t["gelar_belakang"], t["jenis_kelamin"], t["nip"], "PNS", t["golongan"],
            golongan(t["golongan"]).pangkat, date.fromisoformat(t["tmt_golongan"]),
            date(int(t["nip"][8:12]), int(t["nip"][12:14]), 1),
        )  # fmt: skip

    def _jenis_kelamin(self, j: JabatanBaru) -> str:
        perempuan = {"bidan": 1.0, "perawat": 0.75, "gizi": 0.8, "pendidikan_dasar": 0.68, "pendidikan": 0.6}.get(
            j.ilmu, 0.42
        )
        return "P" if self.acak.random() < perempuan else "L"

    def _nama_baru(self, jk: str) -> str:
        while True:
            suku = self.acak.choice(SUKU)
            depan = self.acak.choice(_nama()[suku, jk])
            akhir = self.acak.choice(_nama()[suku, "akhirP" if jk == "P" else "akhir"])
            tengah = ""
            if suku not in ("Tionghoa", "Bugis") and " " not in depan and self.acak.random() < 0.22:
                tengah = self.acak.choice(_nama()[suku, "akhirP" if jk == "P" else "akhir"])
            nama = " ".join(x for x in (depan, tengah, akhir) if x)
            if nama not in self._nama and len(set(nama.split())) == len(nama.split()):
                self._nama.add(nama)
                return nama

    def _gelar(self, j: JabatanBaru, pppk: bool) -> tuple[str, str]:
        g = _gelar()[j.ilmu]
        depan = {"dokter": "dr.", "dokter_gigi": "drg."}.get(j.ilmu, "")
        if j.tingkat == "menengah":
            return "", ""
        if j.tingkat in ("diploma", "terampil"):
            return "", self.acak.choice(pecah(g["diploma"]))
        sarjana = pecah(g["sarjana"])
        s1 = "" if sarjana == ["-"] else self.acak.choice(sarjana)
        peluang = {"II.a": 1.0, "II.b": 1.0, "III.a": 0.85, "III.b": 0.6, "madya": 0.5, "IV.a": 0.3, "muda": 0.25}
        s2 = (
            self.acak.choice(pecah(g["magister"]))
            if not pppk and self.acak.random() < peluang.get(j.tingkat, 0.04)
            else ""
        )
        if (s2 and "Apt." in s2) or (s2 and "Ners" in s2):
            s1 = ""  # the profession's title already stands in the master's
        if s1 == "drh.":
            depan, s1 = "drh.", ""
        return depan, ", ".join(x for x in (s1, s2) if x)

    def _pns(self, j: JabatanBaru, nama: str, jk: str, depan: str, belakang: str) -> Orang:
        gol = self.acak.choice(GOLONGAN[j.tingkat])
        awal = AWAL.get(j.tingkat, "III/a")
        langkah = max(0, URUTAN.index(gol) - URUTAN.index(awal))
        batas = 59 if j.eselon.startswith("II.") or j.ilmu.startswith("pendidikan") else 57
        masa = langkah * 4 + self.acak.uniform(0.4, 4.5)
        masuk = self.acak.uniform(19.5, 26) if awal == "II/a" else self.acak.uniform(23, 31)
        masuk = max(19.0, min(masuk, batas - masa))
        tmt = _awal_bulan(ACUAN - timedelta(days=round(masa * 365.25)), (1, 2, 3, 4, 12))
        lahir = tmt - timedelta(days=round(masuk * 365.25) + self.acak.randrange(28))
        pangkat = tmt
        if langkah:
            pangkat = _awal_bulan(
                min(tambah_bulan(tmt, langkah * 48 + self.acak.choice((0, 0, 6, 12))), date(2025, 10, 1)), (4, 10)
            )
        nip = self._nomor(f"{lahir:%Y%m%d}{tmt:%Y%m}", jk)
        return Orang(nama, depan, belakang, jk, nip, "PNS", gol, golongan(gol).pangkat, max(pangkat, tmt), tmt)

    def _pppk(self, j: JabatanBaru, nama: str, jk: str, depan: str, belakang: str) -> Orang:
        tahun = self.acak.choice((2021, 2022, 2023, 2024, 2025))
        umur = self.acak.randrange(24 if j.tingkat != "menengah" else 20, 48)
        lahir = date(tahun - umur, self.acak.randrange(1, 13), self.acak.randrange(1, 29))
        gol = PPPK.get(j.tingkat, "IX")
        tmt = date(tahun, self.acak.choice((3, 5, 6)), 1)
        nip = self._nomor(f"{lahir:%Y%m%d}{tahun}21", jk)
        return Orang(nama, depan, belakang, jk, nip, "PPPK", gol, "", tmt, tmt)

    def _nomor(self, awal: str, jk: str) -> str:
        kunci = awal + ("1" if jk == "L" else "2")
        urut = self._urut.get(kunci, 0) + self.acak.randrange(1, 6)
        self._urut[kunci] = urut
        return f"{kunci}{urut:03}"


def _awal_bulan(tanggal: date, bulan: tuple[int, ...]) -> date:
    """The latest first of one of these months that is not after the date."""
    calon = [date(t, b, 1) for t in (tanggal.year - 1, tanggal.year) for b in bulan]
    return max(c for c in calon if c <= tanggal)


@cache
def _nama() -> dict[tuple[str, str], list[str]]:
    return {(b["suku"], b["bagian"]): pecah(b["nama"]) for b in tabel("nama")}


@cache
def _gelar() -> dict[str, dict[str, str]]:
    return {b["ilmu"]: b for b in tabel("gelar")}


@cache
def _tokoh() -> dict[str, dict[str, str]]:
    return {t["jabatan"]: t for t in tabel("tokoh")}
