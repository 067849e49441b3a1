"""The plan of a city: units and posts by code, before they get ids."""

from __future__ import annotations

from dataclasses import dataclass, field

KELAS = {
    "II.a": 15, "II.b": 14, "III.a": 12, "III.b": 11, "IV.a": 9, "IV.b": 8,
    "madya": 11, "muda": 9, "pertama": 8, "penyelia": 8, "mahir": 7, "terampil": 6,
    "sarjana": 7, "diploma": 6, "menengah": 5,
}  # fmt: skip
"""Kelas jabatan by eselon, or by level of a functional or executing post."""

POLITIK, PIMPINAN, ADMINISTRATOR, PENGAWAS = "politik", "pimpinan_tinggi", "administrator", "pengawas"
FUNGSIONAL, PELAKSANA = "fungsional", "pelaksana"

_JENIS_ESELON = {"II": PIMPINAN, "III": ADMINISTRATOR, "IV": PENGAWAS}


@dataclass(slots=True)
class UnitBaru:
    """A unit to be. `induk` and `opd` are codes of units; `opd` of an office is its own."""

    kode: str
    nama: str
    nama_singkat: str
    kode_surat: str
    jenis: str
    induk: str | None
    opd: str | None
    alamat: str
    kontak: str


@dataclass(slots=True)
class JabatanBaru:
    """A post to be. `tingkat` is its eselon or its level (muda, pertama, sarjana ...), `ilmu` the field of study.

    `utama` ranks how much a small city needs it (0: always); a superior never stands behind its subordinates.
    """

    kode: str
    nama: str
    unit: str
    jenis: str
    tingkat: str
    atasan: str | None
    utama: int
    eselon: str = ""
    kepala: bool = False
    ilmu: str = "umum"
    pppk: float = 0.0
    kosong: bool = False


@dataclass
class Rancangan:
    """Units and posts in the order they are made: parents and superiors first."""

    unit: dict[str, UnitBaru] = field(default_factory=dict)
    jabatan: dict[str, JabatanBaru] = field(default_factory=dict)
    _jalan: int = 0

    def alamat_baru(self) -> str:
        self._jalan += 1
        return f"Jalan Contoh Raya Nomor {self._jalan}, Pontianak 78000"

    def tambah_unit(
        self,
        kode: str,
        nama: str,
        singkat: str,
        jenis: str,
        induk: UnitBaru | None,
        *,
        kode_surat: str = "",
        opd: str = "",
    ) -> UnitBaru:
        """Add a unit. With `opd` (its own code) it is an office; else it belongs to its parent's and lies there."""
        sendiri = bool(opd) or jenis in {"uptd", "puskesmas", "sekolah", "rumah_sakit", "kelurahan"}
        unit = UnitBaru(
            kode=kode,
            nama=nama,
            nama_singkat=singkat,
            kode_surat=kode_surat or (induk.kode_surat if induk else singkat),
            jenis=jenis,
            induk=induk.kode if induk else None,
            opd=opd or (induk.opd if induk else None),
            alamat=self.alamat_baru() if sendiri or induk is None else induk.alamat,
            kontak=_kontak(singkat) if sendiri or induk is None else induk.kontak,
        )
        if kode in self.unit:
            raise ValueError(f"unit {kode} is there already")
        self.unit[kode] = unit
        return unit

    def struktural(
        self,
        unit: UnitBaru,
        nama: str,
        eselon: str,
        atasan: str | None,
        utama: int,
        *,
        kepala: bool = True,
        akhir: str = "kepala",
    ) -> str:
        """Add a managerial post; returns its code."""
        jenis = _JENIS_ESELON[eselon.split(".")[0]]
        return self.tambah(
            JabatanBaru(
                f"{unit.kode}#{akhir}", nama, unit.kode, jenis, eselon, atasan, utama, eselon=eselon, kepala=kepala
            )
        )

    def tambah(self, jabatan: JabatanBaru) -> str:
        if jabatan.kode in self.jabatan:
            raise ValueError(f"post {jabatan.kode} is there already")
        if jabatan.atasan is not None and jabatan.utama < self.jabatan[jabatan.atasan].utama:
            raise ValueError(f"post {jabatan.kode} would be kept where its superior is not")
        self.jabatan[jabatan.kode] = jabatan
        return jabatan.kode


def _kontak(singkat: str) -> str:
    nama = "".join(c if c.isalnum() else "-" for c in singkat.lower()).strip("-")
    while "--" in nama:
        nama = nama.replace("--", "-")
    return f"{nama}@contoh.go.id"
