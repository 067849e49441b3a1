"""How dates, times, money, NIP and sizes read on a page. Jinja filters; see "Formats" of the design in docs.

Instants are aware datetimes and are shown on the office's wall clock; a `date` is shown as it is.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from markupsafe import Markup, escape

from suite.core import clock, kalender
from suite.core.nip import format_nip
from suite.core.uang import MINUS, Uang

HARI_PENDEK = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
# Up to this many days away a time is told relative to now, beyond it as a date.
HARI_RELATIF = 7
TANPA_NILAI = "—"

Waktu = date | datetime


def _tanggal(nilai: Waktu) -> date:
    return clock.local_date(nilai) if isinstance(nilai, datetime) else nilai


def _jam(nilai: datetime) -> str:
    return clock.local(nilai).strftime("%H.%M")


def tanggal_pendek(nilai: Waktu | None) -> str:
    """`24 Nov 2026`; nothing is "—"."""
    if nilai is None:
        return TANPA_NILAI
    return kalender.tanggal_pendek(_tanggal(nilai))


def tanggal_ringkas(nilai: Waktu | None) -> str:
    """`Kam 26 Nov` within this year, `26 Nov 2025` in another: for lists."""
    if nilai is None:
        return TANPA_NILAI
    t = _tanggal(nilai)
    if t.year != clock.today().year:
        return tanggal_pendek(t)
    return f"{HARI_PENDEK[t.weekday()]} {t.day} {kalender.BULAN_PENDEK[t.month - 1]}"


def tanggal_naskah(nilai: Waktu | None) -> str:
    """`24 November 2026`."""
    if nilai is None:
        return TANPA_NILAI
    return kalender.tanggal_surat(_tanggal(nilai))


def tanggal_panjang(nilai: Waktu | None) -> str:
    """`Selasa, 24 November 2026`."""
    if nilai is None:
        return TANPA_NILAI
    return kalender.tanggal_panjang(_tanggal(nilai))


def jam(nilai: datetime | None, zona: bool = True) -> str:
    """`14.02 WIB` on the office's clock; `zona=False` leaves the zone out."""
    if nilai is None:
        return TANPA_NILAI
    return f"{_jam(nilai)} {clock.zone_name()}" if zona else _jam(nilai)


def tanggal_jam(nilai: datetime | None) -> str:
    """`24 Nov 2026 14.02 WIB`."""
    return TANPA_NILAI if nilai is None else f"{tanggal_pendek(nilai)} {jam(nilai)}"


def waktu_tepat(nilai: Waktu) -> str:
    """The exact words for a title: `Selasa, 24 November 2026, 14.02 WIB`, without the time for a date."""
    return f"{tanggal_panjang(nilai)}, {jam(nilai)}" if isinstance(nilai, datetime) else tanggal_panjang(nilai)


def relatif_kata(nilai: Waktu | None) -> str:
    """Words relative to now up to 7 days (`5 menit lalu`, `kemarin 16.40`, `2 hari lagi`), else the date."""
    if nilai is None:
        return TANPA_NILAI
    jarak = (_tanggal(nilai) - clock.today()).days
    if not isinstance(nilai, datetime):
        return _hari_relatif(jarak) or tanggal_pendek(nilai)
    selisih = nilai - clock.now()
    detik = abs(selisih.total_seconds())
    if detik < 60:
        return "baru saja" if selisih <= timedelta(0) else "sebentar lagi"
    if detik < 3600:
        return _arah(f"{int(detik // 60)} menit", selisih)
    if jarak == 0:
        # The hour of a deadline says more than a distance; of the past the distance does.
        return f"hari ini {_jam(nilai)}" if selisih > timedelta(0) else _arah(f"{int(detik // 3600)} jam", selisih)
    if abs(jarak) == 1:
        return f"{_hari_relatif(jarak)} {_jam(nilai)}"
    return _hari_relatif(jarak) or tanggal_pendek(nilai)


def _arah(lama: str, selisih: timedelta) -> str:
    return f"{lama} lagi" if selisih > timedelta(0) else f"{lama} lalu"


def _hari_relatif(jarak: int) -> str:
    """Words for a distance in days, or "" when it is more than a week."""
    tetap = {0: "hari ini", -1: "kemarin", 1: "besok"}
    if jarak in tetap:
        return tetap[jarak]
    if abs(jarak) > HARI_RELATIF:
        return ""
    return f"{jarak} hari lagi" if jarak > 0 else f"{-jarak} hari lalu"


def akhir_hari(nilai: Waktu) -> Waktu:
    """A deadline at midnight ends the day before it: that date. Any other deadline stays as it is."""
    if isinstance(nilai, datetime) and _jam(nilai) == "00.00":
        return _tanggal(nilai) - timedelta(days=1)
    return nilai


def tenggat_kata(nilai: Waktu | None) -> str:
    """A deadline as lists say it: `kemarin 16.00`, `hari ini 16.00`, `besok 16.00`, `Kam 26 Nov`; midnight as the day
    it ends."""
    if nilai is None:
        return TANPA_NILAI
    nilai = akhir_hari(nilai)
    jarak = (_tanggal(nilai) - clock.today()).days
    if abs(jarak) > 1:
        return tanggal_ringkas(nilai)
    return f"{_hari_relatif(jarak)} {_jam(nilai)}" if isinstance(nilai, datetime) else _hari_relatif(jarak)


def lewat(nilai: Waktu | None) -> bool:
    """Is this deadline over? A date is over when its day is."""
    if nilai is None:
        return False
    return nilai < clock.now() if isinstance(nilai, datetime) else nilai < clock.today()


def lama_kata(selisih: timedelta | None) -> str:
    """A duration in its two largest units: `40 menit`, `1 hari 4 jam`."""
    if selisih is None:
        return TANPA_NILAI
    menit = max(int(selisih.total_seconds() // 60), 0)
    hari, sisa = divmod(menit, 24 * 60)
    jam_, menit_ = divmod(sisa, 60)
    bagian = [(hari, "hari"), (jam_, "jam"), (menit_, "menit")]
    kata = [f"{n} {satuan}" for n, satuan in bagian if n]
    return " ".join(kata[:2]) or "kurang dari semenit"


def relatif(nilai: Waktu | None) -> Markup:
    """`<time>` with relative words, the exact instant in `datetime` and `title`."""
    return _time(nilai, relatif_kata(nilai))


def waktu(nilai: Waktu | None, kata: str | None = None) -> Markup:
    """`<time>` around given words (default: the short date), exact in `title`."""
    return _time(nilai, tanggal_pendek(nilai) if kata is None else kata)


def _time(nilai: Waktu | None, kata: str) -> Markup:
    if nilai is None:
        return escape(TANPA_NILAI)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(nilai.isoformat(), waktu_tepat(nilai), kata)


def nip(nilai: str | None) -> str:
    """`19820917 200604 2 008` with spaces that do not break; what is not 18 digits stays as it is."""
    if not nilai:
        return TANPA_NILAI
    rapat = nilai.replace(" ", "")
    return format_nip(rapat).replace(" ", "\u00a0") if len(rapat) == 18 and rapat.isdigit() else nilai


def angka(nilai: Uang | int | Decimal | None) -> str:
    """`1.250.000`: digits alone with Indonesian thousands, a true minus for negatives; of `Uang` its rupiah."""
    if nilai is None:
        return TANPA_NILAI
    if isinstance(nilai, Uang):
        return nilai.angka()
    tulis = f"{abs(int(nilai)):,}".replace(",", ".")
    return f"{MINUS}{tulis}" if nilai < 0 else tulis


def rupiah(nilai: Uang | int | None) -> str:
    """`Rp1.250.000`, `−Rp1.250.000`, from `Uang` or whole rupiah."""
    if nilai is None:
        return TANPA_NILAI
    return str(nilai if isinstance(nilai, Uang) else Uang.rupiah(nilai))


def rupiah_ringkas(nilai: Uang | int | None) -> str:
    """`Rp148,5 jt`, `Rp1,24 M`, `Rp2,1 T`: for charts and headlines only."""
    if nilai is None:
        return TANPA_NILAI
    sen = nilai.sen if isinstance(nilai, Uang) else nilai * 100
    besar = Decimal(abs(sen)) / 100
    for batas, satuan, desimal in ((10**12, "T", 2), (10**9, "M", 2), (10**6, "jt", 1)):
        if besar >= batas:
            tulis = f"{besar / batas:.{desimal}f}".rstrip("0").rstrip(".").replace(".", ",")
            return f"{MINUS if sen < 0 else ''}Rp{tulis} {satuan}"
    return rupiah(nilai)


def persen(nilai: float | Decimal | None, desimal: int = 1) -> str:
    """`71,4%` from a number of per cent."""
    return TANPA_NILAI if nilai is None else f"{nilai:.{desimal}f}".replace(".", ",") + "%"


def ukuran_berkas(bita: int | None) -> str:
    """`820 kB`, `1,4 MB` (decimal units, as phones show them) from bytes."""
    if bita is None:
        return TANPA_NILAI
    if bita < 1000:
        return f"{bita} B"
    if bita < 1_000_000:
        return f"{round(bita / 1000)} kB"
    besar, satuan = (bita / 1_000_000, "MB") if bita < 1_000_000_000 else (bita / 1_000_000_000, "GB")
    return f"{besar:.1f}".replace(".", ",").removesuffix(",0") + f" {satuan}"


def inisial(nama: str | None) -> str:
    """Two letters of a name for an avatar, titles left out: `Ir. Iskandar Mahmud, M.T.` gives `IM`."""
    kata = [k for k in (nama or "").split(",")[0].split() if not k.endswith(".")] or ["?"]
    return (kata[0][0] + (kata[1][0] if len(kata) > 1 else "")).upper()


def sorot(teks: str | None, kata: str | None) -> Markup:
    """Text with every word of the query that it contains marked (`<mark>`), the rest escaped."""
    dicari = [re.escape(k) for k in re.findall(r"\w+", kata or "") if len(k) > 1]
    if not teks or not dicari:
        return escape(teks or "")
    bagian = re.split(f"({'|'.join(dicari)})", teks, flags=re.IGNORECASE)
    return Markup("").join(Markup("<mark>{}</mark>").format(b) if i % 2 else escape(b) for i, b in enumerate(bagian))


FILTER = {
    f.__name__: f
    for f in (
        tanggal_pendek, tanggal_ringkas, tanggal_naskah, tanggal_panjang, tanggal_jam, jam, waktu_tepat, relatif_kata,
        relatif, waktu, tenggat_kata, lewat, lama_kata, nip, angka, rupiah, rupiah_ringkas, persen, ukuran_berkas,
        inisial, sorot,
    )
}  # fmt: skip
