"""The tree of a letter body (see `isi`) written out again: as HTML, and as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import takewhile
from typing import Any

Blok = dict[str, Any]


def ke_html(blok: list[Blok]) -> str:
    return "".join(_satu_ke_html(b) for b in blok)


def _satu_ke_html(b: Blok) -> str:
    match b["jenis"]:
        case "paragraf":
            kelas = b["rata"] if b["rata"] != "penuh" else "" if b["menjorok"] else "rapat"
            return f'<p class="{kelas}">{_runs_ke_html(b["isi"])}</p>' if kelas else f"<p>{_runs_ke_html(b['isi'])}</p>"
        case "judul":
            return f"<h3>{_runs_ke_html(b['isi'])}</h3>"
        case "kutipan":
            return f"<blockquote>{ke_html(b['isi'])}</blockquote>"
        case "daftar":
            butir = "".join(f"<li>{ke_html(i)}</li>" for i in b["butir"])
            if not b["urut"]:
                return f"<ul>{butir}</ul>"
            mulai = f' start="{b["mulai"]}"' if b["mulai"] != 1 else ""
            tipe = f' type="{b["tipe"]}"' if b["tipe"] != "1" else ""
            return f"<ol{mulai}{tipe}>{butir}</ol>"
    return _tabel_ke_html(b)


def _tabel_ke_html(b: Blok) -> str:
    baris: list[str] = ["" for _ in range(b["baris"])]
    for c in b["sel"]:
        tag = "th" if c["kepala"] else "td"
        atribut = f' class="{c["rata"]}"' if c["rata"] != "kiri" else ""
        atribut += f' colspan="{c["w"]}"' if c["w"] > 1 else ""
        atribut += f' rowspan="{c["h"]}"' if c["h"] > 1 else ""
        baris[c["y"]] += f"<{tag}{atribut}>{ke_html(c['isi'])}</{tag}>"
    tr = [f"<tr>{isi}</tr>" for isi in baris]
    kepala = f"<thead>{''.join(tr[: b['kepala']])}</thead>" if b["kepala"] else ""
    kelas = ' class="rincian"' if b["rincian"] else ""
    return f"<table{kelas}>{kepala}<tbody>{''.join(tr[b['kepala'] :])}</tbody></table>"


def _runs_ke_html(runs: list[dict[str, Any]]) -> str:
    hasil = ""
    for r in runs:
        if "ganti" in r:
            hasil += "<br>"
            continue
        isi = escape(r["teks"], quote=False)
        for nama, tag in (("garis", "u"), ("miring", "em"), ("tebal", "strong")):
            isi = f"<{tag}>{isi}</{tag}>" if r.get(nama) else isi
        hasil += isi
    return hasil


def setiap_baris(blok: list[Blok]) -> Iterator[list[dict[str, Any]]]:
    """The runs of every paragraph and heading, wherever they stand; changing them in place changes the tree."""
    for b in blok:
        match b["jenis"]:
            case "paragraf" | "judul":
                yield b["isi"]
            case "kutipan":
                yield from setiap_baris(b["isi"])
            case "daftar":
                for butir in b["butir"]:
                    yield from setiap_baris(butir)
            case "tabel":
                for sel in b["sel"]:
                    yield from setiap_baris(sel["isi"])


def ganti_runs(runs: list[dict[str, Any]], lama: str, baru: str) -> None:
    """Put `baru` wherever `lama` stands in one paragraph, also across bold and italic; it takes the style it begins in."""
    mulai = 0
    akhir = takewhile(lambda x: x[0] == x[1], zip(reversed(lama), reversed(baru), strict=False))
    sama = min(sum(1 for _ in akhir), len(lama) - 1)  # what both end in keeps its own style
    while lama and (mulai := _runs_ke_teks(runs).find(lama, mulai)) >= 0:
        tempat, sisa = 0, len(lama) - sama
        hasil: list[dict[str, Any]] = []
        for r in runs:
            isi = "\n" if "ganti" in r else r["teks"]
            dari = min(max(mulai - tempat, 0), len(isi))
            ambil = min(sisa, len(isi) - dari) if tempat + len(isi) > mulai else 0
            sisip = baru[: len(baru) - sama] if ambil and sisa == len(lama) - sama else ""
            tempat, sisa = tempat + len(isi), sisa - ambil
            if not ambil:
                hasil.append(r)
            elif "ganti" not in r or sisip:
                hasil.append(
                    {**{k: v for k, v in r.items() if k != "ganti"}, "teks": isi[:dari] + sisip + isi[dari + ambil :]}
                )
        runs[:] = [r for r in hasil if r.get("teks") != ""]
        mulai += len(baru)


def ke_teks(blok: list[Blok]) -> list[str]:
    hasil: list[str] = []
    for b in blok:
        match b["jenis"]:
            case "paragraf" | "judul":
                hasil.append(_runs_ke_teks(b["isi"]))
            case "kutipan":
                hasil += ke_teks(b["isi"])
            case "daftar":
                hasil.append("\n".join(_butir_ke_teks(b)))
            case "tabel":
                hasil.append("\n".join(_baris_ke_teks(b)))
    return hasil


def _butir_ke_teks(b: Blok) -> Iterator[str]:
    for n, isi in enumerate(b["butir"], b["mulai"]):
        tanda = f"{_nomor(n, b['tipe'])}." if b["urut"] else "-"
        yield f"{tanda} " + "\n".join(ke_teks(isi)).replace("\n", "\n   ")


def _baris_ke_teks(b: Blok) -> Iterator[str]:
    pemisah = " : " if b["rincian"] else " | "
    for y in range(b["baris"]):
        sel = [" ".join(ke_teks(c["isi"])).replace("\n", " ").strip() for c in b["sel"] if c["y"] == y]
        yield pemisah.join(s for i, s in enumerate(sel) if not (b["rincian"] and i == 1 and s == ":")).rstrip()


def _runs_ke_teks(runs: list[dict[str, Any]]) -> str:
    return "".join("\n" if "ganti" in r else r["teks"] for r in runs)


def _nomor(n: int, tipe: str) -> str:
    if tipe in ("a", "A"):
        huruf = ""
        while n > 0:
            n, sisa = divmod(n - 1, 26)
            huruf = chr(97 + sisa) + huruf
        return huruf.upper() if tipe == "A" else huruf
    if tipe in ("i", "I") and n < 4000:
        romawi = ""
        for nilai, lambang in zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
            strict=True,
        ):
            romawi += lambang * (n // nilai)
            n %= nilai
        return romawi.upper() if tipe == "I" else romawi
    return str(n)
