"""Moves documents. Locks, checks the version that the actor saw, applies the rules, writes history and audit, closes
and opens tasks, notifies: all in the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm.exc import StaleDataError

from suite.core import audit, notifications, peristiwa
from suite.core.actor import Actor, PenugasanAktif
from suite.core.clock import local, now, today
from suite.core.db import session
from suite.core.errors import AturanDilanggar, GalatSuite, Konflik, TanpaIzin
from suite.core.identity.models import PengecualianPemisahan
from suite.core.workflow import declare, route
from suite.core.workflow.declare import T, Untuk
from suite.core.workflow.models import RiwayatAlur, Task


@dataclass(frozen=True)
class Aksi:
    """One act that the actor may do now. `alasan` is set when a rule still forbids it, and says why."""

    nama: str
    label: str
    utama: bool
    catatan_wajib: bool
    tegas: str
    lewat: str
    alasan: str = ""


@dataclass(frozen=True)
class Bilah:
    """What the approval bar shows: whose turn, what follows, one primary act, one secondary, the others."""

    status: str
    makna: str
    giliran: str
    giliran_saya: bool
    berikut: str
    utama: Aksi | None
    sekunder: Aksi | None
    lainnya: tuple[Aksi, ...]
    versi: int


def mulai(dok: Any, actor: Actor) -> None:
    """Put a new document at the start of its workflow (newest version), and open the first tasks."""
    terdaftar = declare.jenis_dari(dok)
    wf = terdaftar.versi[max(terdaftar.versi)]
    dok.alur_versi = wf.versi
    dok.status = wf.start
    session.add(dok)
    session.flush()
    _catat(dok, wf.nama, "buat", "", wf.start, actor, None, "")
    _selaraskan_tugas(dok, actor)


def jalankan(
    dok: Any,
    nama: str,
    actor: Actor,
    *,
    versi: int | None = None,
    catatan: str = "",
    data: dict[str, Any] | None = None,
) -> T:
    """Do one transition. `versi` is the version that the person saw (None only for the system).

    Raises `Konflik` when somebody was first, `TanpaIzin` when it is not the actor's to do, `AturanDilanggar` when a
    rule says no. Nothing is changed in any of these cases.
    """
    kunci(dok)
    wf = declare.alur(dok)
    t = wf.pilih(nama, dok)
    if (versi is not None and versi != dok.versi) or t is None:
        raise Konflik(_sudah(dok))
    if not _boleh(t, actor, dok):
        raise TanpaIzin(_bukan_giliran(dok))
    catatan = catatan.strip()
    if t.catatan_wajib and not catatan:
        raise AturanDilanggar("Tuliskan alasannya agar penerima tahu apa yang perlu diperbaiki.", field="catatan")
    _pastikan_terpisah(t, actor, dok, wf.nama)
    if t.syarat:
        t.syarat(dok, actor)
    dari = dok.status
    if t.efek:
        t.efek(dok, actor, {**(data or {}), "catatan": catatan})
    dok.status = t.ke
    dok.versi += 1  # every act counts as a write, also one that changes only rows beside the document (a paraf)
    try:
        session.flush()
    except StaleDataError:
        raise Konflik(_sudah(dok)) from None
    terbuka = tugas_terbuka(wf.nama, dok.id)
    sebagai = _sebagai(actor, terbuka)
    _catat(dok, wf.nama, nama, dari, t.ke, actor, sebagai, catatan)
    _selaraskan_tugas(dok, actor, nama, terbuka)
    return t


def jalankan_banyak(
    jenis: str, pilihan: Sequence[tuple[int, int]], nama: str, actor: Actor
) -> list[tuple[int, str, str]]:
    """Do one transition to several documents `(id, versi)` of one kind: a result for each, `(id, judul, galat)`.

    Each stands in its own savepoint: one refusal does not undo the others. Only transitions declared `massal`.
    """
    terdaftar = declare.terdaftar(jenis)
    if not any(t.nama == nama and t.massal for w in terdaftar.versi.values() for t in w.transitions):
        raise AturanDilanggar("Tindakan ini hanya dapat dilakukan satu per satu.", kode="massal")
    hasil: list[tuple[int, str, str]] = []
    for objek_id, versi in pilihan:
        dok = session.get(terdaftar.model, objek_id)
        if dok is None or not _pernah_ditugasi(jenis, objek_id, actor):
            hasil.append((objek_id, "Dokumen", "Tidak ditemukan, atau bukan untuk Anda."))
            continue
        judul = terdaftar.judul(dok)
        try:
            with session.begin_nested():
                jalankan(dok, nama, actor, versi=versi)
            hasil.append((objek_id, judul, ""))
        except GalatSuite as galat:
            hasil.append((objek_id, judul, galat.pesan))
    return hasil


def _pernah_ditugasi(jenis: str, objek_id: int, actor: Actor) -> bool:
    q = select(Task.id).where(Task.jenis == jenis, Task.objek_id == objek_id, Task.untuk.in_(sorted(actor.kunci)))
    return session.execute(q.limit(1)).first() is not None


def kunci(dok: Any) -> None:
    """Lock the row and read it afresh: rows that guard an act are locked before they are read.

    On SQLite the writing transaction already is the only one.
    """
    session.flush()
    session.refresh(dok, with_for_update=True)
    route.lupakan(dok)


def aksi(dok: Any, actor: Actor) -> list[Aksi]:
    """What the actor may do with the document now, in the order of the declaration."""
    hasil: list[Aksi] = []
    sudah: set[str] = set()
    for t in declare.alur(dok).dari(dok.status):
        if t.nama in sudah or t.sistem or (t.bila is not None and not t.bila(dok)) or not _boleh(t, actor, dok):
            continue
        sudah.add(t.nama)
        hasil.append(
            Aksi(
                nama=t.nama,
                label=t.label or t.nama,
                utama=t.utama,
                catatan_wajib=t.catatan_wajib,
                tegas=t.tegas(dok) if t.tegas else "",
                lewat=t.lewat,
                alasan=_alasan_tidak(t, actor, dok),
            )
        )
    return hasil


def bilah(dok: Any, actor: Actor) -> Bilah:
    """The approval bar of a document for this actor."""
    wf = declare.alur(dok)
    state = wf.state(dok.status)
    daftar = aksi(dok, actor)
    utama = next((a for a in daftar if a.utama), None)
    sisa = [a for a in daftar if a is not utama]
    terbuka = tugas_terbuka(wf.nama, dok.id)
    saya = [t for t in terbuka if t.untuk in actor.kunci]
    if saya:
        giliran = f"Giliran Anda: {(utama.label if utama else saya[0].alasan).lower()}"
    elif terbuka:
        giliran = f"Menunggu {_nama_kunci(terbuka[0].untuk)} sejak {_kapan(terbuka[0].dibuka_pada)}"
    else:
        giliran = state.label
    return Bilah(
        status=state.label,
        makna="perhatian" if saya else state.makna,
        giliran=giliran,
        giliran_saya=bool(saya),
        berikut=_berikut(wf, dok, utama),
        utama=utama,
        sekunder=sisa[0] if sisa else None,
        lainnya=tuple(sisa[1:]),
        versi=dok.versi,
    )


def riwayat(dok: Any) -> Sequence[RiwayatAlur]:
    """The document's timeline, oldest first (a document has tens of entries, never thousands)."""
    nama = declare.jenis_dari(dok).nama
    q = select(RiwayatAlur).where(RiwayatAlur.jenis == nama, RiwayatAlur.objek_id == dok.id)
    return session.scalars(q.order_by(RiwayatAlur.id).limit(500)).all()


def tugas_terbuka(jenis: str, objek_id: int) -> Sequence[Task]:
    return session.scalars(_q_terbuka(), {"jenis": jenis, "objek": objek_id}).all()


@cache
def _q_terbuka() -> Select[Any]:
    """Built once: every act and every document page asks it."""
    q = select(Task).where(
        Task.jenis == bindparam("jenis"), Task.objek_id == bindparam("objek"), Task.ditutup_pada.is_(None)
    )
    return q.order_by(Task.id).limit(200)


def selaraskan(dok: Any, actor: Actor) -> None:
    """Open and close tasks after something other than a transition changed whom the document waits for."""
    session.flush()
    _selaraskan_tugas(dok, actor)


# Inner steps -------------------------------------------------------------------------------------------------------


def _boleh(t: T, actor: Actor, dok: Any) -> bool:
    return actor.sistem if t.sistem else t.siapa(actor, dok)


def _alasan_tidak(t: T, actor: Actor, dok: Any) -> str:
    try:
        _pastikan_terpisah(t, actor, dok, declare.jenis_dari(dok).nama)
        if t.syarat:
            t.syarat(dok, actor)
    except AturanDilanggar as galat:
        return galat.pesan
    return ""


def _pastikan_terpisah(t: T, actor: Actor, dok: Any, alur: str) -> None:
    """Maker ≠ checker ≠ approver: who did one of `t.pisah` in this round may not do `t`, but for a dated exception."""
    if not t.pisah or actor.pegawai_id is None:
        return
    q = select(RiwayatAlur.transisi).where(
        RiwayatAlur.jenis == alur,
        RiwayatAlur.objek_id == dok.id,
        RiwayatAlur.pegawai_id == actor.pegawai_id,
        RiwayatAlur.transisi.in_(t.pisah),
    )
    if session.execute(q.limit(1)).first() is None:
        return
    hari = today()
    kecuali = select(PengecualianPemisahan.id).where(
        PengecualianPemisahan.pegawai_id == actor.pegawai_id,
        PengecualianPemisahan.alur == alur,
        PengecualianPemisahan.langkah == t.nama,
        PengecualianPemisahan.mulai <= hari,
        (PengecualianPemisahan.selesai.is_(None)) | (PengecualianPemisahan.selesai > hari),
    )
    if session.execute(kecuali.limit(1)).first() is None:
        raise AturanDilanggar(
            "Yang menyiapkan tidak boleh menyetujui sendiri. Minta pejabat lain, atau catat pengecualian berdasar surat.",
            kode="pemisahan",
            sumber="Pemisahan tugas pembuat dan pemeriksa",
        )


def _sebagai(actor: Actor, terbuka: Sequence[Task]) -> PenugasanAktif | None:
    """As what the actor acted: the post that the task was addressed to, else the one chosen in *Bertindak sebagai*."""
    jabatan = [int(t.untuk[2:]) for t in terbuka if t.untuk.startswith("j:")]
    return actor.sebagai_jabatan(*jabatan) or actor.sebagai


def _catat(
    dok: Any, alur: str, nama: str, dari: str, ke: str, actor: Actor, sebagai: PenugasanAktif | None, catatan: str
) -> None:
    sebagai = sebagai or actor.sebagai
    session.add(
        RiwayatAlur(
            jenis=alur,
            objek_id=dok.id,
            ronde=dok.ronde,
            transisi=nama,
            dari=dari,
            ke=ke,
            account_id=actor.account_id,
            pegawai_id=actor.pegawai_id,
            penugasan_id=sebagai.penugasan_id if sebagai else None,
            nama=actor.nama,
            sebutan=sebagai.sebutan if sebagai else "",
            catatan=catatan,
            pada=now(),
        )
    )
    audit.sebut(f"{alur}.{nama}", dok, actor, sebagai)
    peristiwa.gerak(alur, nama, dok.id)


def _selaraskan_tugas(dok: Any, actor: Actor, hasil: str = "", kini: Sequence[Task] | None = None) -> None:
    """Open the tasks that the document's state asks for, close the others. `kini` are its open tasks, when known."""
    terdaftar = declare.jenis_dari(dok)
    state = declare.alur(dok).state(dok.status)
    ingin: dict[tuple[str, str], Untuk] = {}
    for u in state.tugas(dok) if state.tugas else ():
        ingin.setdefault((u.untuk, u.aksi), u)
    terbuka = {(t.untuk, t.aksi): t for t in (tugas_terbuka(terdaftar.nama, dok.id) if kini is None else kini)}
    for k, t in terbuka.items():
        if k not in ingin:
            t.ditutup_pada, t.ditutup_oleh, t.hasil = now(), actor.account_id, hasil
    judul, url = terdaftar.judul(dok), terdaftar.url(dok)
    with session.no_autoflush:  # whom to tell depends on nothing that is written here: all rows go in one flush
        for k, u in ingin.items():
            if k in terbuka:
                continue
            session.add(
                Task(
                    jenis=terdaftar.nama,
                    objek_id=dok.id,
                    aksi=u.aksi,
                    untuk=u.untuk,
                    judul=(u.judul or judul)[:400],
                    alasan=u.alasan[:400],
                    dari_pegawai_id=terdaftar.pemilik(dok),
                    tenggat=u.tenggat,
                    dibuka_pada=now(),
                )
            )
            notifications.beri_tahu(
                u.untuk, judul=u.alasan or judul, isi=u.judul or judul, url=url, kecuali=actor.pegawai_id, jenis="tugas"
            )
            peristiwa.tugas_dibuka(terdaftar.nama, dok.id, u.aksi, u.alasan, u.untuk)


def perubahan_terakhir(dok: Any) -> str:
    """The last move of a document as a sentence: who did what, when."""
    akhir = riwayat(dok)
    if not akhir:
        return "Dokumen sudah berubah sejak Anda membukanya."
    r = akhir[-1]
    if r.transisi == "buat":  # so it was written in, which is no move
        return "Dokumen sudah berubah sejak Anda membukanya."
    lampau = next((t.lampau for t in declare.alur(dok).transitions if t.nama == r.transisi and t.lampau), "mengubahnya")
    pelaku = r.sebutan or r.nama
    return f"{pelaku} sudah {lampau} {_kapan(r.pada)}."


def _sudah(dok: Any) -> str:
    """Why a conflict: what happened meanwhile, by whom, when."""
    return f"{perubahan_terakhir(dok)} Muat ulang untuk melihat keadaan terkini."


def _bukan_giliran(dok: Any) -> str:
    terbuka = tugas_terbuka(declare.jenis_dari(dok).nama, dok.id)
    if terbuka:
        return f"Belum giliran Anda. Dokumen menunggu {_nama_kunci(terbuka[0].untuk)}."
    return "Tindakan ini bukan wewenang Anda pada keadaan dokumen sekarang."


def _kapan(pada: Any) -> str:
    """'pukul 14.02' today, else with the date."""
    setempat = local(pada)
    jam = f"pukul {setempat:%H.%M}"
    return jam if setempat.date() == today() else f"{setempat.day}-{setempat.month}-{setempat.year} {jam}"


def _nama_kunci(untuk: str) -> str:
    from suite.core.identity.queries import sebutan_kunci

    return sebutan_kunci(untuk)


def _berikut(wf: declare.Workflow, dok: Any, utama: Aksi | None) -> str:
    if utama is None:
        return ""
    t = wf.pilih(utama.nama, dok)
    return f"Sesudah ini: {wf.state(t.ke).label}" if t else ""
