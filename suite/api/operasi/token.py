"""The caller's tokens: which there are, and revoking one. None is made here: a token must not make itself a wider one."""

from __future__ import annotations

from typing import Any

from flask import g
from marshmallow import fields

from suite.core.api import kelompok, tokens
from suite.core.api.bidang import Bulat, Skema, Waktu, Ya, wajib
from suite.core.api.lingkup import Lingkup, daftarkan_lingkup
from suite.core.api.models import TokenApi
from suite.core.db import session
from suite.core.policy import current_actor

grup = kelompok("token", "Token", "Token Anda. Yang baru dibuat di Akun saya, tidak melalui API.")
daftarkan_lingkup(Lingkup("token:cabut", "mencabut token Anda yang lain"))


class Token(Skema):
    id = Bulat(**wajib())
    nama = fields.String(required=True)
    awalan = fields.String(required=True, metadata={"description": "Huruf-huruf depannya, untuk mengenalinya."})
    lingkup = fields.List(fields.String(), required=True)
    berlaku = Ya(**wajib())
    dibuat_pada = Waktu(**wajib())
    berlaku_sampai = Waktu(**wajib())
    dicabut_pada = Waktu(required=True, allow_none=True)
    terakhir_pada = Waktu(required=True, allow_none=True)
    ini = Ya(**wajib(metadata={"description": "Token yang dipakai bertanya."}))


class DaftarToken(Skema):
    isi = fields.List(fields.Nested(Token), required=True)


CONTOH = {
    "id": 15,
    "nama": "Sinkron arsip",
    "awalan": "spd_Qm3xT0",
    "lingkup": ["surat:baca"],
    "berlaku": True,
    "dibuat_pada": "2026-11-24T02:15:00+00:00",
    "berlaku_sampai": "2027-02-22T02:15:00+00:00",
    "dicabut_pada": None,
    "terakhir_pada": "2026-11-30T07:01:00+00:00",
    "ini": True,
}
_KOLOM = ("id", "nama", "awalan", "lingkup", "dibuat_pada", "berlaku_sampai", "dicabut_pada", "terakhir_pada")


def muat(id: int) -> TokenApi | None:
    """A token of the caller; those of others are not found."""
    ada = session.get(TokenApi, id)
    return ada if ada is not None and ada.account_id == current_actor().account_id else None


@grup.operasi(
    "GET", "/token", id="daftarToken", izin="masuk", lingkup="profil:baca", jawab=DaftarToken,
    contoh={"isi": [CONTOH]}, ringkas="Token Anda, terbaru lebih dahulu",
)  # fmt: skip
def daftar() -> dict[str, Any]:
    return {
        "isi": [
            {**{k: getattr(t, k) for k in _KOLOM}, "berlaku": tokens.hidup(t), "ini": t.id == g.token_api.id}
            for t in tokens.daftar(current_actor().account_id or 0)
        ]
    }


@grup.operasi(
    "DELETE", "/token/<int:id>", id="cabutToken", izin="masuk", objek=muat, lingkup="token:cabut", status=204,
    ringkas="Cabut satu token Anda",
)  # fmt: skip
def cabut(token: TokenApi) -> None:
    tokens.cabut(token.account_id, token.id)


@grup.operasi(
    "DELETE", "/token/ini", id="cabutTokenIni", izin="masuk", status=204, ringkas="Cabut token yang dipakai meminta ini",
    uraian="Untuk program yang selesai bekerja, atau yang tokennya bocor. Tidak perlu lingkup.",
)  # fmt: skip
def cabut_ini() -> None:
    tokens.cabut(current_actor().account_id or 0, g.token_api.id)
