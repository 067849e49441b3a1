"""The board of letters: one sentence, a few numbers that open their lists, charts, who is slow and what is late."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template, request, url_for

from suite.core.actor import Actor
from suite.core.clock import now
from suite.core.http import menu as menu_suite
from suite.core.kalender import BULAN_PENDEK
from suite.core.policy import current_actor, izin
from suite.core.statistik import Ringkas
from suite.core.web.format import lama_kata
from suite.naskah_dinas.queries import disposisi as q_disposisi
from suite.naskah_dinas.queries import papan as queries

bp = Blueprint("papan_surat", __name__, url_prefix="/papan-surat", template_folder="../templates")
BARIS_TERLAMBAT = 10


def menu() -> None:
    menu_suite.daftarkan(
        menu_suite.Butir(
            "Naskah",
            "Papan surat",
            "papan_surat.lihat",
            "chart-bar",
            izin="surat.papan",
            urut=35,
            awalan="papan_surat.",
        )
    )


@bp.get("")
@izin("surat.papan")
def lihat():
    """The board (`tampilan` of `TAMPILAN`, `masa` of `MASA`; what is unknown falls back to the one most asked for)."""
    actor = current_actor()
    papan = queries.tampilan_bagi(actor)
    tampilan = request.args.get("tampilan", "")
    if tampilan not in papan:
        tampilan = next(k for k in ("kota", "kantor", "saya") if k in papan and (k != "kantor" or memimpin(actor)))
    masa = request.args.get("masa", "")
    masa = masa if masa in queries.MASA else next(iter(queries.MASA))
    r = queries.rentang(masa)
    waktu = queries.waktu_langkah(actor, tampilan, r)
    terlambat = {"saya": "untuk", "kantor": "kantor"}.get(tampilan)
    return render_template(
        "naskah_dinas/papan.html",
        papan=papan, tampilan=tampilan, masa=masa, daftar_masa=queries.MASA, rentang=r,
        kalimat=kalimat(waktu),
        angka=_angka(asdict(queries.angka(actor, tampilan, r)), tampilan, r),
        volume=queries.volume(actor, tampilan),
        langkah=_batang(waktu, queries.LANGKAH),
        saya=_batang(queries.waktu_saya(actor, r), queries.PUTUSAN) if tampilan == "saya" else [],
        orang=queries.waktu_orang(actor, r) if tampilan == "kantor" else [],
        kantor=queries.per_kantor(actor, r) if tampilan == "kota" else [],
        terlambat=_terlambat(actor, terlambat),
        tab_terlambat=terlambat,
        bulan=BULAN_PENDEK,
        lama=lama,
        data_pada=now(),
    )  # fmt: skip


def memimpin(actor: Actor) -> bool:
    """Heads a unit: such a person's first question is about the office."""
    return any(p.kepala for p in actor.penugasan)


def _terlambat(actor: Actor, tab: str | None) -> list[q_disposisi.BarisDisposisi]:
    if tab is None:
        return []
    return q_disposisi.daftar(actor, tab, "terlambat", "", None, ukuran=BARIS_TERLAMBAT)[:BARIS_TERLAMBAT]


def lama(nilai: float) -> str:
    """Seconds in words: '1 hari 4 jam'."""
    return lama_kata(timedelta(minutes=round(nilai / 60)))


def kalimat(waktu: dict[str, Ringkas]) -> str:
    """What the board says in one sentence: the middle time, and the step that takes most of it."""
    total = waktu.get("total")
    if total is None:
        return "Belum ada surat yang ditandatangani dalam masa ini"
    langkah = {k: w for k, w in waktu.items() if k != "total"}
    terberat = max(langkah, key=lambda k: langkah[k].tengah, default=None)
    sambung = f"; paling lama {queries.LANGKAH[terberat].lower()}" if terberat else ""
    return f"Separuh surat ditandatangani dalam {lama(total.tengah)}{sambung}"


def _batang(waktu: dict[Any, Ringkas], nama: dict[Any, str]) -> list[dict[str, Any]]:
    """Bars of `grafik_batang`: the median as length, median and worst in words."""
    return [
        {
            "label": nama[k], "nilai": waktu[k].tengah / 3600, "kini": k == "total",
            "teks": lama(waktu[k].tengah),
            "rinci": f"{lama(waktu[k].tengah)}; terlama {lama(waktu[k].terburuk)}; {waktu[k].n} kali",
        }
        for k in nama if k in waktu
    ]  # fmt: skip


def _angka(angka: dict[str, int | None], tampilan: str, r: queries.Rentang) -> list[dict[str, Any]]:
    """The numbers with their words and the list that each opens."""
    keluar, masuk = queries.TAB[tampilan]
    masa: dict[str, Any] = {"dari": r.dari.isoformat(), "sampai": r.sampai.isoformat()}
    semua: dict[str, tuple[str, str, str]] = {
        "keluar": ("Surat keluar", "dalam masa ini", url_for("surat_keluar.daftar", tampilan=keluar, **masa)),
        "konsep": ("Konsep saya", "belum terbit", url_for("surat_keluar.daftar", tampilan="konsep")),
        "masuk": ("Surat masuk", "dalam masa ini", url_for("surat_masuk.daftar", tampilan=masuk or "unit", **masa)),
        "masuk_terlambat": (
            "Surat masuk terlambat", "lewat tenggat", url_for("surat_masuk.daftar", tampilan=masuk or "unit", terlambat="ya")
        ),
        "disposisi_terlambat": (
            "Disposisi terlambat", "lewat tenggat",
            url_for("disposisi.daftar", tampilan="untuk" if tampilan == "saya" else "kantor", keadaan="terlambat"),
        ),
    }  # fmt: skip
    return [
        {"label": label, "ket": ket, "url": url, "nilai": angka[k]}
        for k, (label, ket, url) in semua.items()
        if angka[k] is not None
    ]
