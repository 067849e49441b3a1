"""Writes the year's migrated letters as rows: audited, numbered, found by the search, and marked `migrasi`.

They come "from the older application": no file, no signature of ours. Their numbers are taken in the register, so that
the counters go on behind them. What was still open when they were taken over has its tasks in the inboxes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from html import unescape
from types import SimpleNamespace
from typing import Any

from suite.core import akses, numbering, search
from suite.core.akses import AksesDokumen
from suite.core.clock import ZONE, local_date, today
from suite.core.db import Base
from suite.core.numbering import NomorTerpakai
from suite.core.workflow.models import RiwayatAlur, Task
from suite.demo.massal import Baris, Massal, id_berikut
from suite.demo.surat.alur import DisposisiRencana, MasukRencana, status_disposisi, status_masuk
from suite.demo.surat.lembaga import Lembaga
from suite.demo.surat.rak import Rak
from suite.demo.surat.rencana import KeluarRencana, Rencana
from suite.naskah_dinas import policy
from suite.naskah_dinas.models import Berkas, Disposisi, SuratKeluar, SuratMasuk, SuratTujuan
from suite.naskah_dinas.rules.jenis import jenis_naskah
from suite.naskah_dinas.rules.nomor import KonteksNomor, susun_nomor
from suite.naskah_dinas.rules.sifat import tenggat as tenggat_sifat
from suite.naskah_dinas.rules.wewenang import sebut_jenjang
from suite.naskah_dinas.services.disposisi import sebut_instruksi

_TAG = re.compile("<[^>]+>")
ASAL = "Diimpor dari aplikasi persuratan lama, tanpa berkas."


@dataclass
class _Kumpulan:
    """Rows by table, as they grow."""

    keluar: list[Baris] = field(default_factory=list)
    tujuan: list[Baris] = field(default_factory=list)
    masuk: list[Baris] = field(default_factory=list)
    disposisi: list[Baris] = field(default_factory=list)
    nomor: list[Baris] = field(default_factory=list)
    akses: list[Baris] = field(default_factory=list)
    riwayat: list[Baris] = field(default_factory=list)
    tugas: list[Baris] = field(default_factory=list)
    cari: list[search.Entri] = field(default_factory=list)


class Impor:
    """One import. `jalankan` writes everything in the caller's transaction."""

    def __init__(self, lembaga: Lembaga, rencana: Rencana, uraian: dict[str, str]) -> None:
        self.lembaga = lembaga
        self.rencana = rencana
        self.kini = rencana.kini
        self.rak = Rak(lembaga, uraian)
        self._b = _Kumpulan()
        self._register: dict[tuple[str, str], int] = {}
        self._awal: dict[Any, int] = {}
        self._puncak: dict[tuple[str, str], dict[int, int]] = {}

    def jalankan(self, maju: Callable[[str, int, int], None]) -> int:
        """Returns how many letters were taken over. `maju(table, written, of)` is told as rows go in."""
        self._awal = {
            m: id_berikut(m)
            for m in (SuratKeluar, SuratMasuk, Disposisi, SuratTujuan, NomorTerpakai, RiwayatAlur, Task)
        }
        self.rak.awal = id_berikut(Berkas)
        banyak = 0
        for k in self.rencana.keluar:
            if not k.layanan:
                self._keluar(k)
                banyak += 1
        for m in self.rencana.luar:
            if not m.layanan:
                assert m.luar is not None and m.tanggal is not None
                self._masuk(
                    m,
                    None,
                    m.luar.pengirim,
                    m.luar.nomor,
                    m.tanggal,
                    m.luar.hal,
                    m.luar.sifat,
                    "B",
                    m.luar.klasifikasi,
                    set(),
                )
                banyak += 1
        self._berkas_layanan()
        self._tulis(maju)
        return banyak

    def _tulis(self, maju: Callable[[str, int, int], None]) -> None:
        b, m = self._b, Massal(kejadian="migrasi")
        # Keys, history and tasks follow from what is audited already; as rows of their own they would say nothing new.
        urut: tuple[tuple[type[Base], list[Baris], bool], ...] = (
            (Berkas, self.rak.baris, True),
            (SuratKeluar, b.keluar, True),
            (SuratTujuan, b.tujuan, True),
            (SuratMasuk, b.masuk, True),
            (Disposisi, b.disposisi, True),
            (NomorTerpakai, b.nomor, True),
            (AksesDokumen, b.akses, False),
            (RiwayatAlur, b.riwayat, False),
            (Task, b.tugas, False),
        )
        semua = sum(len(baris) for _, baris, _ in urut) + len(b.cari) * 2
        sudah = 0
        for model, baris, diaudit in urut:
            m.sisip(model, baris, audit=diaudit)
            sudah += len(baris)
            maju(model.__tablename__, sudah, semua)
        m.selesai()
        search.indeks_massal(b.cari)
        maju("indeks_cari", semua, semua)

    def seret_penghitung(self) -> None:
        """After everything: no counter stands below a number that a migrated letter bears."""
        for k in self.rencana.keluar:
            if k.ditandatangani <= self.kini:
                self._akhir(k.register, local_date(k.ditandatangani).year, k.urut)
            for m in k.masuk:
                if m.diterima <= self.kini:
                    self._akhir(("agenda", m.opd), local_date(m.diterima).year, m.agenda)
        for m in self.rencana.luar:
            self._akhir(("agenda", m.opd), local_date(m.diterima).year, m.agenda)
        for (macam, opd), per_tahun in self._puncak.items():
            for tahun, urut in per_tahun.items():
                numbering.mulai_dari(buka_register(self.lembaga, macam, opd), tahun, urut)

    def _akhir(self, kunci: tuple[str, str], tahun: int, urut: int) -> None:
        per_tahun = self._puncak.setdefault(kunci, {})
        per_tahun[tahun] = max(per_tahun.get(tahun, 0), urut)

    # Registers -----------------------------------------------------------------------------------------------------

    def register(self, macam: str, opd: str) -> int:
        """Id of the book: `*` or a kind of letter, or `agenda`."""
        if (macam, opd) not in self._register:
            self._register[macam, opd] = buka_register(self.lembaga, macam, opd).id
        return self._register[macam, opd]

    def _nomor(
        self, register_id: int, tahun: int, urut: int, teks: str, jenis: str, objek_id: int, pada: datetime
    ) -> None:
        self._b.nomor.append(
            {
                "id": self._awal[NomorTerpakai] + len(self._b.nomor),
                "register_id": register_id,
                "tahun": tahun,
                "urut": urut,
                "sisipan": "",
                "nomor": teks,
                "keadaan": "terbit",
                "jenis": jenis,
                "objek_id": objek_id,
                "diambil_pada": pada,
            }
        )

    # Letters of ours -----------------------------------------------------------------------------------------------

    def _keluar(self, k: KeluarRencana) -> None:
        t, lembaga = k.tulisan, self.lembaga
        hari = local_date(k.ditandatangani)
        id_ = self._awal[SuratKeluar] + len(self._b.keluar)
        macam, opd = k.register
        reg = self.register(macam, opd)
        jenis = jenis_naskah(t.jenis, hari)
        konteks = KonteksNomor(
            hari,
            klasifikasi=t.klasifikasi,
            unit=lembaga.r.unit[opd].kode_surat,
            keamanan=t.keamanan,
            jenis=jenis.kode_jenis,
        )
        teks_nomor = susun_nomor(jenis.pola, k.urut, konteks)
        arsip = k.diarsipkan is not None and k.diarsipkan <= self.kini
        jenjang = [lembaga.r.jabatan[j].nama for j in (k.atas_nama, k.penanda) if j]
        baris: Baris = {
            "id": id_,
            "jenis": t.jenis,
            "hal": t.hal[:400],
            "isi": t.isi,
            "klasifikasi": t.klasifikasi,
            "sifat": t.sifat,
            "keamanan": t.keamanan,
            "data": {"koordinasi": [], "asal": "aplikasi persuratan lama"},
            "opd_id": lembaga.unit_id(opd),
            "unit_id": lembaga.unit_id(lembaga.r.jabatan[k.konseptor].unit),
            "konseptor_id": lembaga.pegawai_id(k.konseptor),
            "konseptor_jabatan_id": lembaga.jabatan_id(k.konseptor),
            "penanda_jabatan_id": lembaga.jabatan_id(k.penanda),
            "cara": k.cara,
            "atas_nama_id": lembaga.jabatan_id(k.atas_nama) if k.atas_nama else None,
            "melalui_id": None,
            "menjawab_id": None,
            "register_id": reg,
            "tahun": hari.year,
            "urut": k.urut,
            "sisipan": "",
            "nomor": teks_nomor,
            "tanggal": hari,
            "penanda_id": lembaga.pegawai_id(k.penanda),
            "penanda_penugasan_id": lembaga.penugasan_id(k.penanda),
            "penanda_sebutan": sebut_jenjang(jenjang, cara=k.cara or None),
            "ditandatangani_pada": None,
            "token": None,
            "final_id": None,
            "final_sidik": "",
            "signed_id": None,
            "signed_sidik": "",
            "terbit_pada": k.ditandatangani,
            "berkas_id": self.rak.cari(opd, t.klasifikasi, hari.year) if arsip else None,
            "migrasi": True,
            "dibuat_pada": k.disusun,
            "status": "diarsipkan" if arsip else "terkirim",
            "alur_versi": 1,
            "ronde": 1,
            "versi": 1,
        }
        self._b.keluar.append(baris)
        tujuan = self._tujuan(id_, k)
        self._nomor(reg, hari.year, k.urut, teks_nomor, "surat_keluar", id_, k.ditandatangani)
        self._akses("surat_keluar", id_, policy.kunci_surat_keluar(SimpleNamespace(**baris), set()))  # type: ignore[arg-type]
        self._riwayat("surat_keluar", id_, baris["status"], k.ditandatangani)
        self._b.cari.append(
            search.Entri(
                "surat_keluar",
                id_,
                t.hal,
                _teks(t.isi),
                " ".join([teks_nomor, *tujuan])[:500],
                k.ditandatangani,
            )
        )
        pengirim = lembaga.r.unit[opd].nama
        for m in k.masuk:
            # A class T letter is open to the units that it names, not to the whole office.
            tersebut = {lembaga.unit_id(x.unit) for x in k.kepada if x.unit and f"{x.unit}#kepala" == m.jabatan}
            self._masuk(m, id_, pengirim, teks_nomor, hari, t.hal, t.sifat, t.keamanan, t.klasifikasi, tersebut)

    def _tujuan(self, surat_id: int, k: KeluarRencana) -> list[str]:
        sebut: list[str] = []
        for macam, daftar in (("kepada", k.kepada), ("tembusan", k.tembusan)):
            for urut, x in enumerate(daftar, 1):
                jabatan = x.jabatan or (f"{x.unit}#kepala" if x.unit else None)
                teks = self.lembaga.r.jabatan[jabatan].nama if jabatan else x.teks
                sebut.append(teks)
                self._b.tujuan.append(
                    {
                        "id": self._awal[SuratTujuan] + len(self._b.tujuan),
                        "surat_id": surat_id,
                        "urut": urut,
                        "macam": macam,
                        "unit_id": self.lembaga.unit_id(x.unit) if x.unit else None,
                        "jabatan_id": self.lembaga.jabatan_id(x.jabatan) if x.jabatan else None,
                        "teks": teks,
                    }
                )
        return sebut

    # Letters received ----------------------------------------------------------------------------------------------

    def _masuk(
        self, m: MasukRencana, asal: int | None, pengirim: str, nomor_surat: str, tanggal: date, hal: str,
        sifat: str, keamanan: str, klasifikasi: str, tersebut: set[int],
    ) -> None:  # fmt: skip
        lembaga, id_ = self.lembaga, self._awal[SuratMasuk] + len(self._b.masuk)
        tahun = local_date(m.diterima).year
        reg = self.register("agenda", m.opd)
        status = status_masuk(m, self.kini)
        batas = tenggat_sifat(sifat, m.diterima).berakhir
        baris: Baris = {
            "id": id_,
            "opd_id": lembaga.unit_id(m.opd),
            "tahun": tahun,
            "agenda": m.agenda,
            "tujuan_jabatan_id": lembaga.jabatan_id(m.jabatan),
            "tembusan": m.tembusan,
            "surat_keluar_id": asal,
            "pengirim": pengirim,
            "nomor": nomor_surat,
            "tanggal": tanggal,
            "hal": hal[:400],
            "sifat": sifat,
            "keamanan": keamanan,
            "klasifikasi": klasifikasi,
            "diterima_pada": m.diterima,
            "tenggat": batas,
            "file_id": None,
            "dicatat_oleh": None,
            "berkas_id": self.rak.cari(m.opd, klasifikasi, tahun) if status == "diarsipkan" else None,
            "migrasi": True,
            "status": status,
            "alur_versi": 1,
            "ronde": 0,
            "versi": 1,
        }
        self._b.masuk.append(baris)
        self._nomor(reg, tahun, m.agenda, str(m.agenda), "surat_masuk", id_, m.diterima)
        kunci = policy.kunci_surat_masuk(SimpleNamespace(**baris), tersebut)  # type: ignore[arg-type]
        if m.didisposisi is not None and m.didisposisi <= self.kini:
            for d in m.disposisi:
                self._disposisi(d, m.jabatan, id_, None, hal, batas, kunci, keamanan)
        self._akses("surat_masuk", id_, kunci)
        self._riwayat("surat_masuk", id_, status, m.diterima)
        if status in ("diterima", "ditindaklanjuti"):
            alasan = "Semua disposisi dilaporkan: selesaikan"
            if status == "diterima":
                alasan = "Tembusan untuk Anda: baca" if m.tembusan else f"Surat masuk agenda {m.agenda}: disposisikan"
            aksi = "disposisi" if status == "diterima" else "selesaikan"
            self._tugas(
                "surat_masuk", id_, aksi, f"j:{lembaga.jabatan_id(m.jabatan)}", hal, alasan, None, m.diterima, batas
            )
        self._b.cari.append(
            search.Entri("surat_masuk", id_, hal, "", f"{nomor_surat} {pengirim} agenda {m.agenda}"[:500], m.diterima)
        )

    def _disposisi(
        self, d: DisposisiRencana, dari: str, masuk_id: int, induk_id: int | None, hal: str, batas: datetime,
        kunci: set[str], keamanan: str,
    ) -> None:  # fmt: skip
        lembaga, id_ = self.lembaga, self._awal[Disposisi] + len(self._b.disposisi)
        status = status_disposisi(d, self.kini)
        tenggat = datetime.combine(d.sampai + timedelta(days=1), time(), ZONE) if d.sampai else batas
        self._b.disposisi.append(
            {
                "id": id_,
                "surat_masuk_id": masuk_id,
                "induk_id": induk_id,
                "dari_jabatan_id": lembaga.jabatan_id(dari),
                "dari_pegawai_id": lembaga.pegawai_id(dari),
                "kepada_jabatan_id": lembaga.jabatan_id(d.kepada),
                "instruksi": d.instruksi,
                "catatan": d.catatan,
                "tenggat": tenggat,
                "laporan": d.laporan if status == "selesai" else "",
                "laporan_file_id": None,
                "dibuat_pada": d.dibuat,
                "selesai_pada": {"selesai": d.berakhir, "ditarik": d.ditarik}.get(status),
                "status": status,
                "alur_versi": 1,
                "ronde": 0,
                "versi": 1,
            }
        )
        kunci.add(akses.kunci_jabatan(lembaga.jabatan_id(d.kepada)))
        if keamanan == "B":
            kunci.add(akses.kunci_unit(lembaga.unit_id(self.lembaga.opd_dari(d.kepada))))
        if status in ("baru", "dikerjakan"):
            alasan = f"Disposisi {lembaga.r.jabatan[dari].nama}: {sebut_instruksi(d.instruksi).lower()}"
            self._tugas(
                "disposisi",
                id_,
                "laporkan",
                f"j:{lembaga.jabatan_id(d.kepada)}",
                hal,
                alasan,
                lembaga.pegawai_id(dari),
                d.dibuat,
                tenggat,
            )
        elif status == "dikembalikan":
            self._tugas(
                "disposisi", id_, "tarik", f"j:{lembaga.jabatan_id(dari)}", hal, "Disposisi dikembalikan: alihkan",
                lembaga.pegawai_id(dari), d.berakhir, tenggat,
            )  # fmt: skip
        if d.diteruskan is not None and d.diteruskan <= self.kini:
            anak = [a for a in d.anak if a.dibuat <= self.kini]
            for a in anak:
                self._disposisi(a, d.kepada, masuk_id, id_, hal, batas, kunci, keamanan)
            if status == "diteruskan" and all(status_disposisi(a, self.kini) in ("selesai", "ditarik") for a in anak):
                self._tugas(
                    "disposisi", id_, "laporkan", f"j:{lembaga.jabatan_id(d.kepada)}", hal,
                    "Bawahan sudah melapor: laporkan",
                    lembaga.pegawai_id(dari), d.dibuat, tenggat,
                )  # fmt: skip

    # What follows from them ----------------------------------------------------------------------------------------

    def _akses(self, jenis: str, id_: int, kunci: set[str]) -> None:
        self._b.akses.extend({"kunci": k, "jenis": jenis, "objek_id": id_} for k in sorted(kunci))

    def _riwayat(self, jenis: str, id_: int, status: str, pada: datetime) -> None:
        """One entry in the timeline: taken over, in the state it had. Its steps stayed in the older application."""
        self._b.riwayat.append(
            {
                "id": self._awal[RiwayatAlur] + len(self._b.riwayat),
                "jenis": jenis,
                "objek_id": id_,
                "ronde": 1 if jenis == "surat_keluar" else 0,
                "transisi": "buat",
                "dari": "",
                "ke": status,
                "account_id": None,
                "pegawai_id": None,
                "penugasan_id": None,
                "nama": "Sistem",
                "sebutan": "",
                "catatan": ASAL,
                "pada": pada,
            }
        )

    def _tugas(
        self,
        jenis: str,
        id_: int,
        aksi: str,
        untuk: str,
        judul: str,
        alasan: str,
        dari: int | None,
        dibuka: datetime,
        tenggat: datetime,
    ) -> None:
        self._b.tugas.append(
            {
                "id": self._awal[Task] + len(self._b.tugas),
                "jenis": jenis,
                "objek_id": id_,
                "aksi": aksi,
                "untuk": untuk,
                "judul": judul[:400],
                "alasan": alasan[:400],
                "dari_pegawai_id": dari,
                "dibuka_pada": dibuka,
                "tenggat": tenggat,
                "ditutup_pada": None,
                "ditutup_oleh": None,
                "hasil": "",
                "eskalasi_pada": None,
            }
        )

    def _berkas_layanan(self) -> None:
        """The archive files that the letters of the services will be put into exist before they are needed."""
        for k in self.rencana.keluar:
            if not k.layanan:
                continue
            if k.diarsipkan is not None:
                self.rak.cari(k.opd, k.tulisan.klasifikasi, local_date(k.ditandatangani).year)
            for m in k.masuk:
                if m.diarsipkan is not None:
                    self.rak.cari(m.opd, k.tulisan.klasifikasi, local_date(m.diterima).year)


def buka_register(lembaga: Lembaga, macam: str, opd: str) -> numbering.Register:
    """The very register that the services of naskah dinas ask for (`services.keluar`, `services.masuk`)."""
    opd_id, nama = lembaga.unit_id(opd), lembaga.r.unit[opd].nama
    if macam == "agenda":
        return numbering.register(f"agenda:{opd_id}", f"Agenda surat masuk {nama}", "{nomor}")
    jenis = jenis_naskah("surat_dinas" if macam == "*" else macam, today())
    sebut = f"Surat keluar {nama}" if macam == "*" else f"{jenis.nama} {nama}"
    return numbering.register(f"surat:{macam}:{opd_id}", sebut, jenis.pola)


def _teks(isi: str) -> str:
    """The words of a body that the demo wrote itself: no need to clean it as if it came from outside."""
    return " ".join(unescape(_TAG.sub(" ", isi)).split())
