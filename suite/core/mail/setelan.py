"""The city's mail server as settings: what each is, what a form may hold, and the values in one object."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from suite.core import pengaturan
from suite.core.errors import MasukanSalah

KEAMANAN = {
    "starttls": "STARTTLS (biasanya port 587)",
    "tls": "TLS sejak awal (biasanya port 465)",
    "none": "Tanpa sandi",
}
"""How the way to the server is protected, with the words for a form."""

pengaturan.daftarkan("mail.aktif", "Surel dikirim dari sistem", bawaan=False)
pengaturan.daftarkan("mail.host", "Alamat peladen surel (SMTP)", bawaan="")
pengaturan.daftarkan("mail.port", "Port peladen surel", bawaan=587)
pengaturan.daftarkan("mail.keamanan", "Pengamanan sambungan", bawaan="starttls")
pengaturan.daftarkan("mail.pengguna", "Nama pengguna peladen surel", bawaan="")
pengaturan.daftarkan("mail.sandi", "Kata sandi peladen surel", bawaan="", rahasia=True)
pengaturan.daftarkan("mail.dari", "Alamat pengirim", bawaan="")

_ALAMAT = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])"
)


def alamat_sah(alamat: str, field: str = "kepada") -> str:
    """One address in the form that is stored and sent to. Raises `MasukanSalah` for anything else (two addresses, a
    name before it, a line break: nothing of that may reach a header)."""
    rapi = alamat.strip()
    if len(rapi) > 200 or not _ALAMAT.fullmatch(rapi) or len(rapi.partition("@")[0]) > 64:
        raise MasukanSalah(
            "Alamat surel tidak lengkap. Tulis satu alamat seperti nama@pontianak.go.id, tanpa spasi.", field=field
        )
    nama, _, domain = rapi.rpartition("@")
    return f"{nama}@{domain.lower()}"


@dataclass(frozen=True)
class Setelan:
    """How to reach the mail server. `keamanan` is one of `KEAMANAN`; `sandi` is never shown again."""

    host: str = ""
    port: int = 587
    keamanan: str = "starttls"
    pengguna: str = ""
    sandi: str = ""
    dari: str = ""
    aktif: bool = False

    def __repr__(self) -> str:
        return f"Setelan(host={self.host!r}, port={self.port}, keamanan={self.keamanan!r})"

    @classmethod
    def tersimpan(cls) -> Setelan:
        """What the city set. One query."""
        return cls.dari_isian(pengaturan.kelompok("mail."))

    @classmethod
    def dari_isian(cls, isian: Mapping[str, Any]) -> Setelan:
        """From a form or `pengaturan.kelompok`: names with or without the leading `mail.`, values as typed or stored.

        Raises `MasukanSalah` for a port that is no port. Other checks are `periksa`'s.
        """
        nilai = {k.removeprefix("mail."): v for k, v in isian.items()}
        port = nilai.get("port") or 587
        if not str(port).strip().isdecimal() or not 1 <= int(port) <= 65535:
            raise MasukanSalah("Port adalah angka 1 sampai 65535, biasanya 587 atau 465.", field="port")
        return cls(
            host=str(nilai.get("host") or "").strip(),
            port=int(port),
            keamanan=str(nilai.get("keamanan") or "starttls"),
            pengguna=str(nilai.get("pengguna") or "").strip(),
            sandi=str(nilai.get("sandi") or ""),
            dari=str(nilai.get("dari") or "").strip(),
            aktif=bool(nilai.get("aktif")),
        )

    def periksa(self) -> Setelan:
        """Itself, fit to be used. Raises `MasukanSalah` beside the field that is not."""
        if not re.fullmatch(r"[A-Za-z0-9:.\-\[\]]{1,253}", self.host):
            raise MasukanSalah("Isi alamat peladen surel saja, misalnya smtp.pontianak.go.id.", field="host")
        if self.keamanan not in KEAMANAN:
            raise MasukanSalah("Pilih cara pengamanan sambungan.", field="keamanan")
        if self.sandi and not self.pengguna:
            raise MasukanSalah("Kata sandi diisi, tetapi nama pengguna belum.", field="pengguna")
        alamat_sah(self.dari, "dari")
        return self
