"""A fictional city as three CSV files, made anew and always the same: units, one post a person, people.

Of the people some rows are broken on purpose, each in another way, and each with the mended row beside it.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, field

DEPAN = [
    "Abdul",
    "Ahmad",
    "Bambang",
    "Citra",
    "Dewi",
    "Eko",
    "Fitri",
    "Gunawan",
    "Hendra",
    "Indah",
    "Joko",
    "Kartika",
    "Lestari",
    "Maria",
    "Nur",
    "Oktavia",
    "Putri",
    "Rahmat",
    "Siti",
    "Tri",
]
TENGAH = [
    "Adi",
    "Bayu",
    "Cahya",
    "Dian",
    "Endah",
    "Fajar",
    "Galih",
    "Hadi",
    "Intan",
    "Jaya",
    "Kurnia",
    "Laksmi",
    "Mulya",
    "Ningsih",
    "Prasetya",
    "Ratna",
    "Surya",
    "Utama",
]
AKHIR = [
    "Anggara",
    "Baskoro",
    "Damanik",
    "Effendi",
    "Firmansyah",
    "Gultom",
    "Hidayat",
    "Irawan",
    "Kusuma",
    "Lubis",
    "Maulana",
    "Nugroho",
    "Pratama",
    "Rangkuti",
    "Saputra",
    "Wijaya",
]
GOLONGAN = ("II/c", "III/a", "III/b", "III/c", "III/d", "IV/a")


@dataclass
class KotaBaru:
    """The files as bytes; `pegawai` has broken rows, `mend(row of the error file)` gives the good one."""

    unit: bytes
    jabatan: bytes
    pegawai: bytes
    kunci: dict[str, dict[str, str]] = field(default_factory=dict)
    """Code of the post → the good row, for the rows that are broken."""
    nip_kepala: list[str] = field(default_factory=list)
    """NIP of the heads of the offices, in order."""

    def perbaiki(self, galat: bytes) -> bytes:
        """What a person makes of the file of broken rows: each row mended, the column galat left where it is."""
        baris = list(csv.DictReader(io.StringIO(galat.decode("utf-8-sig"))))
        for b in baris:
            b.update(self.kunci[_kunci(b)])
        return tulis(list(baris[0]), baris)


def _kunci(b: dict[str, str]) -> str:
    return b["dasar"].rsplit("/", 1)[1]


def tulis(kolom: list[str], baris: list[dict[str, str]], pemisah: str = ",") -> bytes:
    keluar = io.StringIO(newline="")
    w = csv.DictWriter(keluar, kolom, delimiter=pemisah, lineterminator="\r\n")
    w.writeheader()
    w.writerows(baris)
    return b"\xef\xbb\xbf" + keluar.getvalue().encode()


def buat(orang: int = 6_000, rusak: int = 30, opd: int = 30) -> KotaBaru:
    """`orang` civil servants and the mayor in `opd` offices with bidang each; `rusak` of the people's rows are broken."""
    acak = random.Random(20261124)
    unit = [
        {"Kode Unit": "K", "Nama": "Pemerintah Kota Khatulistiwa", "Jenis": "kota", "Induk": ""},
        {"Kode Unit": "K.01", "Nama": "Sekretariat Daerah", "Jenis": "setda", "Induk": "K"},
    ]
    jabatan = [
        {
            "kode": "K-WALI",
            "nama": "Wali Kota",
            "unit": "K",
            "jenis": "politik",
            "eselon": "",
            "kepala": "ya",
            "atasan": "",
        },
        {
            "kode": "K.01-001",
            "nama": "Sekretaris Daerah",
            "unit": "K.01",
            "jenis": "",
            "eselon": "II.a",
            "kepala": "ya",
            "atasan": "K-WALI",
        },
    ]
    for o in range(2, opd + 1):
        kode = f"K.{o:02d}"
        unit.append({"Kode Unit": kode, "Nama": f"Dinas Urusan {o}", "Jenis": "Dinas", "Induk": "K"})
        jabatan.append(
            {
                "kode": f"{kode}-001",
                "nama": f"Kepala Dinas Urusan {o}",
                "unit": kode,
                "jenis": "",
                "eselon": "II.b",
                "kepala": "Y",
                "atasan": "K.01-001",
            }
        )
        for b in range(1, 5):
            unit.append(
                {"Kode Unit": f"{kode}.{b}", "Nama": f"Bidang {b} Dinas Urusan {o}", "Jenis": "bidang", "Induk": kode}
            )
            jabatan.append(
                {
                    "kode": f"{kode}.{b}-001",
                    "nama": f"Kepala Bidang {b} Urusan {o}",
                    "unit": f"{kode}.{b}",
                    "jenis": "administrator",
                    "eselon": "III.b",
                    "kepala": "ya",
                    "atasan": f"{kode}-001",
                }
            )
    bidang = [j for j in jabatan if j["eselon"] == "III.b"] or [jabatan[1]]
    n = 0
    while len(jabatan) < orang + 1:
        atas = bidang[n % len(bidang)]
        n += 1
        jabatan.append(
            {
                "kode": f"{atas['unit']}-{n + 100:05d}",
                "nama": "Penelaah Teknis Kebijakan",
                "unit": atas["unit"],
                "jenis": "pelaksana",
                "eselon": "",
                "kepala": "",
                "atasan": atas["kode"],
            }
        )
    acak.shuffle(unit)  # parents need not come first
    orang_baris, kepala = [], []
    for i, j in enumerate(jabatan):
        laki = acak.random() < 0.5
        nama = f"{acak.choice(DEPAN)} {acak.choice(TENGAH)} {acak.choice(AKHIR)}"
        baris = {
            "NIP": "",
            "Nama Lengkap": nama,
            "status": "non-ASN",
            "L/P": "L",
            "email": "",
            "Gol": "",
            "TMT Gol": "",
            "Kode Jabatan": j["kode"],
            "TMT Jabatan": "2 Januari 2024",
            "dasar": f"Keputusan Nomor 800/{i:05d}",
        }
        if i:
            lahir = f"{1968 + i % 30}{1 + i % 12:02d}{1 + i % 28:02d}"
            nip = f"{lahir} {1968 + i % 30 + 22}{1 + i % 12:02d} {1 if laki else 2} {1 + i // 360 % 999:03d}"
            baris |= {
                "NIP": nip,
                "status": "",
                "L/P": "",
                "Gol": GOLONGAN[i % 6],
                "TMT Gol": "01/04/2023",
                "email": f"p{i}@khatulistiwa.example",
            }
            if j["eselon"].startswith("II."):
                kepala.append("".join(nip.split()))
        orang_baris.append(baris)
    kunci = _rusakkan(orang_baris, rusak)
    return KotaBaru(
        tulis(["Induk", "Nama", "Kode Unit", "Jenis"], unit, ";"),
        tulis(["kode", "nama", "unit", "jenis", "eselon", "kepala", "atasan"], jabatan),
        tulis(list(orang_baris[0]), orang_baris),
        kunci,
        kepala,
    )


def _rusakkan(orang: list[dict[str, str]], rusak: int) -> dict[str, dict[str, str]]:
    """Break some rows, never those of heads, each in one of six ways; the good rows by their key."""
    cara = (
        lambda b: {"NIP": b["NIP"][:4] + "0230" + b["NIP"][8:]},  # 30 February
        lambda b: {"NIP": b["NIP"][:-1]},  # 17 digits
        lambda b: {"NIP": ""},
        lambda b: {"Kode Jabatan": "TIDAK-ADA"},
        lambda b: {"TMT Gol": "31/02/2023"},
        lambda b: {"Gol": "V/z"},
    )
    kunci: dict[str, dict[str, str]] = {}
    dari = [i for i, b in enumerate(orang) if len(b["Kode Jabatan"].split("-")[1]) == 5]
    langkah = max(1, len(dari) // max(rusak, 1))
    for k in range(rusak):
        b = orang[dari[k * langkah]]
        kunci[_kunci(b)] = dict(b)
        b.update(cara[k % len(cara)](b))
    return kunci
