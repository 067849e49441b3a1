"""What the API is sent at the act of signing."""

from __future__ import annotations

from suite.core.api.bidang import Teks, Versi, Ya


class TandaTangan(Versi):
    frasa = Teks(
        200,
        load_default="",
        metadata={"description": "Frasa sandi sertifikat; wajib bila layanannya BSrE. Tidak disimpan."},
    )
    totp = Ya(load_default=False, metadata={"description": "`frasa` berisi kode sekali pakai (BSrE v2)."})
