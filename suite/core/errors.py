"""One family for "no": what the person reads, the field it belongs to, the source of the rule.

HTML shows the message beside the field, the API answers problem+json (RFC 9457). Any other exception is a bug and
never reaches a page (`suite.core.web.errors`).
"""

from __future__ import annotations


class GalatSuite(Exception):
    """Base of all refusals. `pesan` is Indonesian and says what happened and what to do.

    `kode` is a short machine word, `field` the form field it belongs to, `sumber` the regulation and article.
    """

    status = 400
    judul = "Permintaan tidak dapat diproses"

    def __init__(self, pesan: str, *, kode: str = "", field: str | None = None, sumber: str | None = None):
        super().__init__(pesan)
        self.pesan = pesan
        self.kode = kode or type(self).__name__
        self.field = field
        self.sumber = sumber

    def problem(self) -> dict[str, object]:
        """The body of a problem+json answer (RFC 9457)."""
        isi = {"type": f"urn:suite:galat:{self.kode}", "title": self.judul, "status": self.status, "detail": self.pesan}
        if self.field:
            isi["field"] = self.field
        if self.sumber:
            isi["sumber"] = self.sumber
        return isi


class MasukanSalah(GalatSuite):
    """The request itself is malformed (400)."""

    judul = "Isian tidak terbaca"


class AturanDilanggar(GalatSuite):
    """The rules say no (422)."""

    status = 422
    judul = "Belum sesuai aturan"


class BelumMasuk(GalatSuite):
    """Nobody is logged in, or the session ended (401)."""

    status = 401
    judul = "Masuk dahulu"


class TanpaIzin(GalatSuite):
    """The actor may know that it exists, but may not do this (403)."""

    status = 403
    judul = "Tidak diizinkan"


class TidakDitemukan(GalatSuite):
    """It does not exist, or the actor may not learn that it does (404): both look the same."""

    status = 404
    judul = "Tidak ditemukan"

    def __init__(self, pesan: str = "Halaman atau dokumen ini tidak ada, atau bukan untuk Anda.", **kw: str | None):
        super().__init__(pesan, **kw)  # type: ignore[arg-type]


class Dimusnahkan(GalatSuite):
    """It was there and was destroyed by the rules of the archive (410): what is known of it stays, its content does not."""

    status = 410
    judul = "Sudah dimusnahkan"


class Konflik(GalatSuite):
    """Somebody else was first, or the version seen is stale (409)."""

    status = 409
    judul = "Sudah berubah"


class TerlaluSering(GalatSuite):
    """Too many attempts (429). `tunggu` is in seconds."""

    status = 429
    judul = "Terlalu sering"

    def __init__(self, pesan: str, *, tunggu: int, **kw: str | None):
        super().__init__(pesan, **kw)  # type: ignore[arg-type]
        self.tunggu = tunggu


class LayananTerganggu(GalatSuite):
    """A service outside did not answer (503); nothing of ours is lost."""

    status = 503
    judul = "Layanan belum menjawab"
