"""Who may read and change code lists: everybody reads them, the regulation admin proposes, another one approves."""

from __future__ import annotations

from suite.core.actor import Actor
from suite.core.daftar_kode.models import UsulanDaftar
from suite.core.ketentuan.policy import PENYETUJU, admin_regulasi, penyetuju_regulasi
from suite.core.policy import daftarkan

__all__ = ["PENYETUJU", "admin_regulasi", "pasang", "pembaca", "pengusul", "penyetuju_regulasi"]


def pengusul(actor: Actor, usulan: UsulanDaftar | None = None) -> bool:
    """The regulation admin who made the proposal: what another one made is not edited, but made anew.

    Without a proposal: who may make one at all.
    """
    return admin_regulasi(actor) and (usulan is None or actor.pegawai_id == usulan.pengusul_id)


def pembaca(actor: Actor, objek: object = None) -> bool:
    """Who sees proposals that are not decided yet."""
    return admin_regulasi(actor) or penyetuju_regulasi(actor) or "auditor" in actor.kunci


def pasang() -> None:
    """Register the permissions. The two roles are those of the regulation desk."""
    daftarkan("daftar_kode.usul", "mengusulkan perubahan daftar kode", periksa=admin_regulasi)
    daftarkan("usulan_daftar.daftar", "melihat usulan perubahan daftar kode", periksa=pembaca)
    daftarkan("usulan_daftar.lihat", "melihat usulan perubahan daftar kode ini", periksa=pembaca)
    daftarkan("usulan_daftar.ubah", "mengubah usulan daftar kode ini", periksa=pengusul)
