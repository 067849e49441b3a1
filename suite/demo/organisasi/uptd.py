"""UPTD: health centres, hospital, schools and the technical units of the dinas. They hold most of the people."""

from __future__ import annotations

from suite.demo.bahan import tabel
from suite.demo.organisasi.rancangan import FUNGSIONAL, PELAKSANA, JabatanBaru, Rancangan, UnitBaru

DINKES, DISDIKBUD = "1.02.0.00.0.00.01.0000", "1.01.2.22.0.00.01.0000"
SD_PER_KECAMATAN, SMP = 20, 29

# post, level, field of study, how many in a health centre, share of PPPK
PUSKESMAS = (
    ("Dokter Ahli Muda", "muda", "dokter", 1, 0.0),
    ("Dokter Ahli Pertama", "pertama", "dokter", 2, 0.3),
    ("Dokter Gigi Ahli Pertama", "pertama", "dokter_gigi", 1, 0.2),
    ("Perawat Ahli Muda", "muda", "perawat", 1, 0.0),
    ("Perawat Ahli Pertama", "pertama", "perawat", 3, 0.3),
    ("Perawat Mahir", "mahir", "perawat", 3, 0.1),
    ("Perawat Terampil", "terampil", "perawat", 3, 0.5),
    ("Bidan Ahli Pertama", "pertama", "bidan", 2, 0.2),
    ("Bidan Mahir", "mahir", "bidan", 3, 0.1),
    ("Bidan Terampil", "terampil", "bidan", 3, 0.5),
    ("Apoteker Ahli Pertama", "pertama", "farmasi", 1, 0.2),
    ("Nutrisionis Terampil", "terampil", "gizi", 1, 0.4),
    ("Pranata Laboratorium Kesehatan Terampil", "terampil", "laboratorium", 1, 0.4),
    ("Epidemiolog Kesehatan Ahli Pertama", "pertama", "kesehatan", 1, 0.3),
)
RUMAH_SAKIT = (
    ("Dokter Ahli Madya", "madya", "dokter", 10, 0.0),
    ("Dokter Ahli Muda", "muda", "dokter", 16, 0.0),
    ("Dokter Ahli Pertama", "pertama", "dokter", 20, 0.3),
    ("Perawat Ahli Muda", "muda", "perawat", 24, 0.0),
    ("Perawat Ahli Pertama", "pertama", "perawat", 60, 0.3),
    ("Perawat Mahir", "mahir", "perawat", 40, 0.1),
    ("Perawat Terampil", "terampil", "perawat", 60, 0.5),
    ("Bidan Ahli Pertama", "pertama", "bidan", 16, 0.2),
    ("Bidan Terampil", "terampil", "bidan", 20, 0.4),
    ("Apoteker Ahli Pertama", "pertama", "farmasi", 10, 0.2),
    ("Pranata Laboratorium Kesehatan Terampil", "terampil", "laboratorium", 14, 0.4),
    ("Nutrisionis Terampil", "terampil", "gizi", 6, 0.4),
)


def bangun_uptd(r: Rancangan) -> None:
    """Health centres by kelurahan, the hospital, schools by kecamatan (numbered) and the UPTD of `data/uptd.csv`."""
    _puskesmas(r)
    opd = {b["nama_singkat"]: b["kode"] for b in tabel("perangkat_daerah")}
    for b in tabel("uptd"):
        for n in range(1, int(b["jumlah"]) + 1):
            akhir, nomor = (f"-{n}", f" {n}") if int(b["jumlah"]) > 1 else ("", "")
            induk = r.unit[opd[b["perangkat_daerah"]]]
            nama = b["nama"] + nomor if b["jenis"] == "rumah_sakit" else f"UPTD {b['nama']}{nomor}"
            u = r.tambah_unit(
                f"{induk.kode}/{b['nama_singkat'].replace(' ', '')}{akhir}",
                nama, b["nama_singkat"] + nomor, b["jenis"], induk,
                kode_surat=f"{induk.kode_surat}/{b['nama_singkat'].replace(' ', '')}{akhir}",
            )  # fmt: skip
            _isi_uptd(r, u, f"{induk.kode}#kepala", b)
    _sekolah(r)


def _isi_uptd(r: Rancangan, u: UnitBaru, atasan: str, b: dict[str, str]) -> None:
    if b["jenis"] == "rumah_sakit":
        direktur = r.tambah(
            JabatanBaru(
                f"{u.kode}#kepala",
                f"Direktur {u.nama}",
                u.kode,
                FUNGSIONAL,
                "madya",
                atasan,
                4,
                kepala=True,
                ilmu="dokter",
            )
        )
        tu = r.struktural(
            u, f"Kepala Bagian Tata Usaha {u.nama}", "III.b", direktur, 5, kepala=False, akhir="tata-usaha"
        )
        _tenaga(r, u, RUMAH_SAKIT, direktur, 8)
        _pendukung(r, u, tu, 24)
        return
    kepala = r.struktural(u, f"Kepala {u.nama}", "IV.a", atasan, 5)
    tu = r.struktural(u, f"Kepala Subbagian Tata Usaha {u.nama}", "IV.b", kepala, 6, kepala=False, akhir="tata-usaha")
    _pendukung(r, u, tu, int(b["tenaga"]))


def _puskesmas(r: Rancangan) -> None:
    dinkes = r.unit[DINKES]
    kelurahan = [w["nama"] for w in tabel("wilayah") if w["tingkat"] == "kelurahan"][:23]
    for n, nama in enumerate(kelurahan, 1):
        u = r.tambah_unit(
            f"{DINKES}/P{n}", f"UPTD Puskesmas {nama}", f"Puskesmas {nama}", "puskesmas", dinkes,
            kode_surat=f"{dinkes.kode_surat}/Pusk-{nama.replace(' ', '')}",
        )  # fmt: skip
        kepala = r.tambah(
            JabatanBaru(
                f"{u.kode}#kepala",
                f"Kepala {u.nama}",
                u.kode,
                FUNGSIONAL,
                "muda",
                f"{DINKES}#kepala",
                5,
                kepala=True,
                ilmu="dokter",
            )
        )
        tu = r.struktural(
            u, f"Kepala Subbagian Tata Usaha {u.nama}", "IV.b", kepala, 6, kepala=False, akhir="tata-usaha"
        )
        _tenaga(r, u, PUSKESMAS, kepala, 8)
        _pendukung(r, u, tu, 4)


def _tenaga(
    r: Rancangan, u: UnitBaru, susunan: tuple[tuple[str, str, str, int, float], ...], atasan: str, utama: int
) -> None:
    for i, (nama, tingkat, ilmu, banyak, pppk) in enumerate(susunan, 1):
        for k in range(1, banyak + 1):
            r.tambah(
                JabatanBaru(
                    f"{u.kode}#t{i}-{k}", nama, u.kode, FUNGSIONAL, tingkat, atasan, utama, ilmu=ilmu, pppk=pppk
                )
            )


def _pendukung(r: Rancangan, u: UnitBaru, atasan: str, banyak: int) -> None:
    nama = (
        ("Pengadministrasi Perkantoran", "menengah"),
        ("Pengolah Data dan Informasi", "diploma"),
        ("Operator Layanan Operasional", "menengah"),
        ("Pengelola Layanan Operasional", "diploma"),
    )
    for k in range(banyak):
        sebut, tingkat = nama[k % len(nama)]
        r.tambah(JabatanBaru(f"{u.kode}#pelaksana-{k + 1}", sebut, u.kode, PELAKSANA, tingkat, atasan, 9, pppk=0.4))


def _sekolah(r: Rancangan) -> None:
    """Heads and staff of the schools; teachers come by `isi_sekolah`."""
    dinas = r.unit[DISDIKBUD]
    kecamatan = [w["nama"] for w in tabel("wilayah") if w["tingkat"] == "kecamatan"]
    nama = [
        (f"SD{k + 1}-{n}", f"SD Negeri {n} {kec}")
        for k, kec in enumerate(kecamatan)
        for n in range(1, SD_PER_KECAMATAN + 1)
    ]
    nama += [(f"SMP-{n}", f"SMP Negeri {n} Pontianak") for n in range(1, SMP + 1)]
    for akhir, sekolah in nama:
        u = r.tambah_unit(
            f"{DISDIKBUD}/{akhir}", sekolah, sekolah.replace(" Negeri", "N"), "sekolah", dinas,
            kode_surat=f"{dinas.kode_surat}/{akhir}",
        )  # fmt: skip
        ilmu = "pendidikan_dasar" if akhir.startswith("SD") else "pendidikan"
        kepala = r.tambah(
            JabatanBaru(
                f"{u.kode}#kepala",
                f"Kepala {sekolah}",
                u.kode,
                FUNGSIONAL,
                "madya",
                f"{DISDIKBUD}#kepala",
                6,
                kepala=True,
                ilmu=ilmu,
            )
        )
        for k in range(1 if akhir.startswith("SD") else 3):
            r.tambah(
                JabatanBaru(
                    f"{u.kode}#pelaksana-{k + 1}",
                    "Pengadministrasi Perkantoran",
                    u.kode,
                    PELAKSANA,
                    "menengah",
                    kepala,
                    9,
                    pppk=0.5,
                )
            )


def isi_sekolah(r: Rancangan, banyak: int) -> None:
    """Add `banyak` teachers (none when negative), twice as many to an SMP as to an SD."""
    sekolah = [u for u in r.unit.values() if u.jenis == "sekolah"]
    giliran = [*sekolah, *(u for u in sekolah if "/SMP-" in u.kode)]
    tingkat = (("Muda", "muda"), ("Pertama", "pertama"), ("Madya", "madya"), ("Pertama", "pertama"), ("Muda", "muda"))
    for k in range(max(0, banyak)):
        u = giliran[k % len(giliran)]
        ilmu = "pendidikan" if "/SMP-" in u.kode else "pendidikan_dasar"
        mapel = "Guru Mata Pelajaran" if ilmu == "pendidikan" else "Guru Kelas"
        sebut, level = tingkat[(k // len(giliran)) % len(tingkat)]
        r.tambah(
            JabatanBaru(
                f"{u.kode}#guru-{k + 1}", f"{mapel} Ahli {sebut}", u.kode, FUNGSIONAL, level, f"{u.kode}#kepala", 9,
                ilmu=ilmu, pppk=0.5 if level == "pertama" else 0.0,
            )
        )  # fmt: skip
