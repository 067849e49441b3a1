"""Who proposes, who approves, who may see. Both roles are given for the whole city."""

from __future__ import annotations

from typing import Any

from suite.core.actor import Actor
from suite.core.identity.services import daftarkan_peran
from suite.core.policy import daftarkan

ADMIN, PENYETUJU = "admin_regulasi", "penyetuju_regulasi"

daftarkan_peran(ADMIN, "Admin regulasi", "Mengusulkan perubahan parameter peraturan dan daftar kode")
daftarkan_peran(
    PENYETUJU, "Penyetuju regulasi", "Memeriksa dan mengesahkan perubahan parameter peraturan dan daftar kode"
)


def admin_regulasi(actor: Actor, _dok: Any = None) -> bool:
    return actor.punya_peran(f"{ADMIN}@*")


def penyetuju_regulasi(actor: Actor, _dok: Any = None) -> bool:
    return actor.punya_peran(f"{PENYETUJU}@*")


def pengusulnya(actor: Actor, dok: Any) -> bool:
    """The proposer himself, while he holds the role."""
    return admin_regulasi(actor) and actor.pegawai_id == dok.pengusul_id


def pembaca_usulan(actor: Actor) -> bool:
    """Who sees what is not decided yet: who proposes, who approves, who audits the city."""
    return admin_regulasi(actor) or penyetuju_regulasi(actor) or "auditor@*" in actor.peran


def boleh_lihat(actor: Actor, dok: Any) -> bool:
    """What was approved once is law for everybody; what is still proposed, for those who decide and for the auditor."""
    return dok is None or dok.sah_urut is not None or pembaca_usulan(actor)


daftarkan("ketentuan.usul", "mengusulkan perubahan ketentuan", periksa=admin_regulasi)
daftarkan("ketentuan.lihat", "melihat usulan ketentuan", periksa=boleh_lihat)
