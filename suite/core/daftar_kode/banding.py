"""Pure: two versions of a list compared, and what each old code becomes."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from suite.core.daftar_kode.kode import induk, ruas, urutkan

Isi = Mapping[str, tuple[str, Mapping[str, str]]]
"""Code → (description, further columns)."""

PERBEDAAN = {
    "tambah": "Ditambah",
    "hapus": "Dihapus",
    "ganti_nama": "Ganti nama",
    "pindah": "Pindah kode",
    "atribut": "Atribut berubah",
}
PEMETAAN = {
    "tetap": "Tetap",
    "ganti_nama": "Ganti nama",
    "pindah": "Pindah kode",
    "pecah": "Dipecah",
    "gabung": "Digabung",
    "hapus": "Dihapus",
}
MIRIP = 0.75
"""Similarity (0..1, difflib) from which a vanished code is proposed to live on under another name."""
CALON = 8
"""Names compared in full for one vanished code: those that share the most trigrams with it."""


@dataclass(frozen=True)
class Perbedaan:
    """One code that differs. `jenis` are keys of `PERBEDAAN`; `atribut` is (column, old, new)."""

    jenis: tuple[str, ...]
    kode_lama: str | None
    kode_baru: str | None
    uraian_lama: str
    uraian_baru: str
    atribut: tuple[tuple[str, str, str], ...] = ()

    @property
    def kode(self) -> str:
        return self.kode_baru or self.kode_lama or ""


@dataclass(frozen=True)
class Saran:
    """What an old code becomes: the new codes (none: it ends) and the kind, a key of `PEMETAAN`."""

    kode_lama: str
    kode_baru: tuple[str, ...]
    jenis: str


def nama_polos(uraian: str) -> str:
    """A description as names are compared: lower case, words only."""
    return " ".join(re.findall(r"\w+", uraian.casefold()))


def pasangkan(lama: Mapping[str, str], baru: Mapping[str, str]) -> dict[str, str]:
    """Vanished code → code that appeared with the same name. Arguments: code → description.

    A name that is unique on both sides is taken anywhere; others ("Laporan") only below the parent that went along.
    """
    hilang = urutkan(k for k in lama if k not in baru)
    muncul = defaultdict(list)
    for k in urutkan(k for k in baru if k not in lama):
        muncul[nama_polos(baru[k])].append(k)
    sama = Counter(nama_polos(lama[k]) for k in hilang)
    hasil = {k: muncul[n][0] for k in hilang if sama[n := nama_polos(lama[k])] == 1 and len(muncul.get(n, ())) == 1}
    terpakai = set(hasil.values())
    for k in hilang:  # a parent comes before its children
        if k in hasil:
            continue
        atas = induk(k)
        tempat = hasil.get(atas, atas if atas in baru else None) if atas else None
        calon = [x for x in muncul.get(nama_polos(lama[k]), ()) if induk(x) == tempat and x not in terpakai]
        if calon:
            hasil[k] = next((x for x in calon if ruas(x)[-1] == ruas(k)[-1]), calon[0])
            terpakai.add(hasil[k])
    return hasil


def bandingkan(lama: Isi, baru: Isi, pasangan: Mapping[str, str] | None = None) -> list[Perbedaan]:
    """Every difference in the order of the codes. `pasangan` (old → new) says what moved; default `pasangkan`."""
    if pasangan is None:
        pasangan = pasangkan({k: v[0] for k, v in lama.items()}, {k: v[0] for k, v in baru.items()})
    asal = {b: a for a, b in pasangan.items()}
    hasil = [Perbedaan(("hapus",), k, None, lama[k][0], "") for k in lama if k not in baru and k not in pasangan]
    for k, (uraian, data) in baru.items():
        dulu = k if k in lama else asal.get(k)
        if dulu is None:
            hasil.append(Perbedaan(("tambah",), None, k, "", uraian))
            continue
        uraian_lama, data_lama = lama[dulu]
        atribut = tuple(
            (n, str(data_lama.get(n, "")), str(data.get(n, "")))
            for n in dict.fromkeys([*data_lama, *data])
            if data_lama.get(n) != data.get(n)
        )
        jenis = [
            j
            for j, ya in (("pindah", dulu != k), ("ganti_nama", uraian != uraian_lama), ("atribut", bool(atribut)))
            if ya
        ]
        if jenis:
            hasil.append(Perbedaan(tuple(jenis), dulu, k, uraian_lama, uraian, atribut))
    return sorted(hasil, key=lambda p: (ruas(p.kode), p.kode_baru is None))


def sarankan(
    lama: Mapping[str, str], baru: Mapping[str, str], diketahui: Mapping[str, str | None] | None = None
) -> list[Saran]:
    """A proposal for every old code that does not simply stay: by what is known, equal code, equal name, similarity.

    Deterministic. `diketahui` (old → new or None) comes from amendments, which say themselves what they do.
    """
    tahu = dict(diketahui or {})
    pasangan = pasangkan(lama, baru)
    bebas = [k for k in urutkan(baru) if k not in lama and k not in pasangan.values() and k not in tahu.values()]
    indeks = _Indeks({k: baru[k] for k in bebas})
    tujuan: dict[str, tuple[str, ...]] = {}
    for k in urutkan(lama):
        if k in tahu:
            t = tahu[k]
        elif k in baru:
            t = k
        else:
            t = pasangan.get(k) or indeks.termirip(lama[k])
        tujuan[k] = (t,) if t is not None and t in baru else ()
    return [s for s in tentukan(tujuan, lama, baru) if s.jenis != "tetap"]


def tentukan(tujuan: Mapping[str, Sequence[str]], lama: Mapping[str, str], baru: Mapping[str, str]) -> list[Saran]:
    """The kind of each mapping, from its targets alone: none ends, several split, a shared one merges."""
    dituju = Counter(t for semua in tujuan.values() for t in semua)
    hasil = []
    for k, semua in tujuan.items():
        if not semua:
            jenis = "hapus"
        elif len(semua) > 1:
            jenis = "pecah"
        elif dituju[semua[0]] > 1:
            jenis = "tetap" if semua[0] == k and nama_polos(lama[k]) == nama_polos(baru[k]) else "gabung"
        elif nama_polos(lama[k]) != nama_polos(baru[semua[0]]):
            jenis = "ganti_nama"
        else:
            jenis = "tetap" if semua[0] == k else "pindah"
        hasil.append(Saran(k, tuple(semua), jenis))
    return hasil


class _Indeks:
    """Names by their trigrams, so that not every vanished code is compared with every new one."""

    def __init__(self, nama: Mapping[str, str]) -> None:
        self.nama = {k: nama_polos(n) for k, n in nama.items()}
        self.letak: dict[str, list[str]] = defaultdict(list)
        for k, n in self.nama.items():
            for t in sorted(_trigram(n)):
                self.letak[t].append(k)

    def termirip(self, uraian: str) -> str | None:
        """The code whose name is most like it, at least `MIRIP`; of equals the first."""
        n = nama_polos(uraian)
        suara: Counter[str] = Counter()
        for t in _trigram(n):
            suara.update(self.letak.get(t, ()))
        calon = sorted(suara, key=lambda k: (-suara[k], ruas(k)))[:CALON]
        nilai = [(difflib.SequenceMatcher(None, n, self.nama[k], autojunk=False).ratio(), k) for k in calon]
        terbaik = max(nilai, key=lambda x: x[0], default=None)
        return terbaik[1] if terbaik is not None and terbaik[0] >= MIRIP else None


def _trigram(teks: str) -> set[str]:
    teks = f"  {teks} "
    return {teks[i : i + 3] for i in range(len(teks) - 2)}


def saring(beda: Iterable[Perbedaan], jenis: str) -> list[Perbedaan]:
    """Those of one kind; all for an empty `jenis`."""
    return [b for b in beda if not jenis or jenis in b.jenis]
