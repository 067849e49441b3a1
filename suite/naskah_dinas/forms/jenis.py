"""The form of a kind of letter: what it is, its fields, its printed parts in their order.

Rows are added, moved and removed by buttons that send the form back as it is, so that it works without JavaScript. Only
the places that a part prints are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import MultiDict

from suite.core.web import bentuk
from suite.core.web.bentuk import KOSONG, Bentuk, Simpul
from suite.naskah_dinas.rules.jenis import BENTUK, UNSUR, Isian, JenisNaskah, Unsur, kode_dari

DASAR, ISIAN, UNSURAN = "d", "i", "u"
BARIS_TERBANYAK = 40
WAJIB = "Isian ini wajib diisi."

SEBUT_UNSUR = {
    "kop": "Kop surat",
    "judul": "Judul di tengah dengan nomor",
    "kepala": "Nomor, Sifat, Lampiran, Hal",
    "kepala_nota": "Kepala nota: Yth., Dari, Tanggal, Hal",
    "tujuan": "Yth. dan tujuan",
    "pejabat": "Jabatan yang menetapkan",
    "alinea": "Alinea",
    "bab": "Bab berjudul",
    "butir": "Daftar berbutir",
    "label": "Label dan isinya",
    "rincian": "Rincian label : nilai",
    "orang": "Pegawai dengan NIP, pangkat, jabatan",
    "penanda_rincian": "Rincian penanda tangan",
    "diktum": "Diktum KESATU, KEDUA",
    "amar": "Kata di tengah (MEMUTUSKAN)",
    "tabel": "Tabel bernomor",
    "isi": "Isi surat",
    "pihak": "Para pihak",
    "penanda": "Penanda tangan",
    "tembusan": "Tembusan",
}
SEBUT_BENTUK = {
    "teks": "Satu baris",
    "paragraf": "Paragraf",
    "daftar": "Daftar, satu butir tiap baris",
    "tanggal": "Tanggal",
    "hari_tanggal": "Hari dan tanggal",
    "tanggal_huruf": "Tanggal dengan huruf",
    "waktu": "Jam",
    "rupiah": "Rupiah",
    "orang": "Pegawai",
    "pilihan": "Pilihan",
}
JABATAN = {
    "politik": "Kepala daerah dan wakilnya",
    "pimpinan_tinggi": "Pimpinan tinggi",
    "administrator": "Administrator",
    "pengawas": "Pengawas",
    "fungsional": "Fungsional",
    "pelaksana": "Pelaksana",
}
ESELON = ("II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b")
MEMUAT = {
    "butuh_hal": "Hal",
    "butuh_tujuan": "Tujuan (Yth.)",
    "butuh_tembusan": "Tembusan wajib",
}
RAGAM = {
    "tentang": "Cetak TENTANG dan halnya",
    "tanpa_nomor": "Tanpa nomor",
    "tanggal": "Tempat dan tanggal di atasnya",
    "tanda_tangan": "Sebagai tanda tangan para pihak",
    "opsional": "Isi boleh kosong",
}
"""Ticks of a part."""
PLACEHOLDER = "Boleh memuat {hal}, {HAL}, {pejabat}, {kota}, atau {kode isian}."


def _pilihan(jenis: str, label: str, sebutan: dict[str, str], **lain: Any) -> Bentuk:
    return Bentuk(jenis, label, pilihan=tuple(sebutan), sebutan=sebutan, **lain)


def rupa_dasar(kelompok: list[str], urusan: list[str], sifat: dict[str, str]) -> Bentuk:
    """What a kind is. `kelompok` and `urusan` are those in use; `sifat` by code."""
    return Bentuk("objek", anak={
        "nama": Bentuk("teks", "Nama jenis naskah", bantuan="Misalnya: Surat rekomendasi penelitian"),
        "uraian": Bentuk("teks", "Kapan dipakai", wajib=False, bantuan="Satu kalimat pada daftar jenis."),
        "kelompok": _pilihan("pilihan", "Kelompok", {k: k for k in kelompok}),
        "golongan": _pilihan("pilihan", "Golongan (Permendagri 1/2023)", {
            "korespondensi": "Korespondensi", "penugasan": "Penugasan", "penetapan": "Penetapan",
            "pengaturan": "Pengaturan", "khusus": "Khusus"}),
        "kop": _pilihan("pilihan", "Kop surat", {
            "menurut_penanda": "Menurut penanda tangan", "perangkat_daerah": "Perangkat daerah"}),
        "kode_jenis": Bentuk("teks", "Kode jenis", wajib=False, bantuan="Tercetak bila pola nomor memuat {jenis}."),
        "pola": Bentuk("teks", "Pola nomor", bantuan=(
            "Isian: {klasifikasi} {nomor} {nomor:03} {unit} {keamanan} {jenis} {bulan} {bulan_romawi} {tahun}.")),
        "register": _pilihan("pilihan", "Penghitung nomor", {
            "unit": "Satu untuk semua jenis dalam perangkat daerah",
            "jenis_unit": "Satu untuk jenis ini dalam perangkat daerah"}),
        "penanda_jenis": _pilihan("centang", "Boleh ditandatangani", JABATAN),
        "penanda_eselon": _pilihan("centang", "Hanya eselon", {e: e for e in ESELON}, wajib=False,
                                   bantuan="Kosong berarti semua eselon."),
        "memuat": _pilihan("centang", "Surat ini memuat", MEMUAT, wajib=False),
        "klasifikasi": Bentuk("teks", "Klasifikasi bawaan", wajib=False, bantuan="Kode arsip, misalnya 000.1.5."),
        "keamanan": _pilihan("pilihan", "Keamanan bawaan", {
            "B": "Biasa", "T": "Terbatas", "R": "Rahasia", "SR": "Sangat rahasia"}),
        "sifat": _pilihan("centang", "Sifat yang boleh dipilih", sifat),
        "urusan": _pilihan("pilihan", "Urusan", {u: bentuk.sebut(u) for u in urusan},
                           bantuan="Untuk mandat (a.n., u.b.) dan batas Plt. dan Plh."),
        "sumber": Bentuk("teks", "Peraturan dan pasal", bantuan="Misalnya: Perwali 12/2026 Pasal 7"),
        "mulai": Bentuk("tanggal", "Dipakai mulai", bantuan="Surat sebelum tanggal ini tetap menurut ketentuan lama."),
    })  # fmt: skip


def rupa_isian(satu: dict[str, Any]) -> Bentuk:
    anak = {
        "label": Bentuk("teks", "Label"),
        "bentuk": _pilihan("pilihan", "Bentuk", SEBUT_BENTUK),
        "bantuan": Bentuk("teks", "Petunjuk", wajib=False),
        "bawaan": Bentuk("teks", "Isi awal", wajib=False),
        "ragam": _pilihan("centang", "Ketentuan", {"wajib": "Wajib diisi"}, wajib=False),
    }
    if satu.get("bentuk") == "pilihan":
        anak["pilihan"] = Bentuk("daftar", "Yang dapat dipilih")
    return Bentuk("objek", anak=anak)


def rupa_unsur(unsur: str, isian: list[dict[str, Any]]) -> Bentuk:
    """What is asked of a part of that name: only what it prints."""

    def dari(bentuk_isian: tuple[str, ...] = (), *, wajib: bool = True) -> Bentuk:
        ada = {x["kode"]: x["label"] for x in isian if not bentuk_isian or x.get("bentuk") in bentuk_isian}
        return _pilihan("pilihan", "Isian", ada, wajib=wajib)

    def ragam(*kode: str) -> Bentuk:
        return _pilihan("centang", "Cetak", {k: RAGAM[k] for k in kode}, wajib=False)

    label, teks = Bentuk("teks", "Label", wajib=False), Bentuk("teks", "Teks", wajib=False, bantuan=PLACEHOLDER)
    baris = ("daftar",)
    anak: dict[str, dict[str, Bentuk]] = {
        "judul": {"teks": Bentuk("teks", "Judul", bantuan=PLACEHOLDER), "ragam": ragam("tentang", "tanpa_nomor")},
        "pejabat": {"teks": teks},
        "amar": {"teks": Bentuk("teks", "Kata")},
        "alinea": {"teks": Bentuk("panjang", "Teks", wajib=False, bantuan=PLACEHOLDER), "isian": dari(wajib=False)},
        "bab": {"label": Bentuk("teks", "Judul bab"), "isian": dari()},
        "butir": {"label": label, "isian": dari(baris), "penomoran": _pilihan(
            "pilihan", "Penomoran", {"1.": "1., 2., 3.", "a.": "a., b., c."}, wajib=False)},
        "label": {"label": Bentuk("teks", "Label"), "teks": teks, "isian": dari(wajib=False)},
        "rincian": {"daftar": _pilihan("centang", "Isian", {x["kode"]: x["label"] for x in isian})},
        "orang": {"label": label, "isian": dari(("orang",))},
        "diktum": {"isian": dari(baris)},
        "tabel": {"isian": dari(baris), "kolom": Bentuk("daftar", "Kepala kolom", bantuan="Satu kolom tiap baris."),
                  "kosong": Bentuk("bulat", "Baris kosong paling sedikit", wajib=False, terkecil=0, terbesar=100)},
        "isi": {"ragam": ragam("opsional")},
        "pihak": {"isian": dari(baris), "ragam": ragam("tanda_tangan")},
        "penanda": {"ragam": ragam("tanggal"), "ditetapkan": Bentuk(
            "teks", "Kata di atas tanggal", wajib=False, bantuan="Misalnya: Ditetapkan")},
    }  # fmt: skip
    return Bentuk("objek", anak=anak.get(unsur, {}))


class JenisForm:
    """What was typed of a kind, as plain data: `dasar`, rows of `isian` and of `susunan`, and what is wrong with them."""

    def __init__(self, rupa: Bentuk, dasar: dict[str, Any], isian: list[dict[str, Any]], susunan: list[dict[str, Any]]):
        self.rupa, self.dasar, self.isian, self.susunan = rupa, dasar, isian, susunan
        self.galat: dict[str, str] = {}

    @classmethod
    def dari_jenis(cls, rupa: Bentuk, jenis: JenisNaskah, mulai: str) -> JenisForm:
        dasar = {k: getattr(jenis, k, None) for k in rupa.anak}
        dasar |= {"memuat": [k for k in MEMUAT if getattr(jenis, k)], "mulai": mulai}
        return cls(rupa, dasar, [_baris_isian(x) for x in jenis.isian], [_baris_unsur(u) for u in jenis.susunan])

    @classmethod
    def dari_kiriman(cls, rupa: Bentuk, kiriman: MultiDict[str, str]) -> JenisForm:
        form = cls(rupa, {}, [], [])
        form.dasar = bentuk.baca(rupa, DASAR, kiriman, form.galat)
        for i in _nomor(kiriman, ISIAN):
            awal = f"{ISIAN}/{i}"
            satu = {"kode": kode_dari(kiriman.get(f"{awal}/kode", "")), "bentuk": kiriman.get(f"{awal}/bentuk", "")}
            form.isian.append(satu | _pindah(rupa_isian(satu), awal, kiriman, form.galat, f"{ISIAN}/{len(form.isian)}"))
        for i in _nomor(kiriman, UNSURAN):
            awal, unsur = f"{UNSURAN}/{i}", kiriman.get(f"{UNSURAN}/{i}/unsur", "")
            if unsur in UNSUR:
                ke = f"{UNSURAN}/{len(form.susunan)}"
                isi = _pindah(rupa_unsur(unsur, form.isian), awal, kiriman, form.galat, ke)
                form.susunan.append({"unsur": unsur} | isi)
        return form

    # Rows ----------------------------------------------------------------------------------------------------------

    def kerjakan(self, aksi: str, kiriman: MultiDict[str, str]) -> str:
        """Add, move or remove a row: `tambah-isian`, `tambah-unsur`, `naik:u:3`, `turun:i:0`, `hapus:u:2`. The id of the
        place to look at next."""
        nama, _, sisa = aksi.partition(":")
        if nama == "tambah-isian":
            return self._tambah_isian(kiriman.get("isian_baru", "").strip(), kiriman.get("bentuk_baru", "teks"))
        if nama == "tambah-unsur":
            unsur = kiriman.get("unsur_baru", "")
            if unsur in UNSUR and len(self.susunan) < BARIS_TERBANYAK:
                self.susunan.append({"unsur": unsur})
            return f"unsur-{len(self.susunan) - 1}"
        macam, _, nomor = sisa.partition(":")
        baris = self.susunan if macam == UNSURAN else self.isian
        id = "unsur" if macam == UNSURAN else "isian"
        if not nomor.isdigit() or int(nomor) >= len(baris):
            return id
        i = int(nomor)
        if nama == "hapus":
            baris.pop(i)
            return id
        ke = max(0, min(len(baris) - 1, i + (1 if nama == "turun" else -1)))
        baris.insert(ke, baris.pop(i))
        return f"{id}-{ke}"

    def _tambah_isian(self, label: str, bentuk_isian: str) -> str:
        kode = kode_dari(label)
        if not kode:
            self.galat["isian_baru"] = "Tulis dahulu label isiannya."
        elif any(x["kode"] == kode for x in self.isian):
            self.galat["isian_baru"] = f"Isian {label} sudah ada."
        elif len(self.isian) < BARIS_TERBANYAK:
            self.isian.append(
                {"kode": kode, "label": label, "bentuk": bentuk_isian if bentuk_isian in BENTUK else "teks"}
            )
            return f"isian-{len(self.isian) - 1}"
        return "isian_baru"

    # To the page and to the service --------------------------------------------------------------------------------

    def simpul_dasar(self) -> Simpul:
        return bentuk.simpul(self.rupa, DASAR, self.dasar, self.galat)

    def baris_isian(self) -> list[tuple[dict[str, Any], Simpul]]:
        return [(x, bentuk.simpul(rupa_isian(x), f"{ISIAN}/{n}", x, self.galat)) for n, x in enumerate(self.isian)]

    def baris_unsur(self) -> list[tuple[dict[str, Any], Simpul]]:
        return [
            (u, bentuk.simpul(rupa_unsur(u["unsur"], self.isian), f"{UNSURAN}/{n}", u, self.galat))
            for n, u in enumerate(self.susunan)
        ]

    def terbaca(self) -> bool:
        """Is everything there that must be? What is not gets its message."""
        for akar in (self.simpul_dasar(), *(s for _, s in self.baris_isian()), *(s for _, s in self.baris_unsur())):
            for s in akar.semua():
                if not s.anak and s.bentuk.wajib and s.bentuk.jenis != "objek" and not s.teks and not s.terpilih:
                    self.galat.setdefault(s.nama, WAJIB)
        return not self.galat

    def isi(self, template: str) -> dict[str, Any]:
        """The kind as `rules.jenis.baca_jenis` reads it, without code and day."""
        dasar: dict[str, Any] = {
            k: self.dasar.get(k) or ([] if b.jenis == "centang" else "")
            for k, b in self.rupa.anak.items()
            if k not in ("memuat", "mulai")
        }
        dasar |= {k: k in (self.dasar.get("memuat") or ()) for k in MEMUAT}
        return dasar | {
            "template": template,
            "isian": [_bersih(x) for x in self.isian],
            "susunan": [_bersih(u) for u in self.susunan],
        }


def _bersih(satu: dict[str, Any]) -> dict[str, Any]:
    ragam = dict.fromkeys(satu.get("ragam") or (), True)
    return {k: v for k, v in satu.items() if k != "ragam" and v not in (None, "", [], KOSONG)} | ragam


def _baris_isian(x: Isian) -> dict[str, Any]:
    return vars(x) | {"ragam": ["wajib"] if x.wajib else []}


def _baris_unsur(u: Unsur) -> dict[str, Any]:
    return vars(u) | {"ragam": [k for k in RAGAM if getattr(u, k)], "kosong": u.kosong or None}


def _nomor(kiriman: MultiDict[str, str], awal: str) -> list[int]:
    nomor = {k.split("/")[1] for k in kiriman if k.startswith(f"{awal}/") and k.count("/") > 1}
    return sorted(int(x) for x in nomor if x.isascii() and x.isdigit() and len(x) < 4)[:BARIS_TERBANYAK]


def _pindah(b: Bentuk, awal: str, kiriman: MultiDict[str, str], galat: dict[str, str], ke: str) -> dict[str, Any]:
    """A row read at `awal`; its errors are noted at `ke`, where it is drawn again."""
    sementara: dict[str, str] = {}
    isi = bentuk.baca(b, awal, kiriman, sementara)
    galat |= {ke + k.removeprefix(awal): p for k, p in sementara.items()}
    return isi if isinstance(isi, dict) else {}


def galat_baris(form: JenisForm) -> Iterator[dict[str, str]]:
    """Everything that is wrong, for the summary: {id, label, pesan}."""
    yield from bentuk.galat_bernama(form.simpul_dasar())
    for judul, baris in (("Isian", form.baris_isian()), ("Susunan", form.baris_unsur())):
        for n, (_, s) in enumerate(baris, 1):
            for g in bentuk.galat_bernama(s):
                yield g | {"label": f"{judul} {n} › {g['label']}"}
    for nama in ("isian_baru", "susunan", "isian"):
        if nama in form.galat:
            yield {"id": nama, "label": "Isian" if nama != "susunan" else "Susunan", "pesan": form.galat[nama]}
