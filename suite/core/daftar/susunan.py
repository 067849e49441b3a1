"""What a list is: its columns, filters, tabs and rows, declared once by the room that owns it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from suite.core.actor import Actor
from suite.core.errors import MasukanSalah, TidakDitemukan
from suite.core.web import Kursor

UKURAN = 25
KATA_TERPANJANG = 200
NILAI_TERPANJANG = 60
TERBESAR = 2**54
"""Numbers in a cursor beyond this are not ours."""


@dataclass(frozen=True)
class Konteks:
    """Who looks at the list, in which tab, through which filters.

    `nilai` holds each filter parsed (text, date or None), `mentah` as it stands in the address: only names that the list
    declares, so that nothing foreign ever reaches `url_for`. `kata` are the words looked for. `urut` is the column by
    which it is ordered ("tanggal", "-tanggal": from the last), empty for the list's own order.
    """

    actor: Actor
    tab: str = ""
    kata: str = ""
    nilai: Mapping[str, Any] = field(default_factory=dict)
    mentah: Mapping[str, str] = field(default_factory=dict)
    urut: str = ""
    tetap: frozenset[str] = frozenset({"tampilan", "urut"})
    """What of the address narrows nothing: tab, order and the list's own arguments."""

    @property
    def tersaring(self) -> bool:
        """Does anything besides the tab narrow the list?"""
        return bool(set(self.mentah) - self.tetap)


Sel = Callable[[Any, Konteks], Any]


@dataclass(frozen=True)
class Kolom:
    """One column.

    `sel(baris, konteks)` is what the page shows (see komponen/tabel.html: text, markup-free mappings `{teks, url, sub}`,
    `{lencana: (makna, kata, ikon), ket}`, `{tenggat}`, `{waktu, teks}`). `ekspor(baris, konteks)` is the plain value of
    a sheet: text, number, `Uang`, date, aware datetime, bool or None; a cell that shows two things exports both, as
    pairs (head, function). Without it the cell's own text is exported.
    `kartu`, `lebar`, `rata`, `urut` as the component takes them. `tab`: only in these tabs. `awal`: shown before anybody
    chose; `wajib`: cannot be hidden. `urutan(baris)`: the value of a row by which the list can be ordered (day, instant,
    text, whole number, None), where `ambil` knows that order and an index stands behind it (core/web/urutan.py).
    """

    kunci: str
    judul: str
    sel: Sel
    ekspor: Sel | tuple[tuple[str, Sel], ...] | None = None
    kartu: Literal["judul", "meta", "status", "sembunyi"] = "meta"
    lebar: str = ""
    rata: str = ""
    urut: str = ""
    tab: frozenset[str] | None = None
    awal: bool = True
    wajib: bool = False
    bila: Callable[[Konteks], bool] | None = None
    urutan: Callable[[Any], Any] | None = None

    def lembar(self) -> tuple[tuple[str, Sel], ...]:
        """Its columns in a sheet: (head, plain value of a row)."""
        if isinstance(self.ekspor, tuple):
            return self.ekspor
        return ((self.judul, self.ekspor or self._teks),)

    def _teks(self, baris: Any, k: Konteks) -> Any:
        isi = self.sel(baris, k)
        return isi.get("teks") if isinstance(isi, Mapping) else isi


@dataclass(frozen=True)
class Saring:
    """One filter: a choice of values, or a day. `awal` holds when the address says nothing (then no chip is shown)."""

    nama: str
    label: str
    jenis: Literal["pilihan", "tanggal"] = "pilihan"
    pilihan: Callable[[], Mapping[str, str]] = dict
    awal: str = ""
    keping: str = ""
    """Its name on the chip, where it is shorter there."""


@dataclass(frozen=True)
class Massal:
    """The batch act of a selection: `label` with "{n}", where it is posted (`aksi`), each row's value `pilih`. `kedua` is
    a second act of the same selection."""

    label: str
    aksi: str
    ikon: str = "check"
    ket: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    kedua: Massal | None = None


@dataclass(frozen=True)
class Daftar:
    """A list of the suite. `ambil(konteks, kursor, ukuran)` returns at most `ukuran` + 1 rows from the cursor, in the
    order of reading (reversed when `kursor.mundur`); `kunci(baris)` is the sort key of a row. `baris(b, k)` are the
    attributes of a row: {nilai, label, redup, giliran}. `hitung(k)` counts the rows (long exports tell how far they are).
    """

    nama: str
    judul: str
    izin: str
    endpoint: str
    kolom: tuple[Kolom, ...]
    ambil: Callable[[Konteks, Kursor | None, int], Sequence[Any]]
    kunci: Callable[[Any], tuple[Any, ...]]
    benda: str = "baris"
    tab: Mapping[str, str] = field(default_factory=dict)
    tab_awal: Callable[[Actor], str] | None = None
    tab_tugas: str = ""
    """The tab of what waits for me: its count stands in the menu already, so it costs no query here."""
    cari: str = ""
    saring: tuple[Saring, ...] = ()
    baris: Callable[[Any, Konteks], dict[str, Any]] = lambda b, k: {}
    massal: Callable[[Konteks], Massal | None] = lambda k: None
    kosong: Callable[[Konteks], dict[str, Any]] = lambda k: {"judul": "Belum ada isi", "uraian": ""}
    aksi: Callable[[Konteks], Sequence[Mapping[str, Any]]] = lambda k: ()
    hitung: Callable[[Konteks], int] | None = None
    bantuan: str = ""
    meta: str = ""
    label_tab: str = "Tampilan"
    ukuran: int = UKURAN
    argumen: tuple[str, ...] = ()
    """Further parameters of the address that belong to the list (the id of the berkas whose letters it holds)."""

    @property
    def penyaring(self) -> tuple[str, ...]:
        return (*(("q",) if self.cari else ()), *(s.nama for s in self.saring), *self.argumen, "urut")

    def baca(self, actor: Actor, args: Mapping[str, str]) -> Konteks:
        """The context of an address. What is no value of ours is left out, never refused: old addresses stay open."""
        nilai: dict[str, Any] = {}
        mentah: dict[str, str] = {}
        for s in self.saring:
            isi = args.get(s.nama, "")[:NILAI_TERPANJANG]
            if s.jenis == "tanggal":
                nilai[s.nama] = _tanggal(isi)
            else:
                nilai[s.nama] = isi if not isi or isi in s.pilihan() else ""
            if nilai[s.nama] and isi != s.awal:
                mentah[s.nama] = isi
            nilai[s.nama] = nilai[s.nama] or s.awal or nilai[s.nama]
        for nama in self.argumen:
            if isi := args.get(nama, "")[:NILAI_TERPANJANG]:
                nilai[nama] = mentah[nama] = isi
        kata = _rapikan(args.get("q", "")) if self.cari else ""
        if kata:
            mentah["q"] = kata
        tab = args.get("tampilan", "")
        if tab in self.tab:
            mentah["tampilan"] = tab
        else:
            tab = self.tab_awal(actor) if self.tab_awal else next(iter(self.tab), "")
        k = Konteks(actor, tab, kata, nilai, mentah, tetap=frozenset({"tampilan", "urut", *self.argumen}))
        urut = args.get("urut", "")
        if urut.removeprefix("-") in {c.kunci for c in self.kolom_urut(k)}:
            mentah["urut"] = urut
            return replace(k, urut=urut)
        return k

    def kursor(self, teks: str | None) -> Kursor | None:
        """The cursor of an address. Raises `MasukanSalah` for numbers that no key of ours can be."""
        kursor = Kursor.baca(teks)
        if kursor is not None and any(isinstance(x, (int, float)) and abs(x) >= TERBESAR for x in kursor.kunci):
            raise MasukanSalah("Penanda halaman tidak terbaca. Buka daftar dari awal.")
        return kursor

    def kolom_tab(self, k: Konteks) -> list[Kolom]:
        """All columns that this tab can show."""
        return [c for c in self.kolom if (c.tab is None or k.tab in c.tab) and (c.bila is None or c.bila(k))]

    def kolom_urut(self, k: Konteks) -> list[Kolom]:
        """The columns by which this tab can be ordered."""
        return [c for c in self.kolom_tab(k) if c.urutan is not None]

    def kunci_baris(self, k: Konteks, baris: Any) -> tuple[Any, ...]:
        """The sort key of a row in the order of the context: what a cursor holds. The id stands last in it."""
        kunci = self.kunci(baris)
        kolom = next((c for c in self.kolom_urut(k) if c.kunci == k.urut.removeprefix("-")), None)
        if kolom is None or kolom.urutan is None:
            return kunci
        nilai = kolom.urutan(baris)
        return (nilai.isoformat() if isinstance(nilai, date) else nilai, kunci[-1])

    def keping(self, k: Konteks) -> list[tuple[str, str, str]]:
        """What narrows the list now: (name of the filter, label, value in words)."""
        hasil = []
        for s in self.saring:
            if s.nama in k.mentah:
                nilai = k.nilai[s.nama]
                kata = _sebut_tanggal(nilai) if s.jenis == "tanggal" else s.pilihan().get(nilai, nilai)
                hasil.append((s.nama, s.keping or s.label, kata))
        return hasil


_daftar: dict[str, Daftar] = {}


def daftarkan(*daftar: Daftar) -> None:
    """Register lists (when the room that owns them is mounted). Raises `RuntimeError` for two of one name."""
    for d in daftar:
        if _daftar.setdefault(d.nama, d).endpoint != d.endpoint:
            raise RuntimeError(f"list {d.nama} is registered twice")
        if len({c.kunci for c in d.kolom}) != len(d.kolom):
            raise RuntimeError(f"list {d.nama} has two columns of one key")


def ambil(nama: str) -> Daftar:
    """The list of this name. Raises `TidakDitemukan`."""
    if nama not in _daftar:
        raise TidakDitemukan("Daftar itu tidak ada.")
    return _daftar[nama]


def semua() -> list[Daftar]:
    return [_daftar[n] for n in sorted(_daftar)]


def _tanggal(teks: str) -> date | None:
    try:
        return date.fromisoformat(teks)
    except ValueError:
        return None


def _sebut_tanggal(nilai: date) -> str:
    from suite.core.web.format import tanggal_pendek

    return tanggal_pendek(nilai)


def _rapikan(kata: str) -> str:
    """Words without NUL and surplus blanks."""
    return " ".join(kata.replace("\x00", " ").split())[:KATA_TERPANJANG]
