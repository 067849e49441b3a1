"""Webhooks of the caller: what they are told of, their log, pausing, sending again. The same services as the page."""

from __future__ import annotations

from typing import Any

from flask import current_app, request
from marshmallow import fields

from suite.core import peristiwa
from suite.core.api import kelompok, webhook
from suite.core.api.bidang import Bulat, Daftar, Halaman, Skema, Teks, Waktu, Ya, halaman, wajib
from suite.core.api.halaman import kursor, susun
from suite.core.api.lingkup import Lingkup, daftarkan_lingkup, pastikan_lingkup
from suite.core.api.models import Kiriman, Langganan
from suite.core.db import session
from suite.core.errors import TidakDitemukan
from suite.core.identity.models import Account
from suite.core.policy import current_actor

grup = kelompok("webhook", "Webhook", "Peristiwa yang dikabarkan kepada program Anda, dan daftar kirimannya.")
daftarkan_lingkup(
    Lingkup("webhook:baca", "membaca webhook Anda dan daftar kirimannya"),
    Lingkup("webhook:tulis", "membuat, menjeda, dan menghapus webhook Anda, dan mengirim ulang"),
)
CONTOH = {
    "id": 4,
    "nama": "Arsip digital",
    "url": "https://arsip.contoh.go.id/terima",
    "jenis": ["surat.terbit"],
    "aktif": True,
    "dijeda": False,
    "gagal_beruntun": 0,
    "dibuat_pada": "2026-11-24T02:15:00+00:00",
}
CONTOH_KIRIMAN = {
    "id": 88,
    "jenis": "surat.terbit",
    "objek_jenis": "surat_keluar",
    "objek_id": 101,
    "keadaan": "gagal",
    "percobaan": 7,
    "status_http": 500,
    "jawaban": "Internal Server Error",
    "dibuat_pada": "2026-11-24T02:15:00+00:00",
    "terakhir_pada": "2026-11-25T09:40:00+00:00",
    "berikut_pada": None,
}


class JenisPeristiwa(Skema):
    nama = fields.String(required=True)
    uraian = fields.String(required=True)
    lingkup = fields.String(required=True, metadata={"description": "Lingkup yang diperlukan untuk berlangganan."})


class DaftarPeristiwa(Skema):
    isi = fields.List(fields.Nested(JenisPeristiwa), required=True)


class Webhook(Skema):
    id = Bulat(**wajib())
    nama = fields.String(required=True)
    url = fields.String(required=True)
    jenis = fields.List(fields.String(), required=True)
    aktif = Ya(**wajib())
    dijeda = Ya(**wajib(metadata={"description": "Mati karena dijeda pemiliknya, bukan karena kegagalan."}))
    gagal_beruntun = Bulat(**wajib())
    dibuat_pada = Waktu(**wajib())


class WebhookBaru(Webhook):
    rahasia = fields.String(required=True, metadata={"description": "Rahasia penanda. Hanya tampil di sini, sekali."})


class DaftarWebhook(Skema):
    isi = fields.List(fields.Nested(Webhook), required=True)


class BuatWebhook(Skema):
    nama = Teks(80, minimal=1, **wajib())
    url = Teks(500, minimal=1, **wajib(metadata={"description": "Dimulai dengan https://, dapat dijangkau dari luar."}))
    jenis = Daftar(
        Teks(40), minimal=1, maks=50, **wajib(metadata={"description": "Nama peristiwa dari `daftarPeristiwa`."})
    )


class RinciKiriman(Skema):
    id = Bulat(**wajib(metadata={"description": "Sama dengan `X-Suite-Kiriman` pada setiap percobaan."}))
    jenis = fields.String(required=True)
    objek_jenis = fields.String(required=True)
    objek_id = Bulat(**wajib())
    keadaan = fields.String(required=True, metadata={"description": "antre, terkirim, atau gagal."})
    percobaan = Bulat(**wajib())
    status_http = Bulat(required=True, allow_none=True)
    jawaban = fields.String(required=True, metadata={"description": "Jawaban penerima, atau sebab tidak terjangkau."})
    dibuat_pada = Waktu(**wajib())
    terakhir_pada = Waktu(required=True, allow_none=True)
    berikut_pada = Waktu(required=True, allow_none=True)


HalamanKiriman = halaman(RinciKiriman, "HalamanKiriman")


def muat(id: int, **_: Any) -> Langganan | None:
    """A webhook of the caller; those of others are not found."""
    return webhook.milik(current_actor().account_id or 0, id)


def _rinci(w: Langganan) -> dict[str, Any]:
    return {
        **{k: getattr(w, k) for k in ("id", "nama", "url", "aktif", "gagal_beruntun", "dibuat_pada")},
        "jenis": [j.jenis for j in w.jenis],
        "dijeda": webhook.dijeda(w),
    }


@grup.operasi(
    "GET", "/peristiwa", id="daftarPeristiwa", izin="masuk", lingkup="webhook:baca", jawab=DaftarPeristiwa,
    contoh={"isi": [{"nama": "surat.terbit", "uraian": "surat keluar ditandatangani dan terkirim", "lingkup": "surat:baca"}]},
    ringkas="Peristiwa yang dapat dikabarkan",
)  # fmt: skip
def daftar_peristiwa() -> dict[str, Any]:
    return {"isi": peristiwa.semua_jenis()}


@grup.operasi(
    "GET", "/webhook", id="daftarWebhook", izin="masuk", lingkup="webhook:baca", jawab=DaftarWebhook,
    contoh={"isi": [CONTOH]}, ringkas="Webhook Anda, terbaru lebih dahulu",
)  # fmt: skip
def daftar() -> dict[str, Any]:
    return {"isi": [_rinci(w) for w in webhook.daftar(current_actor().account_id or 0)]}


@grup.operasi(
    "POST", "/webhook", id="buatWebhook", izin="masuk", lingkup="webhook:tulis", isi=BuatWebhook,
    contoh_isi={k: CONTOH[k] for k in ("nama", "url", "jenis")}, jawab=WebhookBaru,
    contoh=CONTOH | {"rahasia": "whs_…"}, status=201, ringkas="Buat webhook",
    uraian="Token juga perlu lingkup tiap peristiwa yang dipilih: webhook tidak mengabarkan yang tidak boleh dibaca tokennya.",
)  # fmt: skip
def buat(isi: dict[str, Any]) -> dict[str, Any]:
    for j in peristiwa.semua_jenis():
        if j.nama in isi["jenis"]:
            pastikan_lingkup(j.lingkup)
    account = session.get_one(Account, current_actor().account_id)
    baru, rahasia = webhook.buat(account, **isi, config=current_app.config["SUITE"])
    return _rinci(baru) | {"rahasia": rahasia}


@grup.operasi(
    "GET", "/webhook/<int:id>", id="bacaWebhook", izin="masuk", objek=muat, lingkup="webhook:baca", jawab=Webhook,
    contoh=CONTOH, ringkas="Baca satu webhook", uraian="Rahasianya tidak dapat dibaca lagi.",
)  # fmt: skip
def baca(w: Langganan) -> dict[str, Any]:
    return _rinci(w)


@grup.operasi(
    "POST", "/webhook/<int:id>/jeda", id="jedaWebhook", izin="masuk", objek=muat, lingkup="webhook:tulis",
    jawab=Webhook, contoh=CONTOH | {"aktif": False, "dijeda": True}, ringkas="Jeda webhook",
    uraian="Yang terjadi selama jeda tidak dikabarkan; yang sudah antre menunggu sampai dikirim ulang.",
)  # fmt: skip
def jeda(w: Langganan) -> dict[str, Any]:
    webhook.jeda(w)
    return _rinci(w)


@grup.operasi(
    "POST", "/webhook/<int:id>/hidupkan", id="hidupkanWebhook", izin="masuk", objek=muat, lingkup="webhook:tulis",
    jawab=Webhook, contoh=CONTOH, ringkas="Hidupkan webhook yang dijeda atau dimatikan karena gagal",
)  # fmt: skip
def hidupkan(w: Langganan) -> dict[str, Any]:
    webhook.hidupkan(w)
    return _rinci(w)


@grup.operasi(
    "DELETE", "/webhook/<int:id>", id="hapusWebhook", izin="masuk", objek=muat, lingkup="webhook:tulis", status=204,
    ringkas="Hapus webhook", uraian="Yang masih antre untuknya tidak dikirim.",
)  # fmt: skip
def hapus(w: Langganan) -> None:
    webhook.hapus(w)


@grup.operasi(
    "GET", "/webhook/<int:id>/kiriman", id="daftarKirimanWebhook", izin="masuk", objek=muat, lingkup="webhook:baca",
    query=Halaman, jawab=HalamanKiriman, contoh={"isi": [CONTOH_KIRIMAN], "berikut": None},
    ringkas="Kiriman sebuah webhook dengan jawaban terakhirnya, terbaru lebih dahulu",
)  # fmt: skip
def kiriman(w: Langganan, saring: dict[str, Any]) -> dict[str, Any]:
    k = kursor(saring.get("setelah"))
    baris = webhook.kiriman(w, sebelum=k.kunci[0] if k else None, batas=saring["batas"] + 1)
    return susun(baris, saring["batas"], lambda x: (x.id,))


@grup.operasi(
    "POST", "/webhook/<int:id>/kiriman/<int:kiriman_id>/ulangi", id="ulangiKirimanWebhook", izin="masuk", objek=muat,
    lingkup="webhook:tulis", jawab=RinciKiriman, contoh=CONTOH_KIRIMAN | {"keadaan": "antre"}, status=202,
    ringkas="Kirim ulang satu kiriman sekarang", uraian="Bita yang sama dengan `X-Suite-Kiriman` yang sama.",
)  # fmt: skip
def ulangi(w: Langganan) -> Kiriman:
    id = int((request.view_args or {})["kiriman_id"])
    if not webhook.ulangi(w, id):
        raise TidakDitemukan("Kiriman itu tidak ada pada webhook ini.")
    return session.get_one(Kiriman, id)
