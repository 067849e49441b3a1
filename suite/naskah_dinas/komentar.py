"""Which documents of this room take comments, and who reads them: whoever may read the content."""

from __future__ import annotations

from suite.core import policy
from suite.core.actor import Actor
from suite.core.komentar import Jenis, daftarkan
from suite.naskah_dinas.models import Disposisi, SuratKeluar, SuratMasuk


def pasang() -> None:
    """Register the kinds."""
    daftarkan(
        Jenis(
            "surat_keluar", SuratKeluar, _keluar, lambda s: s.hal, lambda s: f"/surat-keluar/{s.id}",
            lambda s: ("surat_keluar", s.id),
        ),
        Jenis(
            "surat_masuk", SuratMasuk, _masuk, lambda m: m.hal, lambda m: f"/surat-masuk/{m.id}",
            lambda m: ("surat_masuk", m.id),
        ),
        Jenis(
            "disposisi", Disposisi, _disposisi, lambda d: d.surat_masuk.hal, lambda d: f"/disposisi/{d.id}",
            lambda d: ("surat_masuk", d.surat_masuk_id),
        ),
    )  # fmt: skip


def _keluar(actor: Actor, surat: SuratKeluar) -> bool:
    """Both: the addressee may read the letter sent, but has no part in how it was made."""
    return policy.boleh("surat_keluar.lihat", actor, surat) and policy.boleh("surat_keluar.isi", actor, surat)


def _masuk(actor: Actor, masuk: SuratMasuk) -> bool:
    return policy.boleh("surat_masuk.lihat", actor, masuk) and policy.boleh("surat_masuk.isi", actor, masuk)


def _disposisi(actor: Actor, disposisi: Disposisi) -> bool:
    return policy.boleh("disposisi.lihat", actor, disposisi) and policy.boleh(
        "surat_masuk.isi", actor, disposisi.surat_masuk
    )
