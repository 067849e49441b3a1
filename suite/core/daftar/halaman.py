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


def tampilkan(daftar: Daftar, template: str = "daftar/daftar.html", **lain: Any) -> str:
    """Answer the list's page: tabs and saved views, filters, the chosen columns, one keyset page of rows, batch bar."""
    actor = current_actor()
    pilihan = tampilan.muat(daftar, actor)
    args: Mapping[str, str] = request.args
    if not any(a in args for a in ("tampilan", "k", "t", *daftar.penyaring)):
        args = {**args, **pilihan.args_awal(daftar)}
    k = daftar.baca(actor, args)
    kursor = daftar.kursor(args.get("k"))
    terpilih = args.get("t", "") if any(str(t.id) == args.get("t") for t in pilihan.tampilan) else ""
    tetap: dict[str, Any] = {**k.mentah, **({"t": terpilih} if terpilih else {})}
    halaman = susun_halaman(
        daftar.ambil(k, kursor, daftar.ukuran),
        ukuran=daftar.ukuran,
        kunci=daftar.kunci,
        kursor=kursor,
        url=lambda teks: url_for(daftar.endpoint, k=teks, **tetap),
    )
    massal, tanpa = daftar.massal(k), _tanpa(k, daftar)
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
        tetap=tanpa,
        tanpa=url_for(daftar.endpoint, **tanpa),
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
        kolom=[_satu_kolom(c) for c in kolom],
        baris=[_baris(daftar, b, k) for b in semua[:CETAK]],
        lebih=len(semua) > CETAK,
        batas=CETAK,
        saring=saring_kata(daftar, k),
        kembali_url=url_for(daftar.endpoint, **query(k)),
    )


def saring_kata(daftar: Daftar, k: Konteks) -> str:
    """The tab and filters in words, for the head of a printed list: 'Semua. Status: Terkirim'."""
    kata = [daftar.tab[k.tab]] if k.tab in daftar.tab else []
    kata += [f"{label}: {nilai}" for _, label, nilai in daftar.keping(k)]
    kata += [f"Kata: {k.kata}"] if k.kata else []
    return ". ".join(kata)


def _kolom(daftar: Daftar, k: Konteks, pilihan: Pilihan) -> list[dict[str, Any]]:
    """Columns as the component takes them. Cards of a phone stay as the list is made, whatever was chosen: a hidden
    column is hidden on wide screens only, an added one has no place on a card."""
    tampak = {c.kunci for c in tampilan.kolom_tampak(daftar, k, pilihan)}
    hasil = []
    for c in daftar.kolom_tab(k):
        if c.kunci in tampak:
            hasil.append(_satu_kolom(c if c.awal else replace(c, kartu="sembunyi")))
        elif c.awal:
            hasil.append(_satu_kolom(c) | {"hanya_kartu": True})
    return hasil


def _satu_kolom(c: Kolom) -> dict[str, Any]:
    return {"kunci": c.kunci, "judul": c.judul, "kartu": c.kartu, "lebar": c.lebar, "rata": c.rata, "urut": c.urut}


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
    ]
