"""The life of a proposal to change a code list: maker, checker, in force from its date."""

from __future__ import annotations

from collections.abc import Sequence

from suite.core import akses, workflow
from suite.core.daftar_kode import policy, usulan
from suite.core.daftar_kode.models import UsulanDaftar
from suite.core.kalender import tanggal_pendek
from suite.core.workflow import S, T, Untuk, Workflow


def _tugas_konsep(u: UsulanDaftar) -> Sequence[Untuk]:
    """Only a returned proposal waits for its maker."""
    if u.ronde == 0:
        return ()
    return (Untuk(akses.kunci_pegawai(u.pengusul_id), "ajukan", "Usulan daftar kode dikembalikan: perbaiki"),)


def _tugas_diajukan(u: UsulanDaftar) -> Sequence[Untuk]:
    return (Untuk(f"r:{policy.PENYETUJU}@*", "setujui", "Usulan daftar kode: periksa dan setujui"),)


def _tegas(u: UsulanDaftar) -> str:
    return f"Setujui usulan ini? Versi baru berlaku mulai {tanggal_pendek(u.mulai)} dan tidak disunting lagi."


USULAN_DAFTAR = Workflow(
    "usulan_daftar",
    start="konsep",
    judul="Usulan daftar kode",
    states=(
        S("konsep", "Konsep", "netral", _tugas_konsep),
        S("diajukan", "Diperiksa", "berjalan", _tugas_diajukan),
        S("disetujui", "Disetujui", "sah", akhir=True),
        S("batal", "Batal", "netral", akhir=True),
    ),
    transitions=(
        T("ajukan", "konsep", "diajukan", policy.pengusul, usulan.pastikan_lengkap, usulan.ajukan_efek,
          label="Ajukan usulan", lampau="mengajukan usulan", utama=True),
        T("batalkan", "konsep", "batal", policy.admin_regulasi, None, None, label="Batalkan usulan",
          lampau="membatalkan usulan", tegas=lambda u: "Batalkan usulan ini? Usulan tidak dapat diajukan lagi."),
        T("setujui", "diajukan", "disetujui", policy.penyetuju_regulasi, usulan.pastikan_dapat_berlaku,
          usulan.berlakukan, label="Setujui usulan", lampau="menyetujui usulan", utama=True, pisah=("buat", "ajukan"),
          tegas=_tegas),
        T("kembalikan", "diajukan", "konsep", policy.penyetuju_regulasi, None, None,
          label="Kembalikan", lampau="mengembalikan usulan", catatan_wajib=True),
        T("cabut", "diajukan", "konsep", policy.pengusul, None, None,
          label="Tarik kembali", lampau="menarik kembali usulan"),
    ),
)  # fmt: skip


def judul(u: UsulanDaftar) -> str:
    """'Klasifikasi arsip: versi baru mulai 1 Jan 2027'."""
    apa = "versi baru" if u.jenis == "versi" else f"{len(u.perubahan)} perubahan"
    return f"{u.daftar.judul}: {apa} mulai {tanggal_pendek(u.mulai)}"


def pasang() -> None:
    workflow.daftarkan(
        USULAN_DAFTAR, model=UsulanDaftar, judul=judul, url=lambda u: f"/daftar-kode/usulan/{u.id}",
        pemilik=lambda u: u.pengusul_id, ikon="list-tree",
    )  # fmt: skip
