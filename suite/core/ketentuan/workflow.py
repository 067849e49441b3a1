"""The life of a proposed change: concept, checked by another person, in force; or withdrawn before its day."""

from __future__ import annotations

from collections.abc import Sequence

from suite.core import workflow
from suite.core.akses import kunci_pegawai
from suite.core.aturan.ketentuan import uraian_parameter
from suite.core.ketentuan import policy, services
from suite.core.ketentuan.models import UsulanKetentuan
from suite.core.workflow import S, T, Untuk, Workflow


def _tugas_konsep(u: UsulanKetentuan) -> Sequence[Untuk]:
    return (Untuk(kunci_pegawai(u.pengusul_id), "ajukan", "Usulan ketentuan Anda: lengkapi lalu ajukan"),)


def _tugas_periksa(u: UsulanKetentuan) -> Sequence[Untuk]:
    return (Untuk(f"r:{policy.PENYETUJU}@*", "setujui", "Perubahan ketentuan: periksa dan sahkan"),)


USULAN = Workflow(
    "usulan_ketentuan",
    start="konsep",
    judul="Perubahan ketentuan",
    states=(
        S("konsep", "Konsep", "netral", _tugas_konsep),
        S("diperiksa", "Diperiksa", "berjalan", _tugas_periksa),
        S("disahkan", "Disahkan", "sah"),
        S("dicabut", "Dicabut", "netral", akhir=True),
        S("batal", "Batal", "netral", akhir=True),
    ),
    transitions=(
        T("ajukan", "konsep", "diperiksa", policy.pengusulnya, services.pastikan_lengkap, None,
          label="Ajukan pemeriksaan", lampau="mengajukan perubahan", utama=True),
        T("batalkan", "konsep", "batal", policy.pengusulnya, None, None, label="Batalkan usulan",
          lampau="membatalkan usulan", tegas=lambda u: "Batalkan usulan ini? Usulan tidak dapat diajukan lagi."),
        T("setujui", "diperiksa", "disahkan", policy.penyetuju_regulasi, services.pastikan_lengkap, services.sahkan_efek,
          label="Sahkan perubahan", lampau="mengesahkan perubahan", utama=True, pisah=("buat", "ajukan"),
          tegas=lambda u: f"Sahkan perubahan ini? Berlaku mulai {u.mulai:%d-%m-%Y} dan tidak dapat diubah sesudah berlaku."),
        T("kembalikan", "diperiksa", "konsep", policy.penyetuju_regulasi, None, None, label="Kembalikan",
          lampau="mengembalikan usulan", catatan_wajib=True),
        T("cabut", "disahkan", "dicabut", policy.penyetuju_regulasi, services.pastikan_belum_berlaku, services.cabut_efek,
          label="Cabut sebelum berlaku", lampau="mencabut perubahan", catatan_wajib=True),
    ),
)  # fmt: skip


def pasang() -> None:
    """Register the document type with the engine."""
    workflow.daftarkan(
        USULAN, model=UsulanKetentuan, judul=lambda u: f"Perubahan: {uraian_parameter(u.nama)}",
        url=lambda u: f"/ketentuan/usulan/{u.id}", pemilik=lambda u: u.pengusul_id, ikon="gavel",
    )  # fmt: skip
