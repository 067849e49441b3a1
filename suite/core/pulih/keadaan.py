"""How the machine is: a list of findings in words, each with what to do; nothing here changes anything."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from alembic.config import Config as AlembicConfig
from alembic.script import ScriptDirectory
from cryptography import x509
from sqlalchemy import func, select, text

import suite
from suite.core import db
from suite.core.audit.models import AuditSeal
from suite.core.clock import now
from suite.core.config import Config
from suite.core.db import session
from suite.core.jobs import kinds
from suite.core.jobs.models import Job
from suite.core.mail import queries as surel
from suite.core.pulih import cadangan, denyut, metrik, mode
from suite.core.web.format import angka, lama_kata, tanggal_jam, tanggal_pendek, ukuran_berkas

URUT = {"bahaya": 0, "perhatian": 1, "sah": 2, "netral": 3}
ANTREAN_LAMA = timedelta(minutes=10)
SEGEL_LAMA = timedelta(minutes=10)
CADANGAN_LAMA, CADANGAN_USANG = timedelta(hours=26), timedelta(days=7)
SERTIFIKAT_DEKAT = timedelta(days=60)
DISK_SEMPIT, DISK_HABIS = 0.15, 0.05
TERLIHAT = 5


@dataclass
class Bagian:
    """One part of the machine: how it is (`makna` of a status), in a few words, what to do, the figures behind."""

    nama: str
    ikon: str
    makna: str = "sah"
    kata: str = "Baik"
    saran: str = ""
    rincian: list[dict[str, Any]] = field(default_factory=list)

    def masalah(self, makna: str, kata: str, saran: str) -> None:
        """Note a problem; the worst one is shown."""
        if URUT[makna] < URUT[self.makna]:
            self.makna, self.kata, self.saran = makna, kata, saran

    def catat(self, label: str, nilai: Any, url: str | None = None) -> None:
        self.rincian.append({"label": label, "nilai": nilai, "url": url})


def periksa(config: Config) -> list[Bagian]:
    """Every part, the worst first. About fifteen small queries; the page is for few and opened seldom."""
    semua: list[Callable[[Config], Bagian]] = [
        _mode, _pekerja, _antrean, _surel, _cadangan, _disk, _basis, _audit, _sertifikat, _versi,
    ]  # fmt: skip
    return sorted((f(config) for f in semua), key=lambda b: URUT[b.makna])


def ringkasan(semua: list[Bagian]) -> tuple[str, str]:
    """(meaning, one sentence) over all parts."""
    gawat = sum(b.makna == "bahaya" for b in semua)
    dekat = sum(b.makna == "perhatian" for b in semua)
    if gawat:
        return "bahaya", f"{gawat} hal harus segera ditangani" + (f", {dekat} perlu diperhatikan." if dekat else ".")
    if dekat:
        return "perhatian", f"{dekat} hal perlu diperhatikan. Selebihnya berjalan baik."
    return "sah", "Semua berjalan baik."


def _mode(config: Config) -> Bagian:
    b = Bagian("Mode", "lock-open", "netral", "Normal")
    if (kini := mode.kini(config.var)) is not None:
        b.ikon = "lock"
        b.masalah(
            "perhatian", "Hanya baca", "Kembalikan ke normal bila pemeliharaan selesai; pekerjaan latar juga menunggu."
        )
        b.catat("Alasan", kini.alasan)
        b.catat("Sejak", tanggal_jam(kini.sejak))
        b.catat("Sampai", tanggal_jam(kini.sampai) if kini.sampai else "belum ditentukan")
        b.catat("Oleh", kini.oleh)
    return b


def _pekerja(config: Config) -> Bagian:
    b = Bagian("Pekerja latar", "server")
    ada = denyut.semua(config.var)
    hidup = [d for d in ada if d.segar or _masih_memegang(d.pekerja)]
    if not hidup:
        b.masalah(
            "bahaya",
            "Tidak ada yang hidup",
            "Impor, surel, dan segel menunggu. Nyalakan di server: systemctl start suite.",
        )
    b.catat("Hidup", len(hidup))
    for d in ada[:TERLIHAT]:
        b.catat(d.pekerja.rpartition(":")[0], f"{d.sedang or 'menunggu'}, {_lalu(d.pada)}")
    return b


def _masih_memegang(pekerja: str) -> bool:
    """A long step leaves no sign, but the lease in the database is alive."""
    q = select(Job.id).where(Job.pekerja == pekerja, Job.keadaan == "berjalan", Job.sewa_sampai > now())
    return session.execute(q.limit(1)).first() is not None


def _antrean(config: Config) -> Bagian:
    b = Bagian("Pekerjaan", "list-check")
    q = select(Job.keadaan, func.count()).where(
        Job.keadaan.in_(("antre", "berjalan")) | (Job.selesai_pada > now() - timedelta(days=7))
    )
    jumlah = {keadaan: n for keadaan, n in session.execute(q.group_by(Job.keadaan))}  # noqa: C416
    umur = timedelta(seconds=metrik.umur_antrean())
    if jumlah.get("gagal"):
        b.masalah(
            "perhatian",
            f"{angka(jumlah['gagal'])} gagal",
            "Buka pekerjaannya, baca sebabnya, lalu ulangi dari langkah terakhir.",
        )
    if umur > ANTREAN_LAMA and mode.kini(config.var) is None:
        b.masalah(
            "bahaya",
            f"Antre {lama_kata(umur)}",
            "Pekerja tidak sempat mengambilnya: tambah satu (suite jobs run).",
        )
    b.catat("Menunggu", angka(jumlah.get("antre", 0)))
    b.catat("Berjalan", angka(jumlah.get("berjalan", 0)))
    b.catat("Selesai 7 hari", angka(jumlah.get("selesai", 0)))
    gagal = (
        select(Job).where(Job.keadaan == "gagal", Job.selesai_pada > now() - timedelta(days=7)).order_by(Job.id.desc())
    )
    uraian = {j.nama: j.uraian for j in kinds.semua()}
    for job in session.scalars(gagal.limit(TERLIHAT)):
        b.catat("Gagal", f"{uraian.get(job.jenis, job.jenis)}, {_lalu(job.selesai_pada)}", f"/pekerjaan/{job.id}")
    return b


def _surel(config: Config) -> Bagian:
    b = Bagian("Surel", "mail")
    r = surel.ringkasan(TERLIHAT)
    if r.gagal:
        b.masalah(
            "perhatian",
            f"{angka(r.gagal)} gagal hari ini",
            "Periksa alamat penerima dan server surel pada pengaturan kota.",
        )
    if r.tertua is not None and now() - r.tertua > timedelta(hours=1) and mode.kini(config.var) is None:
        b.masalah(
            "perhatian",
            f"Tertahan {lama_kata(now() - r.tertua)}",
            "Server surel menolak. Kirim surat percobaan dari pengaturan surel.",
        )
    b.catat("Menunggu", angka(r.antre))
    b.catat("Terkirim hari ini", angka(r.terkirim))
    for s in r.terakhir_gagal:
        b.catat("Gagal" if s.keadaan == "gagal" else "Dicoba lagi", f"{tanggal_jam(s.dibuat_pada)}: {s.galat[:120]}")
    return b


def _cadangan(config: Config) -> Bagian:
    b = Bagian("Cadangan", "archive")
    satu = cadangan.terakhir(config.var)
    if satu is None:
        b.masalah(
            "bahaya", "Belum pernah", "Jalankan suite backup, lalu pasang pewaktunya (Panduan operator, Cadangan)."
        )
        return b
    pada = datetime.fromisoformat(satu.pada)
    umur = now() - pada
    if umur > CADANGAN_LAMA:
        makna = "bahaya" if umur > CADANGAN_USANG else "perhatian"
        b.masalah(
            makna, f"{lama_kata(umur)} yang lalu", "Pewaktu cadangan tidak jalan: periksa journalctl -u suite-backup."
        )
    if not Path(satu.berkas).exists():
        b.masalah(
            "perhatian",
            "Berkasnya tidak ada di server",
            "Pastikan cadangan terakhir memang dipindahkan ke tempat lain yang aman.",
        )
    if not satu.tersandi:
        b.masalah(
            "perhatian",
            "Tidak disandi",
            "Cadangan memuat kunci suite. Pakai --key-file, dan simpan kuncinya di tempat lain.",
        )
    b.catat("Terakhir", f"{tanggal_jam(pada)}, {ukuran_berkas(satu.ukuran)}, {satu.detik:.0f} detik")
    b.catat("Isi", f"{angka(satu.baris)} baris, {angka(satu.dokumen)} berkas")
    b.catat("Berkas", satu.berkas)
    return b


def _disk(config: Config) -> Bagian:
    b = Bagian("Disk", "device-floppy")
    d = shutil.disk_usage(config.var)
    bagian = d.free / d.total
    if bagian < DISK_HABIS:
        b.masalah(
            "bahaya",
            "Hampir penuh",
            "Tambah ruang atau pindahkan cadangan lama sekarang: bila penuh, tidak ada yang dapat disimpan.",
        )
    elif bagian < DISK_SEMPIT:
        b.masalah("perhatian", "Mulai sempit", "Rencanakan menambah ruang; pindahkan cadangan lama ke tempat lain.")
    b.catat("Sisa", f"{ukuran_berkas(d.free)} dari {ukuran_berkas(d.total)} ({bagian * 100:.0f}%)")
    b.catat("Berkas tersimpan", ukuran_berkas(metrik.ukuran_gudang()))
    return b


def _basis(config: Config) -> Bagian:
    b = Bagian("Basis data", "database")
    kini, baru = revisi_kini(), revisi_program()
    if kini != baru:
        b.masalah(
            "bahaya",
            "Revisi tidak sama",
            f"Basis data pada revisi {kini}, program pada {baru}. Jalankan suite db upgrade.",
        )
    if config.sqlite:
        berkas = Path(config.database_url.removeprefix("sqlite:///"))
        ukuran = sum(p.stat().st_size for p in (berkas, berkas.with_name(berkas.name + "-wal")) if p.exists())
        jenis = f"SQLite {session.scalar(text('SELECT sqlite_version()'))}"
    else:
        ukuran = int(session.scalar(text("SELECT pg_database_size(current_database())")) or 0)
        jenis = f"PostgreSQL {session.scalar(text('SHOW server_version'))}"
    b.catat("Jenis", jenis)
    b.catat("Ukuran", ukuran_berkas(ukuran))
    b.catat("Revisi", kini)
    return b


def _audit(config: Config) -> Bagian:
    b = Bagian("Catatan audit", "shield-check")
    belum = metrik.belum_disegel()
    terakhir = session.scalar(select(func.max(AuditSeal.pada)))
    if belum and terakhir is not None and now() - terakhir > SEGEL_LAMA and mode.kini(config.var) is None:
        b.masalah(
            "perhatian",
            f"{angka(belum)} belum disegel",
            "Segel dibuat tiap menit oleh pekerja latar: periksa Pekerja latar.",
        )
    b.catat("Segel terakhir", tanggal_jam(terakhir) if terakhir else "belum ada")
    b.catat("Belum disegel", angka(belum))
    b.catat("Jumlah segel", angka(session.scalar(select(func.count()).select_from(AuditSeal))))
    return b


def _sertifikat(config: Config) -> Bagian:
    b = Bagian("Sertifikat", "certificate")
    if config.signer != "development":
        b.makna, b.kata = "netral", "Di layanan luar"
        return b
    ca, orang = _masa_sertifikat(config.var)
    if ca is None:
        b.makna, b.kata = "netral", "Belum dibuat"
        return b
    for nama, habis in (("Sertifikat CA", ca), ("Sertifikat penanda tangan", min(orang, default=ca))):
        if habis < now():
            b.masalah(
                "bahaya",
                "Habis masa berlaku",
                f"{nama} habis {tanggal_pendek(habis)}: surat baru tidak dapat ditandatangani sah. Perbarui.",
            )
        elif habis < now() + SERTIFIKAT_DEKAT:
            b.masalah(
                "perhatian", f"Habis {tanggal_pendek(habis)}", f"{nama} segera habis. Perbarui sebelum tanggal itu."
            )
    b.catat("CA berlaku sampai", tanggal_pendek(ca))
    b.catat("Penanda tangan", angka(len(orang)))
    if orang:
        b.catat("Paling dekat habis", tanggal_pendek(min(orang)))
    return b


_sertifikat_ingat: dict[Path, tuple[float, datetime]] = {}


def _masa_sertifikat(var: Path) -> tuple[datetime | None, list[datetime]]:
    """When the development CA's own certificate and those of the signers end. A file is parsed once, until it changes."""
    ca = var / "ca" / "ca.pem"
    if not ca.exists():
        return None, []
    return _habis(ca), [h for p in (var / "ca" / "pegawai").glob("*.pem") if (h := _habis(p)) is not None]


def _habis(berkas: Path) -> datetime | None:
    try:
        tanda = berkas.stat().st_mtime
        if (ada := _sertifikat_ingat.get(berkas)) is None or ada[0] != tanda:
            isi = berkas.read_bytes()
            awal = isi.index(b"-----BEGIN CERTIFICATE-----")
            ada = _sertifikat_ingat[berkas] = (tanda, x509.load_pem_x509_certificate(isi[awal:]).not_valid_after_utc)
        return ada[1]
    except (OSError, ValueError):
        return None


def _versi(config: Config) -> Bagian:
    b = Bagian("Versi", "info-circle", "netral", version("suite-pemda"))
    b.catat("Program", version("suite-pemda"))
    b.catat("Python", platform.python_version())
    b.catat("Lingkungan", config.env)
    b.catat("Toko", "SQLite" if db.adalah_sqlite() else "PostgreSQL")
    return b


def revisi_kini() -> str | None:
    """The revision that the database stands at."""
    return session.execute(text("SELECT version_num FROM alembic_version")).scalar()


@cache
def revisi_program() -> str | None:
    """The newest revision that this program brings."""
    isi = AlembicConfig()
    isi.set_main_option("script_location", str(Path(suite.__file__).parents[1] / "migrations"))
    return ScriptDirectory.from_config(isi).get_current_head()


def _lalu(pada: datetime | None) -> str:
    return f"{lama_kata(now() - pada)} lalu" if pada else "-"
