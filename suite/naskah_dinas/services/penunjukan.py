"""Surat perintah that appoints a Plh. or Plt.: its issue writes the assignment (the first deed)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from suite.core.actor import SISTEM, Actor
from suite.core.clock import today
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.identity import queries as identitas
from suite.core.identity import services as identity
from suite.core.identity.models import Jabatan, Pegawai, Penugasan
from suite.core.kalender import tanggal_surat
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.rules import wewenang

JENIS = "surat_perintah_plh_plt"


def rincian(surat: SuratKeluar) -> tuple[Jabatan, Pegawai, wewenang.Penunjukan]:
    """What the letter appoints. Raises `AturanDilanggar` beside the field that is still empty."""
    d: dict[str, Any] = surat.data
    jabatan = session.get(Jabatan, int(d["jabatan_id"])) if d.get("jabatan_id") else None
    if jabatan is None:
        raise AturanDilanggar("Pilih jabatan yang akan dijalankan.", field="jabatan_id")
    pegawai = session.get(Pegawai, int(d["pegawai_id"])) if d.get("pegawai_id") else None
    if pegawai is None:
        raise AturanDilanggar("Pilih pegawai yang ditunjuk.", field="pegawai_id")
    for nama, kata in (("mulai", "mulai"), ("sampai", "selesai")):
        if not d.get(nama):
            raise AturanDilanggar(f"Isi tanggal {kata} penunjukan.", field=nama)
    if d.get("sebagai") not in wewenang.SEBAGAI:
        raise AturanDilanggar("Pilih Plh. (pejabat berhalangan) atau Plt. (jabatan kosong).", field="sebagai")
    mulai, sampai = date.fromisoformat(d["mulai"]), date.fromisoformat(d["sampai"])
    kosong = _definitif(jabatan.id, mulai) is None
    return jabatan, pegawai, wewenang.Penunjukan(d["sebagai"], kosong, mulai, sampai)


def lengkapi(surat: SuratKeluar) -> None:
    """Write the subject from the facts as soon as they are there."""
    try:
        jabatan, _, p = rincian(surat)
    except (AturanDilanggar, ValueError):
        surat.hal = surat.hal or "Surat perintah penunjukan pelaksana"
        return
    surat.hal = f"Penunjukan {p.sebagai} {jabatan.nama}"[:400]


def periksa(surat: SuratKeluar, penanda_tangan: Actor = SISTEM) -> None:
    """May this be appointed? Asked when it is submitted and again by who signs, before a number is bound: what the
    deed would refuse at issue (overlap, length) is refused here."""
    jabatan, pegawai, p = rincian(surat)
    if p.sampai < today():
        raise AturanDilanggar("Masa penunjukan sudah lewat. Perbaiki tanggalnya.", field="sampai")
    pejabat = _definitif(jabatan.id, p.mulai)
    penanda_tangan_id = penanda_tangan.pegawai_id
    if penanda_tangan_id is None and surat.penanda_jabatan_id:
        pemegang = identitas.pemegang_pada(surat.penanda_jabatan_id)
        penanda_tangan_id = pemegang.pegawai.id if pemegang else None
    wewenang.periksa_penunjukan(
        p,
        ditunjuk=pegawai.id,
        penanda_tangan=penanda_tangan_id,
        pejabat=pejabat.pegawai_id if pejabat else None,
    )
    if surat.penanda_jabatan_id == jabatan.id:
        raise AturanDilanggar(
            "Penunjukan ditandatangani atasan jabatan itu, bukan jabatan itu sendiri.", field="penanda_tangan"
        )
    identity.periksa_tugaskan(penanda_tangan, pegawai, jabatan, p.sebagai, p.mulai, p.sampai + timedelta(days=1))


def tugaskan_dari_surat(surat: SuratKeluar, actor: Actor) -> None:
    """The deed: on issue, the person named holds the post as Plh. or Plt. between the two dates."""
    jabatan, pegawai, p = rincian(surat)
    identity.tugaskan(
        actor,
        pegawai,
        jabatan,
        jenis=p.sebagai,
        mulai=p.mulai,
        selesai=p.sampai + timedelta(days=1),
        akta=f"surat_keluar:{surat.id}",
        dasar=f"Surat Perintah {surat.nomor} tanggal {tanggal_surat(surat.tanggal) if surat.tanggal else ''}".strip(),
    )


def kalimat(surat: SuratKeluar) -> dict[str, list[str]]:
    """The texts of the letter, from its facts: dasar and untuk (what the suite knows is never typed)."""
    jabatan, _, p = rincian(surat)
    masa = f"tanggal {tanggal_surat(p.mulai)} sampai dengan {tanggal_surat(p.sampai)}"
    sebagai = "Pelaksana Harian (Plh.)" if p.sebagai == "Plh." else "Pelaksana Tugas (Plt.)"
    tetap = surat.data.get("sebab") or (
        "pejabat definitif berhalangan sementara"
        if p.sebagai == "Plh."
        else "jabatan tersebut belum terisi pejabat definitif"
    )
    return {
        "dasar": [
            "Undang-Undang Nomor 30 Tahun 2014 tentang Administrasi Pemerintahan, Pasal 14;",
            "Surat Edaran Kepala Badan Kepegawaian Negara Nomor 1/SE/I/2021 tentang kewenangan pelaksana harian dan "
            "pelaksana tugas dalam aspek kepegawaian;",
            *[f"{x.strip().rstrip(';')};" for x in surat.data.get("dasar", []) if x.strip()],
        ],
        "menimbang": [f"bahwa {tetap}, sehingga perlu ditunjuk {sebagai} {jabatan.nama} agar tugas tetap berjalan;"],
        "untuk": [
            f"Di samping tugas dalam jabatannya, melaksanakan tugas sebagai {sebagai} {jabatan.nama}, {masa}.",
            "Tidak mengambil keputusan atau tindakan yang bersifat strategis yang berdampak pada perubahan status hukum "
            "pada aspek organisasi, kepegawaian, dan alokasi anggaran.",
            "Melaksanakan perintah ini dengan penuh tanggung jawab dan melaporkan hasilnya kepada pemberi perintah.",
        ],
    }


def _definitif(jabatan_id: int, pada: date) -> Penugasan | None:
    q = select(Penugasan).where(
        Penugasan.jabatan_id == jabatan_id, Penugasan.jenis == "definitif", identitas.berlaku(Penugasan, pada)
    )
    return session.scalars(q.limit(1)).first()
