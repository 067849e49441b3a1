"""*Kalkulator aturan*: ask any rule, see its working and its sources, keep the link."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from suite.core import aturan
from suite.core.aturan import register
from suite.core.aturan.ketentuan import uraian_parameter
from suite.core.clock import today
from suite.core.errors import TidakDitemukan
from suite.core.http import menu as menu_suite
from suite.core.ketentuan import lapisan, services
from suite.core.policy import izin
from suite.core.web import bentuk
from suite.core.web.format import waktu_tepat

bp = Blueprint("kalkulator", __name__, url_prefix="/kalkulator", template_folder="../templates")

MASUKAN = "m"
NAMA_RUANG = {
    "core": "Umum", "naskah_dinas": "Naskah dinas", "kepegawaian": "Kepegawaian", "perencanaan": "Perencanaan",
    "anggaran": "Anggaran", "keuangan": "Keuangan", "kinerja": "Kinerja", "pengadaan": "Pengadaan",
}  # fmt: skip


def menu() -> None:
    menu_suite.daftarkan(
        menu_suite.Butir(
            "Peraturan", "Kalkulator aturan", "kalkulator.daftar", "list-numbers", urut=10, awalan="kalkulator."
        )
    )


@bp.get("")
@izin("masuk")
def daftar():
    kata = request.args.get("q", "").strip()[:100]
    return render_template("ketentuan/kalkulator.html", grup=_grup(kata), kata=kata, topik=None, singkat=_singkat)


@bp.get("/<topik>")
@izin("masuk")
def lihat(topik: str):
    aturan.muat_semua()
    t = register.topik(topik)
    if t is None:
        raise TidakDitemukan("Aturan itu tidak ada. Cari dari daftar aturan.")
    skema = bentuk.dari_skema(t.skema)
    rupa = bentuk.Bentuk("objek", anak=skema)
    galat: dict[str, str] = {}
    terisi = any(k.startswith(MASUKAN + bentuk.PISAH) for k in request.args)
    masukan: Any = bentuk.baca(rupa, MASUKAN, request.args, galat) if terisi else {}
    if not terisi and "kosong" not in request.args:
        masukan = t.contoh or {}
    pada = _tanggal(request.args.get("pada", ""), galat)
    versi = _versi(request.args.get("versi", ""))
    tambah = request.args.get("tambah", "")
    hitungan = kini = None
    if terisi and not tambah and not galat:
        hitungan = services.hitung(topik, masukan, pada, versi)
        if not hitungan.sah and hitungan.hasil.get("alasan") == "masukan" and hitungan.hasil.get("field"):
            galat[_nama_field(str(hitungan.hasil["field"]))] = str(hitungan.hasil["pesan"])
        if versi is not None and versi != lapisan.stempel():
            sekarang = services.hitung(topik, masukan, pada)
            kini = sekarang if sekarang.hasil != hitungan.hasil else None
    akar = bentuk.simpul(rupa, MASUKAN, masukan, galat, tambah=tambah)
    return render_template(
        "ketentuan/kalkulator.html",
        grup=_grup(""),
        kata="",
        topik=t,
        akar=akar,
        galat=galat,
        galat_nilai=_galat(akar, galat),
        pada=pada or today(),
        hitungan=hitungan,
        hitungan_kini=kini,
        contoh=not terisi and bool(masukan),
        baris=_terbaca(t, hitungan.hasil) if hitungan and hitungan.sah else {},
        singkat=_singkat,
        tautan_hitungan=_tautan(t.nama, hitungan) if hitungan else "",
        tautan_kini=_tautan(t.nama, hitungan, lapisan.stempel()) if hitungan else "",
        sebut=bentuk.sebut,
        uraian_parameter=uraian_parameter,
    )


def _grup(kata: str) -> list[tuple[str, list[register.Topik]]]:
    """Rules by room, narrowed by words of name and description."""
    aturan.muat_semua()
    hasil: dict[str, list[register.Topik]] = {}
    for t in aturan.semua_topik():
        if all(k in f"{t.nama} {t.uraian} {t.sumber}".lower() for k in kata.lower().split()):
            ruang = t.nama.split(".")[0]
            hasil.setdefault(NAMA_RUANG.get(ruang, bentuk.sebut(ruang)), []).append(t)
    return sorted(hasil.items(), key=lambda x: (x[0] == NAMA_RUANG["core"], x[0]))


def _galat(akar: bentuk.Simpul, galat: dict[str, str]) -> list[dict[str, str]]:
    """What is wrong for the summary: beside its field, or on the form where no field shows it."""
    hasil = bentuk.galat_bernama(akar)
    tampak = {s.nama for s in akar.semua()}
    label = {"pada": "Aturan yang berlaku pada"}
    return hasil + [
        {"id": n if n in label else akar.id, "label": label.get(n, "Masukan"), "pesan": p}
        for n, p in galat.items()
        if n not in tampak
    ]


def _tanggal(teks: str, galat: dict[str, str]) -> date | None:
    if not teks:
        return None
    try:
        return date.fromisoformat(teks)
    except ValueError:
        galat["pada"] = "Tanggal itu tidak ada. Tulis tahun-bulan-hari, misalnya 2026-11-24."
        return None


def _versi(teks: str) -> int | None:
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 10 else None


def _singkat(uraian: str) -> str:
    """What a rule is about, without what it says of itself after a colon or semicolon: for headings and the list."""
    return re.split(r"[:;]", uraian)[0]


def _terbaca(t: register.Topik, hasil: dict[str, Any]) -> dict[str, str]:
    """The answer's places with money, dates and instants as people write them."""
    rupa = bentuk.Bentuk("objek", anak=bentuk.dari_skema(t.hasil()))
    rata = bentuk.ratakan({k: v for k, v in hasil.items() if k != "sumber"}, rupa)
    return {k: _tanggal_terbaca(v) for k, v in rata.items()}


def _tanggal_terbaca(teks: str) -> str:
    try:
        if len(teks) == 10:
            return waktu_tepat(date.fromisoformat(teks))
        return waktu_tepat(datetime.fromisoformat(teks)) if "T" in teks and len(teks) >= 16 else teks
    except ValueError:
        return teks


def _nama_field(field: str) -> str:
    """The first error names its field by dots ('jenjang.0'): the place on the page is its nearest drawn part."""
    return (
        MASUKAN + bentuk.PISAH + field.split(".")[0]
        if "." not in field
        else MASUKAN + bentuk.PISAH + field.replace(".", "/")
    )


def _tautan(topik: str, h: services.Hitungan, versi: int | None = None) -> str:
    """The address that gives this very answer again."""
    medan: MultiDict[str, str] = MultiDict(
        (k, v) for k, v in request.args.items(multi=True) if k.startswith("m/") and v
    )
    kueri = [
        *medan.items(multi=True),
        ("pada", h.pada.isoformat()),
        ("versi", str(h.versi if versi is None else versi)),
    ]
    return url_for(".lihat", topik=topik, _external=True) + "?" + urlencode(kueri)
