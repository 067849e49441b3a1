"""Signing many letters in one act, and one letter issued apart to each of its addressees.

The person confirms once; a job then signs letter after letter, each by the two steps of every signature. A letter is issued
whole or not at all, whatever happens to the others or to the job: its row is marked in the transaction that publishes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from suite.core import policy as izin
from suite.core import workflow
from suite.core.actor import SISTEM, Actor
from suite.core.clock import now, today
from suite.core.db import session
from suite.core.documents.signing import Signer
from suite.core.errors import AturanDilanggar, GalatSuite, TidakDitemukan
from suite.core.jobs import Langkah, antrekan, pekerjaan
from suite.core.signing import minta_frasa
from suite.core.workflow import route
from suite.naskah_dinas import policy
from suite.naskah_dinas.models import SuratKeluar, SuratLampiran, SuratTujuan, SuratVersi
from suite.naskah_dinas.models_massal import BarisMassal, TandaTanganMassal
from suite.naskah_dinas.rules import massal as rules
from suite.naskah_dinas.rules.jenis import jenis_naskah

TERBANYAK = 1000
"""Letters that one act may sign."""
JOB = "tanda_tangan_massal"
SATU_SATU = (
    "Layanan tanda tangan kota ini meminta frasa sandi pada tiap tanda tangan dan frasa itu tidak boleh disimpan, jadi surat "
    "ditandatangani satu per satu. Untuk banyak tujuan, pakai satu surat dengan satu nomor."
)


def pasang() -> None:
    """Importing this module registers its job; the call keeps the import visible."""


def mulai(actor: Actor, pilihan: Sequence[tuple[int, int]]) -> TandaTanganMassal:
    """Sign the chosen letters `(id, version seen)`, in that order, each once. Ask for the job and return the act.

    What is not the actor's to sign is a row that says so. Raises `AturanDilanggar` for none, or for more than `TERBANYAK`.
    """
    if minta_frasa(current_app.extensions["signer"]):
        raise AturanDilanggar(SATU_SATU, kode="minta_frasa", field="pilih")
    pilihan = list(dict.fromkeys(pilihan))
    if not pilihan:
        raise AturanDilanggar("Pilih paling sedikit satu surat.", field="pilih")
    if len(pilihan) > TERBANYAK:
        raise AturanDilanggar(f"Paling banyak {TERBANYAK} surat sekali tanda tangan.", field="pilih")
    assert actor.pegawai_id is not None
    act = TandaTanganMassal(pegawai_id=actor.pegawai_id, dibuat_pada=now())
    session.add(act)
    session.flush()
    for urut, (id, versi) in enumerate(pilihan, 1):
        surat = session.get(SuratKeluar, id)
        if surat is None or not izin.boleh("surat_keluar.tandatangani", actor, surat):
            baris = BarisMassal(sebutan="Surat", keadaan="gagal", galat="Tidak ditemukan, atau bukan untuk Anda.")
        else:
            baris = BarisMassal(surat_id=id, versi=versi, sebutan=surat.hal)
        baris.massal_id, baris.urut = act.id, urut
        session.add(baris)
    _antrekan(actor, act)
    return act


def ulangi(actor: Actor, act: TandaTanganMassal) -> None:
    """Try once more what failed. Raises `AturanDilanggar` when nothing failed, or when it still goes on."""
    session.refresh(act, with_for_update=True)
    gagal = [b for b in act.baris if b.keadaan == "gagal" and (b.surat_id or b.tujuan_id)]
    if not gagal or any(b.keadaan == "menunggu" for b in act.baris):
        raise AturanDilanggar("Tidak ada surat gagal yang dapat diulangi sekarang.", kode="keadaan")
    for b in gagal:
        b.keadaan, b.galat = "menunggu", ""
        if b.surat is not None:
            b.versi = b.surat.versi
    act.putaran += 1
    _antrekan(actor, act)


def _antrekan(actor: Actor, act: TandaTanganMassal) -> None:
    session.flush()
    act.job_id = antrekan(JOB, {"massal": act.id}, actor, kunci=f"{JOB}:{act.id}:{act.putaran}").id
    session.flush()


@pekerjaan(JOB, izin="surat_keluar.daftar", uraian="Menandatangani surat sekaligus")
def _kerjakan(langkah: Langkah, massal: int) -> dict[str, Any] | None:
    """One letter a step, so that a step that is repeated after a crash repeats that letter only."""
    q = select(BarisMassal).where(BarisMassal.massal_id == massal, BarisMassal.keadaan == "menunggu")
    baris = session.scalars(q.order_by(BarisMassal.urut).limit(1)).first()
    if baris is None:
        terbit, gagal, _ = hitung(massal)
        pesan = f"{terbit} surat terbit" + (f", {gagal} tidak." if gagal else ".")
        return {"pesan": pesan, "url": f"/surat-keluar/tanda-tangan/{massal}"}
    tandatangani_satu(langkah.actor, baris.id, current_app.extensions["signer"])
    terbit, gagal, semua = hitung(massal)
    langkah.kemajuan(terbit + gagal, semua, "Menandatangani surat")
    langkah.lanjut(terbit + gagal)
    return None


def hitung(massal_id: int) -> tuple[int, int, int]:
    """(issued, refused, all) of an act."""
    q = select(BarisMassal.keadaan, func.count()).where(BarisMassal.massal_id == massal_id)
    n: dict[str, int] = dict(session.execute(q.group_by(BarisMassal.keadaan)).all())  # type: ignore[arg-type]
    return n.get("terbit", 0), n.get("gagal", 0), sum(n.values())


def tandatangani_satu(actor: Actor, baris_id: int, signer: Signer) -> None:
    """Sign the letter of one row and mark the row: issued, or refused with why. Ends the running transaction in between.

    A letter whose number is bound already (the job died, or the signer did not answer) is signed again under that number.
    """
    from suite.naskah_dinas.services import kirim

    baris = session.get_one(BarisMassal, baris_id, with_for_update=True)
    if baris.keadaan != "menunggu":
        return
    try:
        surat = _surat(actor, baris)
        terikat = surat.status == "menandatangani" and surat.penanda_id == actor.pegawai_id
        kirim.tandatangani(actor, surat, versi=surat.versi if terikat else baris.versi, signer=signer)
        keadaan, galat = "terbit", ""
    except GalatSuite as e:
        session.rollback()  # what was bound before stays; nothing of this attempt does
        keadaan, galat = "gagal", e.pesan[:1000]
    baris = session.get_one(BarisMassal, baris_id)
    baris.keadaan, baris.galat = keadaan, galat
    session.flush()
    _tuntaskan(baris.massal_id)


def _surat(actor: Actor, baris: BarisMassal) -> SuratKeluar:
    if baris.surat is not None:
        return baris.surat
    if baris.tujuan_id is None:
        raise TidakDitemukan("Surat ini tidak ditemukan.")
    induk = session.get_one(SuratKeluar, session.get_one(TandaTanganMassal, baris.massal_id).induk_id)
    surat = _anak(actor, induk, session.get_one(SuratTujuan, baris.tujuan_id))
    baris.surat_id, baris.versi = surat.id, surat.versi
    session.flush()
    return surat


# One letter to many, each with its own number ----------------------------------------------------------------------


def pastikan(surat: SuratKeluar) -> None:
    """Guard of submission. Raises `AturanDilanggar` when the letter cannot be issued as it says."""
    if surat.nomor_masing:
        rules.periksa_masing(jenis_naskah(surat.jenis, today()), len(surat.kepada), len(surat.tembusan))
    elif len(surat.tujuan) > rules.TUJUAN_TERBANYAK:
        raise AturanDilanggar(f"Paling banyak {rules.TUJUAN_TERBANYAK} tujuan.", field="tujuan")


def pecah_efek(surat: SuratKeluar, actor: Actor, data: dict[str, Any]) -> None:
    """The signer has said yes to the whole: a row an addressee, and the job that issues their letters."""
    from suite.naskah_dinas.services import keluar

    route.bubuhkan(surat, actor, keluar.versi_terakhir(surat).sidik)
    assert actor.pegawai_id is not None
    surat.penanda_id = actor.pegawai_id
    act = TandaTanganMassal(pegawai_id=actor.pegawai_id, induk_id=surat.id, dibuat_pada=now())
    session.add(act)
    session.flush()
    session.add_all(
        BarisMassal(massal_id=act.id, urut=i, tujuan_id=t.id, sebutan=t.teks) for i, t in enumerate(surat.kepada, 1)
    )
    _antrekan(actor, act)


def milik(surat: SuratKeluar) -> TandaTanganMassal | None:
    """The act that issues a letter to each of its addressees."""
    q = select(TandaTanganMassal).where(TandaTanganMassal.induk_id == surat.id)
    return session.scalars(q.order_by(TandaTanganMassal.id.desc()).limit(1)).first()


def tegas_pecah(surat: SuratKeluar) -> str:
    """What the person is asked once before issuing a letter to each."""
    n = len(surat.kepada)
    return (
        f"Tanda tangani “{surat.hal}” untuk {n} tujuan? Terbit {n} surat, masing-masing dengan nomor sendiri, dan isinya "
        "tidak dapat diubah lagi."
    )


def hentikan_efek(surat: SuratKeluar, actor: Actor, data: dict[str, Any]) -> None:
    """Give up what is not issued yet. A letter whose number is bound stays the signer's own task."""
    act = milik(surat)
    assert act is not None
    session.refresh(act, with_for_update=True)
    for b in act.baris:
        if b.keadaan == "menunggu":
            b.keadaan, b.galat = "gagal", "Dihentikan penanda tangan."


def _tuntaskan(massal_id: int) -> None:
    """Once every addressee has his letter, the whole is done."""
    act = session.get_one(TandaTanganMassal, massal_id)
    terbit, _, semua = hitung(massal_id)
    if act.induk_id is None or terbit < semua:
        return
    induk = session.get_one(SuratKeluar, act.induk_id)
    if induk.status == "memecah":
        workflow.jalankan(induk, "tuntas", SISTEM)


def _anak(actor: Actor, induk: SuratKeluar, tujuan: SuratTujuan) -> SuratKeluar:
    """The addressee's own letter: the same in all but the addressee, at its signer's hand. Its paraf are the whole's."""
    from suite.naskah_dinas.services import keluar, tarik

    surat = SuratKeluar(
        jenis=induk.jenis, hal="", opd_id=induk.opd_id, unit_id=induk.unit_id, konseptor_id=induk.konseptor_id,
        konseptor_jabatan_id=induk.konseptor_jabatan_id, menjawab_id=induk.menjawab_id, meralat_id=induk.meralat_id,
        induk_id=induk.id, status="konsep", dibuat_pada=now(),
    )  # fmt: skip
    session.add(surat)
    keluar.isikan(surat, tarik.salinan(induk, kepada=[tarik.tujuan_isian(tujuan)], tembusan=[]))
    surat.lampiran = [SuratLampiran(urut=x.urut, judul=x.judul, file=x.file) for x in induk.lampiran]
    workflow.mulai(surat, actor)
    workflow.jalankan(surat, "turunkan", actor)
    return surat


def turunkan_efek(surat: SuratKeluar, actor: Actor, data: dict[str, Any]) -> None:
    """Fix the version of an addressee's letter; its route is the signature alone."""
    from suite.naskah_dinas.services import keluar, naskah

    surat.ronde = 1
    isi = naskah.isi_versi(surat)
    session.add(SuratVersi(surat_id=surat.id, ronde=1, isi=isi, sidik=keluar.sidik_versi(isi), dibuat_pada=now()))
    assert surat.penanda_jabatan_id is not None
    route.susun(surat, [route.Langkah(1, surat.penanda_jabatan_id, aksi="tanda_tangan", kelompok="penanda")])
    keluar.perbarui_akses(surat)


def penanda_induk(actor: Actor, surat: SuratKeluar) -> bool:
    """Who may bring an addressee's letter forth: the signer of the whole; of no other letter anybody."""
    return surat.induk_id is not None and policy.penanda_tangan(actor, surat)
