"""The page of a list: from the address to what the template draws, and the print view of the same rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for

from suite.core.daftar import tampilan
from suite.core.daftar.susunan import Daftar, Kolom, Konteks
from suite.core.daftar.tampilan import Pilihan
from suite.core.policy import current_actor
from suite.core.web import susun_halaman

CETAK = 500
"""Rows of a print view: 20 sheets. What is longer is a sheet of a spreadsheet."""


def konteks_dari(daftar: Daftar, args: Mapping[str, str] | None = None) -> Konteks:
    """The context of this request's address (or of `args`) for its actor."""
    return daftar.baca(current_actor(), request.args if args is None else args)


def tampilkan(
    daftar: Daftar, template: str = "daftar/daftar.html", argumen: Mapping[str, Any] | None = None, **lain: Any
) -> str:
    """Answer the list's page: tabs and saved views, filters, the chosen columns, one keyset page of rows, batch bar.

    `argumen` are the list's own arguments where they stand in the path of the address.
    """
    actor = current_actor()
    pilihan = tampilan.muat(daftar, actor)
    args: Mapping[str, str] = {**request.args, **{n: str(v) for n, v in (argumen or {}).items()}}
    if not any(a in request.args for a in ("tampilan", "k", "t", *daftar.penyaring)):
        args = {**args, **pilihan.args_awal(daftar)}
    k = daftar.baca(actor, args)
    kursor = daftar.kursor(args.get("k"))
    terpilih = args.get("t", "") if any(str(t.id) == args.get("t") for t in pilihan.tampilan) else ""
    tetap: dict[str, Any] = {**k.mentah, **({"t": terpilih} if terpilih else {})}
    halaman = susun_halaman(
        daftar.ambil(k, kursor, daftar.ukuran),
        ukuran=daftar.ukuran,
        kunci=lambda b: daftar.kunci_baris(k, b),
        kursor=kursor,
        url=lambda teks: url_for(daftar.endpoint, k=teks, **tetap),
    )
    massal, tanpa = daftar.massal(k), _tanpa(k, daftar)
    argumen_rute: dict[str, Any] = {n: v for n, v in tanpa.items() if n in daftar.argumen}
    return render_template(
        template,
        daftar=daftar,
        k=k,
        halaman=halaman,
        kolom=_kolom(daftar, k, pilihan),
        pilihan_kolom=[
            {"kunci": c.kunci, "judul": c.judul, "wajib": c.wajib, "tampak": tampilan.tampak(c, pilihan)}
            for c in daftar.kolom_tab(k)
        ],
        baris=[_baris(daftar, c, k) for c in halaman],
        tab=_tab(daftar, k, pilihan, terpilih),
        keping=_keping(daftar, k),
        isian=_isian(daftar, k),
        massal=massal if len(halaman) else None,
        hampa=daftar.kosong(k),
        aksi=list(daftar.aksi(k)),
        tetap={n: v for n, v in tanpa.items() if n not in daftar.argumen},
        tanpa=url_for(daftar.endpoint, **tanpa),
        aksi_saring=url_for(daftar.endpoint, **argumen_rute),
        query=urlencode(query(k)),
        **lain,
    )  # fmt: skip


def query(k: Konteks) -> dict[str, Any]:
    """The context as parameters of an address."""
    return {**k.mentah, **({"tampilan": k.tab} if k.tab else {})}


def cetak(daftar: Daftar, k: Konteks) -> str:
    """The print view: the columns that the person sees, up to `CETAK` rows, no shell."""
    actor = k.actor
    pilihan = tampilan.muat(daftar, actor)
    semua = list(daftar.ambil(k, None, CETAK))
    kolom = tampilan.kolom_tampak(daftar, k, pilihan)
    return render_template(
        "daftar/cetak.html",
        daftar=daftar,
        k=k,
        kolom=[_satu_kolom(c, k) | {"urut_url": None} for c in kolom],
        baris=[_baris(daftar, b, k) for b in semua[:CETAK]],
        lebih=len(semua) > CETAK,
        batas=CETAK,
        saring=saring_kata(daftar, k),
        kembali_url=url_for(daftar.endpoint, **query(k)),
    )


def saring_kata(daftar: Daftar, k: Konteks) -> str:
    """Tab, filters and order in words, for the head of a printed list: 'Semua. Status: Terkirim. Urut tanggal, naik'."""
    kata = [daftar.tab[k.tab]] if k.tab in daftar.tab else []
    kata += [f"{label}: {nilai}" for _, label, nilai in daftar.keping(k)]
    kata += [f"Kata: {k.kata}"] if k.kata else []
    kata += [f"Urut {label}" for nilai, label in _pilihan_urut(daftar, k) if nilai and nilai == k.urut]
    return ". ".join(kata)


def _kolom(daftar: Daftar, k: Konteks, pilihan: Pilihan) -> list[dict[str, Any]]:
    """Columns as the component takes them. Cards of a phone stay as the list is made, whatever was chosen: a hidden
    column is hidden on wide screens only, an added one has no place on a card."""
    tampak = {c.kunci for c in tampilan.kolom_tampak(daftar, k, pilihan)}
    url = url_for(daftar.endpoint, **{n: v for n, v in query(k).items() if n != "urut"})
    hasil = []
    for c in daftar.kolom_tab(k):
        if c.kunci in tampak:
            hasil.append(_satu_kolom(c if c.awal else replace(c, kartu="sembunyi"), k, url))
        elif c.awal:
            hasil.append(_satu_kolom(c, k, url) | {"hanya_kartu": True})
    return hasil


def _satu_kolom(c: Kolom, k: Konteks | None = None, url: str = "") -> dict[str, Any]:
    """`url`: the address of the list in its own order, under which the head's link asks for another."""
    isi = {"kunci": c.kunci, "judul": c.judul, "kartu": c.kartu, "lebar": c.lebar, "rata": c.rata, "urut": c.urut}
    if k is None or c.urutan is None:
        return isi | ({"urut": ""} if k is not None and k.urut else {})
    if k.urut.removeprefix("-") == c.kunci:
        isi["urut"] = "turun" if k.urut.startswith("-") else "naik"
    elif k.urut:
        isi["urut"] = ""
    baru = f"-{c.kunci}" if isi["urut"] == "naik" else c.kunci
    return isi | {"urut_url": f"{url}{'&' if '?' in url else '?'}{urlencode({'urut': baru})}"}


def _pilihan_urut(daftar: Daftar, k: Konteks) -> list[tuple[str, str]]:
    """The orders of a list as choices (value, label): for phones, where no head stands over the rows."""
    return [
        (tanda + c.kunci, f"{c.judul.lower()}, {arah}")
        for c in daftar.kolom_urut(k)
        for tanda, arah in (("", "naik"), ("-", "turun"))
    ]


def _baris(daftar: Daftar, b: Any, k: Konteks) -> dict[str, Any]:
    return {**daftar.baris(b, k), "sel": {c.kunci: c.sel(b, k) for c in daftar.kolom_tab(k)}}


def _tab(daftar: Daftar, k: Konteks, pilihan: Pilihan, terpilih: str) -> list[dict[str, Any]]:
    tetap: dict[str, Any] = {n: k.mentah[n] for n in daftar.argumen if n in k.mentah}
    hasil: list[dict[str, Any]] = [
        {
            "label": nama,
            "url": url_for(daftar.endpoint, tampilan=kode, **tetap),
            "aktif": kode == k.tab and not terpilih,
            "tugas": kode == daftar.tab_tugas,
        }
        for kode, nama in daftar.tab.items()
    ]
    if not daftar.tab and not daftar.argumen:  # so that a view of it can be saved as well
        hasil.append({"label": "Semua", "url": url_for(daftar.endpoint), "aktif": not terpilih, "tugas": False})
    for t in pilihan.tampilan:
        isi: dict[str, Any] = {n: str(v) for n, v in t.saring.items() if n in ("tampilan", *daftar.penyaring)}
        hasil.append(
            {"label": t.nama, "url": url_for(daftar.endpoint, **isi, t=t.id), "aktif": str(t.id) == terpilih, "tugas": False}
        )  # fmt: skip
    return hasil


def _tanpa(k: Konteks, daftar: Daftar) -> dict[str, Any]:
    """The address without any filter."""
    tetap: dict[str, Any] = {n: k.mentah[n] for n in daftar.argumen if n in k.mentah}
    return {**tetap, **({"tampilan": k.tab} if k.tab else {})}


def _keping(daftar: Daftar, k: Konteks) -> list[dict[str, str]]:
    semua = query(k)
    return [
        {
            "label": label,
            "nilai": nilai,
            "url_hapus": url_for(daftar.endpoint, **{n: v for n, v in semua.items() if n != nama}),
        }
        for nama, label, nilai in daftar.keping(k)
    ]


def _isian(daftar: Daftar, k: Konteks) -> Sequence[dict[str, Any]]:
    return [
        {
            "nama": s.nama,
            "label": s.label,
            "jenis": s.jenis,
            "nilai": k.nilai[s.nama] or "",
            "pilihan": list(s.pilihan().items()),
            "tanpa_semua": bool(s.awal),
        }
        for s in daftar.saring
    ] + [
        {"nama": "urut", "label": "Urutkan", "jenis": "pilihan", "nilai": k.urut, "pilihan": pilihan, "semua": "Bawaan"}
        for pilihan in [_pilihan_urut(daftar, k)]
        if pilihan
    ]
