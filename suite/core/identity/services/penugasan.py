"""Assignments: who holds which post, from when to when, by what deed. The only writer of `Penugasan`."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from suite.core import audit, notifications, policy, workflow
from suite.core.actor import Actor
from suite.core.aturan import parameter
from suite.core.clock import today
from suite.core.db import session
from suite.core.errors import AturanDilanggar, Konflik, TanpaIzin
from suite.core.identity import queries, rules
from suite.core.identity.models import Jabatan, Pegawai, Penugasan
from suite.core.identity.penunjukan import PenunjukanSementara
from suite.core.identity.policy import atasan_bertugas
from suite.core.kalender import tanggal_pendek

MAKS_BERTURUT = 12
"""How far back consecutive Plt. periods are counted; the law stops much earlier."""


def periksa_tugaskan(
    actor: Actor, pegawai: Pegawai, jabatan: Jabatan, jenis: str, mulai: date, selesai: date | None
) -> None:
    """Would `tugaskan` refuse? For a letter's guard, before number and signature are bound. Writes nothing.

    Raises `AturanDilanggar` or `TanpaIzin` exactly as `tugaskan` does. `selesai` is half-open.
    """
    _bukan_diri_sendiri(actor, pegawai)
    _periksa(pegawai, jabatan, jenis, mulai, selesai)


def tugaskan(
    actor: Actor,
    pegawai: Pegawai,
    jabatan: Jabatan,
    jenis: str,
    mulai: date,
    selesai: date | None,
    akta: str | None = None,
    dasar: str = "",
) -> Penugasan:
    """Give a person a post (definitif, Plt., Plh., Pj.) from `mulai` to before `selesai`, by a deed.

    `akta` is the reference to the letter ("surat_keluar:12"), `dasar` its number and date in words. A provisional Plh.
    of the same person in the same post is confirmed instead (the deed decides its end); another person's provisional
    one ends where the deed begins; a new definitif holder ends the Plt. before. Raises `AturanDilanggar` for what the
    rules or the database refuse, in words; `TanpaIzin` for appointing oneself.
    """
    _bukan_diri_sendiri(actor, pegawai)
    sementara = _sementara_sama(pegawai, jabatan, jenis, mulai, selesai)
    _periksa(pegawai, jabatan, jenis, mulai, selesai)
    if sementara is not None:
        konfirmasi_penugasan(actor, sementara, akta or "", dasar, selesai=selesai)
        return sementara
    for lama in _yang_digantikan(pegawai, jabatan, jenis, mulai, selesai):
        _akhiri(lama, mulai)
    baru = Penugasan(
        pegawai_id=pegawai.id,
        jabatan_id=jabatan.id,
        jenis=jenis,
        mulai=mulai,
        selesai=selesai,
        akta=akta or None,
        dasar=dasar[:200],
        dibuat_oleh=actor.account_id,
    )
    _simpan(baru, jabatan)
    audit.sebut("penugasan.buat", baru, actor)
    if akta or not actor.sistem:
        isi = f"{_masa(mulai, selesai)}. Dasar: {dasar or 'tercatat pada riwayat'}"
        notifications.beri_tahu(
            f"p:{pegawai.id}",
            judul=f"Anda ditugaskan: {_sebut(baru, jabatan)}",
            isi=isi,
            url="/akun",
            jenis="penugasan",
        )
    return baru


def tugaskan_sementara(
    actor: Actor, pegawai: Pegawai, jabatan: Jabatan, sampai: date, alasan: str
) -> PenunjukanSementara:
    """Appoint a Plh. at once, from today to `sampai` (included), because the holder is suddenly prevented.

    Who may: who acts today in the superior post, or an admin of the post's office; never for oneself. In force
    immediately, at most as long as parameter `core.penunjukan_sementara` says. Opens the task to confirm it by a surat
    perintah, and tells the deputy and the holder. Raises `AturanDilanggar`, `TanpaIzin`.
    """
    policy.pastikan("penugasan.sementara", actor, jabatan)
    _bukan_diri_sendiri(actor, pegawai)
    if not alasan.strip():
        raise AturanDilanggar("Tuliskan mengapa pejabat mendadak berhalangan.", field="alasan")
    mulai, selesai = today(), sampai + timedelta(days=1)
    rules.periksa_sementara(jabatan.nama, mulai, selesai, parameter("core.penunjukan_sementara", pada=mulai))
    _periksa(pegawai, jabatan, "Plh.", mulai, selesai)
    pejabat = _pejabat_tetap(jabatan, mulai)
    tugas = Penugasan(
        pegawai_id=pegawai.id,
        jabatan_id=jabatan.id,
        jenis="Plh.",
        mulai=mulai,
        selesai=selesai,
        sementara=True,
        alasan=alasan.strip()[:300],
        dibuat_oleh=actor.account_id,
    )
    _simpan(tugas, jabatan)
    dok = PenunjukanSementara(
        penugasan=tugas, untuk=_yang_mengonfirmasi(actor, jabatan), dibuat_oleh_id=actor.pegawai_id, alasan=tugas.alasan
    )
    workflow.mulai(dok, actor)
    audit.sebut("penugasan.sementara", tugas, actor)
    judul, masa = f"Plh. {jabatan.nama} sementara: {pegawai.nama_lengkap}", _masa(mulai, selesai)
    notifications.beri_tahu(
        f"p:{pegawai.id}",
        judul=f"Anda ditunjuk: {judul}",
        isi=f"{masa}. {tugas.alasan}",
        url="/akun",
        jenis="penugasan",
    )
    if pejabat is not None:
        notifications.beri_tahu(
            f"p:{pejabat}", judul=judul, isi=f"{masa}. {tugas.alasan}", url="/akun", jenis="penugasan"
        )
    return dok


def konfirmasi_penugasan(
    actor: Actor, sementara: Penugasan, akta: str, dasar: str, *, selesai: date | None = None
) -> Penugasan:
    """Put the deed under a provisional assignment. With `selesai` the deed also decides its end, past days excepted.

    The beginning stays: acts were done since then. Called by the deed of a surat perintah; closes the open task.
    """
    if not sementara.sementara:
        raise Konflik("Penunjukan ini sudah dikonfirmasi dengan surat perintah.")
    if not akta:
        raise AturanDilanggar("Konfirmasi memerlukan surat perintah yang sudah terbit.")
    sementara.sementara = False
    sementara.akta = akta
    sementara.dasar = dasar[:200]
    if selesai is not None and (
        sementara.selesai is None or sementara.selesai > today() or selesai > sementara.selesai
    ):
        sementara.selesai = max(selesai, sementara.mulai + timedelta(days=1))
    _simpan(sementara, sementara.jabatan)
    dok = _dokumen(sementara)
    if dok is not None and dok.status == "sementara":
        workflow.jalankan(dok, "konfirmasi", actor, catatan=dasar)
    audit.sebut("penugasan.konfirmasi", sementara, actor)
    return sementara


def akhiri_sementara(actor: Actor, dok: PenunjukanSementara, alasan: str, *, versi: int | None = None) -> None:
    """End a provisional appointment before its time (the holder is back): from today it no longer holds.

    One that began today still holds today: what was done in it stays done.
    """
    workflow.jalankan(dok, "akhiri", actor, versi=versi, catatan=alasan)
    tugas = dok.penugasan
    if tugas.selesai is None or tugas.selesai > today():
        tugas.selesai = max(today(), tugas.mulai + timedelta(days=1))
    audit.sebut("penugasan.akhiri", tugas, actor)
    notifications.beri_tahu(
        f"p:{tugas.pegawai_id}",
        judul=f"{_sebut(tugas, tugas.jabatan)} berakhir",
        isi=alasan.strip(),
        url="/akun",
        jenis="penugasan",
    )


def akhiri_penugasan(actor: Actor, penugasan: Penugasan, sampai: date, alasan: str) -> None:
    """Let an assignment end after the day `sampai`, with a reason. One that has not begun yet is withdrawn.

    The past stays: a day that is over cannot be taken back. Raises `AturanDilanggar`.
    """
    policy.pastikan("penugasan.akhiri", actor, penugasan)
    if not alasan.strip():
        raise AturanDilanggar("Tuliskan alasannya; alasan tercatat pada riwayat pegawai.", field="alasan")
    selesai = sampai + timedelta(days=1)
    if penugasan.selesai is not None and penugasan.selesai <= today():
        raise AturanDilanggar("Penugasan ini sudah berakhir; masa lalu tidak diubah.", field="sampai")
    if sampai < today() - timedelta(days=1):
        terdini = tanggal_pendek(today() - timedelta(days=1))
        raise AturanDilanggar(f"Hari terakhir paling awal {terdini}; masa lalu tidak diubah.", field="sampai")
    if penugasan.selesai is not None and selesai > penugasan.selesai:
        raise AturanDilanggar(
            "Tanggal ini memperpanjang penugasan. Perpanjangan memerlukan surat perintah.", field="sampai"
        )
    dok = _dokumen(penugasan)
    if dok is not None and dok.status == "sementara":
        workflow.jalankan(dok, "akhiri", actor, catatan=alasan)
    rantai, isi = f"pegawai:{penugasan.pegawai_id}", {"alasan": alasan.strip()[:300], "penugasan": penugasan.id}
    _akhiri(penugasan, selesai)
    audit.catat(rantai, "penugasan.akhiri", isi, actor)


# Inner steps -------------------------------------------------------------------------------------------------------


def _bukan_diri_sendiri(actor: Actor, pegawai: Pegawai) -> None:
    if not actor.sistem and actor.pegawai_id == pegawai.id:
        raise TanpaIzin("Anda tidak dapat menunjuk diri sendiri. Minta atasan atau admin lain yang menunjuk.")


def _periksa(pegawai: Pegawai, jabatan: Jabatan, jenis: str, mulai: date, selesai: date | None) -> None:
    if jenis not in queries.URUT_JENIS:
        raise AturanDilanggar(f"Jenis penugasan {jenis} tidak dikenal.", field="jenis")
    if jabatan.mulai > mulai or (jabatan.selesai is not None and jabatan.selesai <= mulai):
        raise AturanDilanggar(f"Jabatan {jabatan.nama} tidak berlaku pada {tanggal_pendek(mulai)}.", field="jabatan")
    if jenis == "definitif":
        _periksa_satu_definitif(pegawai, jabatan, mulai, selesai)
    lewati = {p.id for p in _yang_digantikan(pegawai, jabatan, jenis, mulai, selesai)}
    if (sementara := _sementara_sama(pegawai, jabatan, jenis, mulai, selesai)) is not None:
        lewati.add(sementara.id)
    pemegang = [
        rules.Pegang(p.pegawai_id, p.pegawai.nama_lengkap, p.jenis, p.mulai, p.selesai)
        for p in _yang_menyentuh(Penugasan.jabatan_id == jabatan.id, mulai, selesai)
        if p.id not in lewati
    ]
    batas = parameter("core.penunjukan", pada=mulai)
    berturut = _berturut(pegawai, jabatan, mulai) if jenis == "Plt." else 0
    rules.periksa_penunjukan(jabatan.nama, jenis, pegawai.id, mulai, selesai, pemegang, batas, berturut=berturut)


def _periksa_satu_definitif(pegawai: Pegawai, jabatan: Jabatan, mulai: date, selesai: date | None) -> None:
    syarat = (Penugasan.pegawai_id == pegawai.id) & (Penugasan.jenis == "definitif")
    lain = [p for p in _yang_menyentuh(syarat, mulai, selesai) if p.jabatan_id != jabatan.id]
    if lain:
        raise AturanDilanggar(
            f"{pegawai.nama_lengkap} masih memegang {lain[0].jabatan.nama} sejak {tanggal_pendek(lain[0].mulai)}. "
            "Akhiri jabatan itu lebih dahulu; satu orang satu jabatan definitif.",
            kode="tumpang_tindih",
            field="pegawai",
        )


def _yang_menyentuh(syarat: object, mulai: date, selesai: date | None) -> list[Penugasan]:
    """Assignments under a condition whose interval touches `[mulai, selesai)`, oldest first."""
    q = select(Penugasan).where(syarat, or_(Penugasan.selesai.is_(None), Penugasan.selesai > mulai))  # type: ignore[arg-type]
    if selesai is not None:
        q = q.where(Penugasan.mulai < selesai)
    return list(session.scalars(q.order_by(Penugasan.mulai, Penugasan.id).limit(100)))


def _sementara_sama(
    pegawai: Pegawai, jabatan: Jabatan, jenis: str, mulai: date, selesai: date | None
) -> Penugasan | None:
    """The provisional assignment that a deed of this content confirms: same person, post and kind; touching or, for a
    deed written afterwards, adjoining days."""
    syarat = (
        (Penugasan.pegawai_id == pegawai.id)
        & (Penugasan.jabatan_id == jabatan.id)
        & (Penugasan.jenis == jenis)
        & Penugasan.sementara.is_(True)
    )
    return next(iter(_yang_menyentuh(syarat, mulai - timedelta(days=1), selesai)), None)


def _yang_digantikan(
    pegawai: Pegawai, jabatan: Jabatan, jenis: str, mulai: date, selesai: date | None
) -> list[Penugasan]:
    """Assignments that the new one ends where it begins: a Plt. or Pj. when the definitif holder comes, and another
    person's provisional Plh. when the deed names somebody else."""
    kena = _yang_menyentuh(Penugasan.jabatan_id == jabatan.id, mulai, selesai)
    if jenis == "definitif":
        return [p for p in kena if p.jenis in ("Plt.", "Pj.") and p.mulai < mulai]
    if jenis == "Plh.":
        return [p for p in kena if p.sementara and p.pegawai_id != pegawai.id and p.mulai < mulai]
    return []


def _berturut(pegawai: Pegawai, jabatan: Jabatan, mulai: date) -> int:
    """How many Plt. periods of the person in this post lie without a gap before `mulai`."""
    q = select(Penugasan.mulai, Penugasan.selesai).where(
        Penugasan.pegawai_id == pegawai.id, Penugasan.jabatan_id == jabatan.id, Penugasan.jenis == "Plt."
    )
    akhir = {selesai: awal for awal, selesai in session.execute(q)}
    n = 0
    while mulai in akhir and n < MAKS_BERTURUT:
        mulai, n = akhir[mulai], n + 1
    return n


def _akhiri(penugasan: Penugasan, selesai: date) -> None:
    """Set the end; what would never have begun is withdrawn (the audit keeps it)."""
    if selesai > penugasan.mulai:
        penugasan.selesai = selesai
    elif penugasan.mulai > today():
        session.delete(penugasan)
    else:
        penugasan.selesai = penugasan.mulai + timedelta(days=1)
    session.flush()


def _simpan(penugasan: Penugasan, jabatan: Jabatan) -> None:
    """Write it; the database has the last word on overlaps (two deeds at once)."""
    try:
        with session.begin_nested():
            session.add(penugasan)
    except IntegrityError:
        raise AturanDilanggar(
            f"{jabatan.nama} sudah terisi pada tanggal itu, atau orang ini sudah memegang jabatan definitif lain. "
            "Muat ulang untuk melihat keadaan terkini.",
            kode="tumpang_tindih",
            field="jabatan",
        ) from None


def _pejabat_tetap(jabatan: Jabatan, pada: date) -> int | None:
    q = select(Penugasan.pegawai_id).where(
        Penugasan.jabatan_id == jabatan.id, Penugasan.jenis.in_(("definitif", "Pj.")), queries.berlaku(Penugasan, pada)
    )
    return session.scalar(q.limit(1))


def _yang_mengonfirmasi(actor: Actor, jabatan: Jabatan) -> str:
    """Who must see to the surat perintah: the superior post through which it was made, else the person who made it."""
    atasan = atasan_bertugas(jabatan)
    if atasan is not None and atasan.id in actor.jabatan_ids:
        return f"j:{atasan.id}"
    return f"p:{actor.pegawai_id}"


def _dokumen(penugasan: Penugasan) -> PenunjukanSementara | None:
    return session.scalar(select(PenunjukanSementara).where(PenunjukanSementara.penugasan_id == penugasan.id))


def _sebut(penugasan: Penugasan, jabatan: Jabatan) -> str:
    return jabatan.nama if penugasan.jenis == "definitif" else f"{penugasan.jenis} {jabatan.nama}"


def _masa(mulai: date, selesai: date | None) -> str:
    akhir = rules.sampai_dari_selesai(selesai)
    return f"{tanggal_pendek(mulai)} sampai {tanggal_pendek(akhir)}" if akhir else f"Mulai {tanggal_pendek(mulai)}"
