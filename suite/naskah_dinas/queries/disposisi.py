"""Reads about disposisi: what I was given and gave, late ones first, and the tree below a letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import aliased, joinedload

from suite.core import policy
from suite.core.actor import Actor
from suite.core.clock import local_date, now
from suite.core.db import UTCDateTime, memuat, session
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan
from suite.core.kalender import tanggal_pendek
from suite.core.web import Kursor
from suite.core.web.urutan import berurut
from suite.core.workflow import RiwayatAlur
from suite.naskah_dinas.models import Disposisi, SuratKeluar, SuratMasuk
from suite.naskah_dinas.services import pembacaan
from suite.naskah_dinas.services.disposisi import sebut_instruksi

TAMPILAN = {"untuk": "Untuk saya", "dari": "Dari saya", "kantor": "Kantor saya"}
KEADAAN = {"terbuka": "Belum selesai", "terlambat": "Terlambat", "selesai": "Selesai", "semua": "Semua"}
UKURAN = 25
BERJALAN = ("baru", "dikerjakan", "diteruskan")
TERBUKA = (*BERJALAN, "dikembalikan")
TANPA_TENGGAT = datetime(9999, 1, 1, tzinfo=UTC)
"""Where a disposisi without deadline stands in the order: last."""


@dataclass(frozen=True)
class BarisDisposisi:
    """One row of the list."""

    id: int
    hal: str
    pengirim: str
    agenda: int
    sifat: str
    keamanan: str
    dari: str
    kepada: str
    instruksi: str
    status: str
    tenggat: datetime | None
    urut: datetime
    dibuat_pada: datetime
    dibaca_pada: datetime | None

    @property
    def terbuka(self) -> bool:
        return self.status in TERBUKA


def daftar(
    actor: Actor,
    tampilan: str,
    keadaan: str,
    kata: str,
    kursor: Kursor | None,
    *,
    ukuran: int = UKURAN,
    urut: str = "",
) -> list[BarisDisposisi]:
    """At most one page and one row of what the actor's posts were given (`untuk`) or gave (`dari`), or of all on the
    letters received by the actor's office that the actor may see (`kantor`).

    In the order of the deadlines, so that late ones come first, or in the order `urut` ("dibuat", "tenggat", and from
    the last with "-"); reversed when going back. Two queries.
    """
    dari, kepada = aliased(Jabatan), aliased(Jabatan)
    batas = func.coalesce(Disposisi.tenggat, literal(TANPA_TENGGAT, UTCDateTime()), type_=UTCDateTime())
    q = (
        select(
            Disposisi.id,
            SuratMasuk.hal,
            SuratMasuk.pengirim,
            SuratMasuk.agenda,
            SuratMasuk.sifat,
            SuratMasuk.keamanan,
            dari.nama.label("dari"),
            kepada.nama.label("kepada"),
            Disposisi.instruksi,
            Disposisi.status,
            Disposisi.tenggat,
            batas.label("urut"),
            Disposisi.dibuat_pada,
        )
        .join(SuratMasuk, SuratMasuk.id == Disposisi.surat_masuk_id)
        .join(dari, dari.id == Disposisi.dari_jabatan_id)
        .join(kepada, kepada.id == Disposisi.kepada_jabatan_id)
        # A disposisi is seen by whoever sees its letter: `disposisi.lihat` asks the very same condition.
        .where(_tampilan(actor, tampilan), policy.lingkup("surat_masuk.lihat", actor), *_keadaan(keadaan))
        .limit(ukuran + 1)
    )
    for k in kata.split()[:6]:
        q = q.where(memuat(k, SuratMasuk.hal, SuratMasuk.pengirim, SuratMasuk.nomor))
    q = berurut(q, Disposisi.id, kursor, urut or "tenggat", {"tenggat": batas, "dibuat": Disposisi.id})
    baris = session.execute(q).mappings().all()
    dibaca = pembacaan.dibaca(b["id"] for b in baris)
    return [
        BarisDisposisi(
            **{k: v for k, v in b.items() if k != "instruksi"},
            instruksi=sebut_instruksi(b["instruksi"], local_date(b["dibuat_pada"])),
            dibaca_pada=dibaca.get(b["id"]),
        )
        for b in baris
    ]


def hitung(actor: Actor, tampilan: str, keadaan: str) -> int:
    """How many rows `daftar` has in all without words."""
    q = (
        select(func.count())
        .select_from(Disposisi)
        .join(SuratMasuk, SuratMasuk.id == Disposisi.surat_masuk_id)
        .where(_tampilan(actor, tampilan), policy.lingkup("surat_masuk.lihat", actor), *_keadaan(keadaan))
    )
    return session.scalar(q) or 0


def _tampilan(actor: Actor, tampilan: str) -> ColumnElement[bool]:
    if tampilan == "kantor":
        return SuratMasuk.opd_id.in_(sorted(actor.opd_ids))
    milik = Disposisi.kepada_jabatan_id if tampilan == "untuk" else Disposisi.dari_jabatan_id
    return milik.in_(sorted(actor.jabatan_ids))


def _keadaan(keadaan: str) -> tuple[ColumnElement[bool], ...]:
    if keadaan == "terbuka":
        return (Disposisi.status.in_(TERBUKA),)
    if keadaan == "terlambat":  # what is finished has an end: the index of open ones by deadline holds the others
        return (Disposisi.selesai_pada.is_(None), Disposisi.tenggat < now(), Disposisi.status.in_(BERJALAN))
    return (Disposisi.status.in_(("selesai", "ditarik")),) if keadaan == "selesai" else ()


def status_baris(b: BarisDisposisi) -> tuple[str, str]:
    """(meaning, word) of a row's badge."""
    return keadaan_kata(b.status, b.tenggat, b.dibaca_pada)


# The tree ----------------------------------------------------------------------------------------------------------


@dataclass
class Simpul:
    """One disposisi in the tree. `anda`: the actor holds the receiver's post; `kini`: the page is about this one."""

    disposisi: Disposisi
    nama: str
    ket: str
    anda: bool
    kini: bool
    instruksi: str
    catatan: str
    makna: str
    kata: str
    dibaca_pada: datetime | None
    alasan: str
    """Why it was returned."""
    balasan: list[SuratKeluar] = field(default_factory=list)
    anak: list[Simpul] = field(default_factory=list)

    @property
    def selesai(self) -> bool:
        return self.disposisi.status in {"selesai", "ditarik"}


@dataclass(frozen=True)
class Pohon:
    """The whole tree: who gave first, a note that all of the first level share, and the parts of the progress bar."""

    pemberi: str
    inisial_nama: str
    pada: datetime | None
    catatan: str
    akar: list[Simpul]
    bagian: list[dict[str, Any]]
    kalimat: str


def semua_disposisi(m: SuratMasuk) -> Sequence[Disposisi]:
    """The disposisi of a letter with both posts loaded, oldest first (a letter has tens, never thousands)."""
    q = (
        select(Disposisi)
        .where(Disposisi.surat_masuk_id == m.id)
        .options(
            joinedload(Disposisi.dari_jabatan),
            joinedload(Disposisi.kepada_jabatan),
            joinedload(Disposisi.laporan_file),
        )
        .order_by(Disposisi.id)
        .limit(500)
    )
    return session.scalars(q).all()


def pohon(
    m: SuratMasuk,
    disposisi: Sequence[Disposisi],
    actor: Actor,
    *,
    boleh_isi: bool,
    kini: int | None = None,
    balasan: Sequence[SuratKeluar] = (),
) -> Pohon:
    """The tree as the actor may see it: notes, reasons and reports are content and need `boleh_isi`."""
    pemegang = identitas.pemegang_banyak([m.tujuan_jabatan_id, *(d.kepada_jabatan_id for d in disposisi)])
    dibaca = pembacaan.dibaca(d.id for d in disposisi)
    alasan = _alasan_kembali(disposisi) if boleh_isi else {}
    balas: dict[int, list[SuratKeluar]] = {}
    for s in balasan:
        balas.setdefault(s.konseptor_jabatan_id, []).append(s)
    akar = [d for d in disposisi if d.induk_id is None]
    bersama = akar[0].catatan if boleh_isi and akar and len({d.catatan for d in akar}) == 1 else ""
    simpul: dict[int, Simpul] = {}
    for d in disposisi:
        orang = pemegang.get(d.kepada_jabatan_id)
        nama, ket = sebut_penerima(d.kepada_jabatan, orang)
        makna, kata = keadaan_kata(d.status, d.tenggat, dibaca.get(d.id))
        anda = actor.sebagai_jabatan(d.kepada_jabatan_id) is not None
        simpul[d.id] = Simpul(
            disposisi=d,
            nama=nama,
            ket=d.kepada_jabatan.nama if anda else ket,
            anda=anda,
            kini=d.id == kini,
            instruksi=sebut_instruksi(d.instruksi, local_date(d.dibuat_pada)),
            catatan=d.catatan if boleh_isi and not (d.induk_id is None and bersama) else "",
            makna=makna,
            kata=kata,
            dibaca_pada=dibaca.get(d.id) if d.status == "baru" else None,
            alasan=alasan.get(d.id, ""),
            balasan=balas.get(d.kepada_jabatan_id, []),
        )
    for d in disposisi:
        if d.induk_id is not None and d.induk_id in simpul:
            simpul[d.induk_id].anak.append(simpul[d.id])
    kepala = pemegang.get(m.tujuan_jabatan_id)
    return Pohon(
        pemberi=m.tujuan_jabatan.nama,
        inisial_nama=kepala.pegawai.nama if kepala else "",
        pada=akar[0].dibuat_pada if akar else None,
        catatan=bersama,
        akar=[simpul[d.id] for d in akar],
        bagian=_bagian(disposisi),
        kalimat=_kalimat(disposisi),
    )


def sebut_penerima(jabatan: Jabatan, orang: identitas.Pemegang | None) -> tuple[str, str]:
    """(name, words beside it): officials go by their post, staff by their name; a deputy is named as one."""
    if orang is None:
        return jabatan.nama, "belum ada pejabat"
    if jabatan.eselon or jabatan.kepala:
        return jabatan.nama, orang.pegawai.nama if orang.jenis == "definitif" else f"{orang.jenis} {orang.pegawai.nama}"
    return orang.pegawai.nama, jabatan.nama


def terlambat(d: Disposisi) -> bool:
    return d.status in BERJALAN and d.tenggat is not None and d.tenggat < now()


def keadaan_kata(status: str, tenggat: datetime | None, dibaca_pada: datetime | None) -> tuple[str, str]:
    """(meaning, word) of the badge. When it was read is said by the template."""
    if status in BERJALAN and tenggat is not None and tenggat < now():
        return "bahaya", "Terlambat"
    tetap = {
        "selesai": ("sah", "Selesai"),
        "dikembalikan": ("perhatian", "Dikembalikan"),
        "ditarik": ("netral", "Dialihkan"),
        "dikerjakan": ("berjalan", "Dikerjakan"),
        "diteruskan": ("berjalan", "Diteruskan"),
    }
    return tetap.get(status, ("berjalan", "Dibaca") if dibaca_pada else ("netral", "Belum dibaca"))


def _alasan_kembali(disposisi: Sequence[Disposisi]) -> dict[int, str]:
    ids = [d.id for d in disposisi if d.status in {"dikembalikan", "ditarik"}]
    if not ids:
        return {}
    q = select(RiwayatAlur.objek_id, RiwayatAlur.catatan).where(
        RiwayatAlur.jenis == "disposisi", RiwayatAlur.objek_id.in_(ids), RiwayatAlur.transisi == "kembalikan"
    )
    return {r.objek_id: r.catatan for r in session.execute(q.order_by(RiwayatAlur.id))}


def _bagian(disposisi: Sequence[Disposisi]) -> list[dict[str, Any]]:
    """Parts of the progress bar, as the component `kemajuan_bagian` draws them."""
    dihitung = [d for d in disposisi if d.status != "ditarik"]
    telat = [d for d in dihitung if terlambat(d)]
    jumlah = {
        "sah": sum(d.status == "selesai" for d in dihitung),
        "berjalan": sum(d.status in BERJALAN for d in dihitung) - len(telat),
        "bahaya": len(telat),
        "perhatian": sum(d.status == "dikembalikan" for d in dihitung),
    }
    return [{"jumlah": n, "makna": makna, "label": makna} for makna, n in jumlah.items() if n]


def _kalimat(disposisi: Sequence[Disposisi]) -> str:
    dihitung = [d for d in disposisi if d.status != "ditarik"]
    if not dihitung:
        return ""
    telat = sum(terlambat(d) for d in dihitung)
    selesai = sum(d.status == "selesai" for d in dihitung)
    return f"{selesai} dari {len(dihitung)} selesai" + (f", {telat} terlambat" if telat else "")


def pilihan_penerima(jabatan: Sequence[Jabatan]) -> list[dict[str, Any]]:
    """The posts below as chips: {nilai, label, ket}; `ket` says who holds it today, as Plh. or Plt. until when.

    Posts that nobody holds today come last and say so.
    """
    pemegang = identitas.pemegang_banyak([j.id for j in jabatan])
    hasil = []
    for j in sorted(jabatan, key=lambda j: j.id not in pemegang):
        orang = pemegang.get(j.id)
        nama, ket = sebut_penerima(j, orang)
        if orang is not None and orang.jenis != "definitif" and orang.penugasan.sampai is not None:
            ket += f" sampai {tanggal_pendek(orang.penugasan.sampai)}"
        hasil.append({"nilai": j.id, "label": nama, "ket": ket})
    return hasil
