"""The form of a letter of ours. What the law asks for is the services' matter; here only: can it be read at all."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, MultipleFileField
from werkzeug.datastructures import MultiDict
from wtforms import (
    DateField,
    DateTimeLocalField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from suite.core import mail
from suite.core.actor import Actor
from suite.core.clock import ZONE, local, today
from suite.core.documents import isi as dokumen_isi
from suite.core.errors import AturanDilanggar, MasukanSalah
from suite.naskah_dinas.forms import badan
from suite.naskah_dinas.forms.badan import BadanForm
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.queries import massal, pilihan
from suite.naskah_dinas.queries.pilihan import Pilihan, nomor
from suite.naskah_dinas.rules.akses import NAMA_KEAMANAN
from suite.naskah_dinas.rules.jenis import HARI, Isian, JenisNaskah, jenis_naskah
from suite.naskah_dinas.rules.massal import CARA_NOMOR, TUJUAN_TERBANYAK, cara_nomor
from suite.naskah_dinas.rules.pemeriksaan import Temuan, tutup_daftar
from suite.naskah_dinas.services import kirim_luar, tujuan_luar
from suite.naskah_dinas.services import lampiran as tercetak
from suite.naskah_dinas.services.keluar import IsianSurat, Penanda, Tujuan
from suite.naskah_dinas.services.naskah import NAMA_SIFAT
from suite.naskah_dinas.services.penunjukan import JENIS as PENUNJUKAN

SUREL_TERBANYAK = 100
"""Addressees outside that the form asks an address of; of more they are given on the letter's page."""
SEBAGAI = [("Plh.", "Plh., pejabatnya berhalangan"), ("Plt.", "Plt., jabatannya kosong")]

BIDANG_ATURAN = {
    "tujuan": "kepada",
    "ditunjuk": "pegawai_id",
    "penunjukan": "sebagai",
    "jenjang": "penanda_tangan",
    "mandat": "penanda_tangan",
    "urusan": "penanda_tangan",
    "tanggal": "mulai",
    "berkas": "lampiran",
}
"""Where a rule's field stands on this form, when it is called otherwise."""

CARI = {
    "kepada": pilihan.cari_tujuan,
    "tembusan": pilihan.cari_tujuan,
    "klasifikasi": pilihan.cari_klasifikasi,
    "koordinasi": pilihan.cari_jabatan,
    "jabatan_id": pilihan.cari_jabatan,
    "pegawai_id": pilihan.cari_pegawai,
}
"""Fields filled by search, and how: without JavaScript the words come in `cari_<field>`."""


class _Kata:
    """What WTForms says by itself, in the words of the suite."""

    KATA = {  # noqa: RUF012
        "Not a valid choice.": "Pilih salah satu dari daftar.",
        "Not a valid date value.": "Tanggal ini tidak ada. Tulis seperti 2026-11-24.",
        "Not a valid time value.": "Jam ini tidak ada. Tulis seperti 09:00.",
        "Not a valid integer value.": "Tulis angka saja, tanpa titik.",
        "The CSRF token has expired.": "Halaman ini sudah terlalu lama terbuka. Kirim sekali lagi.",
    }

    def gettext(self, teks: str) -> str:
        return self.KATA.get(teks, teks)

    def ngettext(self, satu: str, banyak: str, n: int) -> str:
        return satu if n == 1 else banyak


class SuratForm(BadanForm):
    """Field names are those of the rules where there is one; values of `kepada` and the like: see `queries.pilihan`.

    `SuratForm.baca` adds the fields that the kind has besides, each as `x_<code>`.
    """

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> Any:
            return _Kata()

    versi = HiddenField()
    menjawab_id = HiddenField()
    nama_contoh = StringField("Nama contoh")
    kepada = SelectMultipleField("Kepada", validate_choice=False)
    tembusan = SelectMultipleField("Tembusan", validate_choice=False)
    hal = StringField("Hal", [Length(max=400, message="Hal paling panjang 400 huruf. Ringkaskan.")])
    klasifikasi = StringField("Klasifikasi", [Length(max=20, message="Pilih kode dari hasil pencarian.")])
    sifat = SelectField("Sifat")
    keamanan = SelectField("Keamanan")
    penanda_tangan = SelectField("Penanda tangan", validate_choice=False)
    koordinasi = SelectMultipleField("Paraf koordinasi", validate_choice=False)
    cukup = IntegerField("Cukup berapa paraf koordinasi", [Optional(), NumberRange(1, 20, "Antara 1 dan 20.")])
    kirim_pada = DateTimeLocalField("Kirim pada", [Optional()])
    lampiran = MultipleFileField("Lampiran")
    kelompok = SelectMultipleField("Tambah sekelompok unit", validate_choice=False)
    berkas_tujuan = FileField("Daftar tujuan di luar pemerintah kota")
    nomor_massal = RadioField("Nomor", default="satu", validate_choice=False)
    sebagai = RadioField("Sebagai", validate_choice=False)
    jabatan_id = StringField("Jabatan yang dijalankan")
    pegawai_id = StringField("Pegawai yang ditunjuk")
    mulai = DateField("Mulai", [Optional()])
    sampai = DateField("Sampai dengan", [Optional()])
    sebab = StringField("Sebab", [Length(max=300, message="Sebab paling panjang 300 huruf.")])
    dasar = TextAreaField("Dasar tambahan")

    @staticmethod
    def baca(
        actor: Actor, jenis: JenisNaskah, data: MultiDict[str, Any], surat: SuratKeluar | None = None
    ) -> SuratForm:
        """The form of that kind, filled from `data`."""
        tambahan: dict[str, Any] = {f"x_{x.kode}": _bidang(x) for x in jenis.isian}
        for n in range(1, tercetak.TERBANYAK + 1):
            panjang = Length(max=tercetak.JUDUL_TERPANJANG, message="Terlalu panjang. Ringkaskan.")
            tambahan[f"lampiran_judul_{n}"] = StringField("Judul lampiran", [panjang])
            tambahan[f"lampiran_isi_{n}"] = TextAreaField("Isi lampiran")
            tambahan[f"lampiran_isi_{n}_format"] = HiddenField()
        tambahan |= {bidang_surel(v): _bidang_surel(v[2:]) for v in _luar(data)}
        return type("SuratFormJenis", (SuratForm,), tambahan)(actor, jenis, data, surat)

    def __init__(self, actor: Actor, jenis: JenisNaskah, data: MultiDict[str, Any], surat: SuratKeluar | None = None):
        data = data.copy()
        for nama in ("klasifikasi", "jabatan_id", "pegawai_id"):
            # Without JavaScript the empty select stands before the result that was ticked: the last one counts.
            data.setlist(nama, [v for v in data.getlist(nama) if v][-1:])
        super().__init__(formdata=data)
        self.jenis = jenis
        self.penunjukan = jenis.kode == PENUNJUKAN
        self.temuan: dict[str, list[Pilihan]] = {}
        """Results of a search without JavaScript, by field."""
        if surat is None:
            self.calon = pilihan.penanda_actor(actor, jenis)
        else:
            self.calon = pilihan.pilihan_penanda(surat.konseptor_jabatan_id, jenis)
        self.penanda_tangan.choices = [("", "Pilih penanda tangan"), *((p.nilai, p.label) for _, p in self.calon)]
        self.keamanan.choices = list(NAMA_KEAMANAN.items())
        self.nomor_massal.choices = list(CARA_NOMOR.items())
        self.sebagai.choices = list(SEBAGAI)
        self.sifat.choices = [(k, v) for k, v in NAMA_SIFAT.items() if k in jenis.sifat]
        self.boleh_masing = "masing" in cara_nomor(jenis)
        self.ditambah: int | None = None
        """How many addressees a group or a sheet has just added; None when none was asked for."""
        self.baris_salah: list[tuple[int, str]] = []
        """Rows of the sheet that were not taken: (row, why)."""
        self._data = data
        self._asal = surat
        self._opd_ids = actor.opd_ids

    # What is shown

    def terpilih(self, nama: str) -> list[Pilihan]:
        """The choices behind what a search field holds."""
        nilai = self[nama].data
        if nama == "klasifikasi":
            return pilihan.sebut_klasifikasi(nilai or "")
        return pilihan.sebut(nilai if isinstance(nilai, list) else [nilai or ""])

    def isi_asal(self) -> str:
        return self._asal.isi if self._asal is not None else ""

    def _lampiran(self, n: int) -> tuple[str, str, str, str]:
        """Of the n-th printed attachment: title, content as sent, its format, content as it was before."""
        judul, isi, format = (
            self[f"{x}"].data or "" for x in (f"lampiran_judul_{n}", f"lampiran_isi_{n}", f"lampiran_isi_{n}_format")
        )
        ada = tercetak.tercetak(self._asal) if self._asal is not None else []
        return judul, isi, format, ada[n - 1]["isi"] if n <= len(ada) else ""

    def lampiran_tampil(self) -> list[dict[str, Any]]:
        """The printed attachments that say something, and an empty one while there may be more."""
        hasil: list[dict[str, Any]] = []
        for n in range(1, tercetak.TERBANYAK + 1):
            judul, isi, format, asal = self._lampiran(n)
            ada = bool(judul or isi.strip())
            hasil.append(
                {"n": n, "ada": ada, "html": badan.tampil(isi, format, asal), "teks": badan.polos(isi, format)}
            )
        terakhir = max((x["n"] for x in hasil if x["ada"]), default=0)
        return hasil[: terakhir + 1]

    def lampiran_tercetak(self) -> list[tuple[str, str]]:
        """(title, HTML) of each in its place."""
        semua = (self._lampiran(n) for n in range(1, tercetak.TERBANYAK + 1))
        return [(judul, badan.baca(isi, format, asal)) for judul, isi, format, asal in semua]

    @property
    def bidang_orang(self) -> list[str]:
        """Names of the kind's own fields that hold people."""
        return [f"x_{x.kode}" for x in self.jenis.isian if x.bentuk == "orang"]

    @property
    def _cari(self) -> dict[str, Any]:
        return CARI | dict.fromkeys(self.bidang_orang, pilihan.cari_pegawai)

    @property
    def surel_aktif(self) -> bool:
        """Does the city send mail?"""
        return mail.aktif()

    def surel_luar(self) -> list[tuple[str, str]]:
        """The addressees outside that have a field for an e-mail address: (name of the field, address that an earlier
        letter of the office used)."""
        nama = [v[2:] for v in _luar(self._data)]
        saran = kirim_luar.saran(sorted(self._opd_ids), nama)
        return [(bidang_surel(f"t:{n}"), saran.get(n, "")) for n in nama if bidang_surel(f"t:{n}") in self]

    def _surel(self, nilai: str) -> str:
        """The address of an addressee; of one without a field (beyond `SUREL_TERBANYAK`) as the draft has it."""
        nama = bidang_surel(nilai)
        if nama in self:
            try:
                return kirim_luar.alamat_surel(self[nama].data) if (self[nama].data or "").strip() else ""
            except AturanDilanggar:
                return ""
        asal = self._asal.tujuan if self._asal is not None else []
        return next((t.surel for t in asal if t.surel and pilihan.nilai_tujuan(t) == nilai), "")

    # What was asked besides saving

    def cari(self, nama: str) -> None:
        """Search without JavaScript: results stand beside the field to be ticked."""
        if nama in self._cari:
            self.temuan[nama] = self._cari[nama](self._kata(nama))

    def tambah_tujuan(self, berkas: bytes | None) -> None:
        """Add the groups of units that were ticked, and the addressees of a sheet, to whom the letter goes."""
        baru = [f"u:{u.id}" for u in massal.anggota(self.kelompok.data or [])]
        if berkas is not None:
            try:
                terbaca = tujuan_luar.baca(berkas)
            except MasukanSalah as galat:
                self.tempel("berkas_tujuan", galat.pesan)
            else:
                baru += [f"t:{pilihan.rapikan(t)}" for t in terbaca.tujuan]
                self.baris_salah = terbaca.galat
        ada = [v for v in self.kepada.data or [] if v]
        semua = list(dict.fromkeys([*ada, *baru]))
        if len(semua) > TUJUAN_TERBANYAK:
            self.tempel("kelompok", f"Paling banyak {TUJUAN_TERBANYAK} tujuan. Bagi menjadi beberapa surat.")
            return
        self.kepada.data, self.kelompok.data = semua, []
        self.ditambah = len(semua) - len(set(ada))

    def pilihan_kelompok(self) -> list[tuple[str, str]]:
        """The groups of units that may be added at once."""
        return [(k.kode, f"Semua {k.nama} ({k.banyak})") for k in massal.kelompok_unit()]

    def perbaiki(self, t: Temuan) -> None:
        """Apply the remedy of a finding to the fields."""
        if t.nilai is not None and t.field in ("kepada", "tembusan"):
            baru = [t.nilai if v == t.tertulis else v for v in self[t.field].data or []]
            self[t.field].data = list(dict.fromkeys(v for v in baru if v))
        elif t.nilai is not None:
            self[t.field].data = t.nilai
        elif t.tambah:
            self._isi_baru(self.isi_html() + f"<p>{html.escape(t.tambah)}</p>")
        elif t.macam == "daftar" and t.saran:
            pohon = dokumen_isi.pohon(self.isi_html())
            tutup_daftar(pohon, t)
            self._isi_baru(dokumen_isi.ke_html(pohon))
        elif t.saran:
            for field in self:
                if isinstance(field, StringField) and isinstance(field.data, str) and field.name != "isi":
                    field.data = field.data.replace(t.tertulis, t.saran)
            self._isi_baru(dokumen_isi.ganti(self.isi_html(), t.tertulis, t.saran))

    def _isi_baru(self, isi: str) -> None:
        self.isi.data, self.isi_format.data = isi, "html"

    def _kata(self, nama: str) -> str:
        return pilihan.rapikan(self._data.get(f"cari_{nama}"))

    # Reading

    def terbaca(self) -> bool:
        """Is every field readable, and nothing typed left unresolved? Errors stand at the fields."""
        baik = self.validate_on_submit()
        for nama in self._cari:
            if self._kata(nama):
                self.cari(nama)
                self.tempel(
                    nama,
                    f"“{self._kata(nama)}” belum dipilih. Pilih dari hasil pencarian, atau kosongkan kotak carinya.",
                )
                baik = False
        for nama in ("kepada", "tembusan", "koordinasi", *self.bidang_orang):
            if len({v for v in self[nama].data or [] if v}) != len(self.terpilih(nama)):
                self.tempel(nama, "Ada pilihan yang tidak dikenal lagi. Cari dan pilih kembali.")
                baik = False
        if self.penanda_tangan.data and self.penanda() is None:
            self.tempel(
                "penanda_tangan", "Pejabat itu tidak dapat menandatangani surat ini hari ini. Pilih dari daftar."
            )
            baik = False
        return baik

    def tempel(self, nama: str, pesan: str) -> None:
        """Put a refusal beside its field; one that belongs to none stands at the signer, the last thing asked."""
        nama = BIDANG_ATURAN.get(nama, nama)
        kotak = self[nama] if nama in self else self["penanda_tangan"]
        if pesan not in kotak.errors:
            kotak.errors = [*kotak.errors, pesan]  # type: ignore[assignment]

    def tempel_galat(self, galat: AturanDilanggar) -> None:
        self.tempel(galat.field or "penanda_tangan", galat.pesan)

    def penanda(self) -> Penanda | None:
        return next((p for p, x in self.calon if x.nilai == self.penanda_tangan.data), None)

    def isian(self) -> IsianSurat:
        """What the service takes. Unreadable parts are left empty: the preview shows the rest."""
        return IsianSurat(
            jenis=self.jenis.kode,
            hal=self.hal.data or "",
            isi=self.isi_html() if self.jenis.berisi else "",
            klasifikasi=self.klasifikasi.data or "",
            sifat=self.sifat.data or "biasa",
            keamanan=self.keamanan.data if self.keamanan.data in NAMA_KEAMANAN else "B",
            kepada=_tujuan(self.kepada.data or [], self._surel),
            tembusan=_tujuan(self.tembusan.data or [], self._surel),
            penanda=self.penanda(),
            koordinasi=[n for v in self.koordinasi.data or [] if (n := nomor(v)) is not None],
            data=self._penunjukan() if self.penunjukan else {"isian": self._isian()} if self.jenis.isian else {},
            menjawab_id=angka(self.menjawab_id.data),
            nomor_masing=self.boleh_masing and self.nomor_massal.data == "masing",
            cukup=self.cukup.data,
            lampiran_tercetak=self.lampiran_tercetak(),
            kirim_pada=self.kirim_pada.data.replace(tzinfo=ZONE) if self.kirim_pada.data else None,
        )

    def _isian(self) -> dict[str, Any]:
        """The kind's own fields as they are kept: text, lines, days as ISO, ids of people; what is empty is left out."""
        hasil: dict[str, Any] = {}
        for x in self.jenis.isian:
            v = self[f"x_{x.kode}"].data
            match x.bentuk:
                case "orang":
                    isi: Any = [n for s in v or [] if (n := nomor(s)) is not None]
                case "daftar":
                    isi = [" ".join(b.split())[:1000] for b in (v or "").splitlines() if b.strip()][:100]
                case "paragraf":
                    isi = "\n".join(" ".join(b.split()) for b in (v or "").splitlines() if b.strip())
                case "waktu":
                    isi = v.strftime("%H:%M") if v else ""
                case "rupiah":
                    isi = str(v) if v is not None else ""
                case _ if x.bentuk in HARI:
                    isi = _iso(v)
                case _:
                    isi = " ".join((v or "").split())
            if isi:
                hasil[x.kode] = isi
        return hasil

    def _penunjukan(self) -> dict[str, Any]:
        isi: dict[str, Any] = {
            "sebagai": self.sebagai.data or "",
            "jabatan_id": nomor(self.jabatan_id.data or ""),
            "pegawai_id": nomor(self.pegawai_id.data or ""),
            "mulai": _iso(self.mulai.data),
            "sampai": _iso(self.sampai.data),
            "sebab": " ".join((self.sebab.data or "").split()),
            "dasar": [b.strip()[:500] for b in (self.dasar.data or "").splitlines() if b.strip()][:20],
        }
        return {k: v for k, v in isi.items() if v not in (None, "", [])}


def _bidang(x: Isian) -> Any:
    """The form field of a kind's own field."""
    panjang = [
        Length(max=20_000 if x.bentuk in ("paragraf", "daftar") else 500, message="Terlalu panjang. Ringkaskan.")
    ]
    umum: dict[str, Any] = {"label": x.label, "description": x.bantuan}
    if x.bentuk in HARI:
        return DateField(**umum, validators=[Optional()])
    match x.bentuk:
        case "orang":
            return SelectMultipleField(**umum, validate_choice=False)
        case "paragraf" | "daftar":
            return TextAreaField(**umum, validators=panjang)
        case "waktu":
            return TimeField(**umum, validators=[Optional()])
        case "rupiah":
            return IntegerField(
                **umum, validators=[Optional(), NumberRange(0, 10**15, "Isi rupiah tanpa titik dan koma.")]
            )
        case "pilihan":
            return SelectField(**umum, choices=[("", "Pilih"), *((p, p) for p in x.pilihan)], validate_choice=False)
    return StringField(**umum, validators=panjang)


def angka(teks: str | None) -> int | None:
    """A non-negative id as it was posted; None for anything else (also for what no database could hold)."""
    return int(teks) if teks and teks.isascii() and teks.isdigit() and len(teks) < 16 else None


def _iso(nilai: date | None) -> str | None:
    return nilai.isoformat() if nilai else None


def bidang_surel(nilai: str) -> str:
    """Name of the field for the e-mail address of an addressee outside (`t:<name>`)."""
    return f"surel_{hashlib.sha256(nilai.encode()).hexdigest()[:12]}"


def _luar(data: MultiDict[str, Any]) -> list[str]:
    """The addressees outside among what was posted, each once, as values of the form."""
    semua = pilihan.sebut(v for v in [*data.getlist("kepada"), *data.getlist("tembusan")] if v.startswith("t:"))
    return list(dict.fromkeys(p.nilai for p in semua))[:SUREL_TERBANYAK]


def _bidang_surel(nama: str) -> StringField:
    def periksa(form: Any, field: Any) -> None:
        if (field.data or "").strip():
            try:
                kirim_luar.alamat_surel(field.data)
            except AturanDilanggar as galat:
                raise ValidationError(galat.pesan) from None

    return StringField(f"Surel {nama}", [periksa])


def _tujuan(nilai: Iterable[str], surel: Callable[[str], str]) -> list[Tujuan]:
    hasil = []
    for p in pilihan.sebut(nilai):
        if p.nilai.startswith("t:"):
            hasil.append(Tujuan(teks=p.nilai[2:], surel=surel(p.nilai)))
        elif p.nilai.startswith("u:"):
            hasil.append(Tujuan(unit_id=nomor(p.nilai)))
        elif p.nilai.startswith("j:"):
            hasil.append(Tujuan(jabatan_id=nomor(p.nilai)))
    return hasil


def data_baru(jenis: JenisNaskah, calon_pertama: str = "") -> MultiDict[str, Any]:
    """Fields of a fresh form: what the kind already knows is not asked again."""
    return MultiDict(
        {
            "klasifikasi": jenis.klasifikasi,
            "keamanan": jenis.keamanan,
            "sifat": jenis.sifat[0],
            "penanda_tangan": calon_pertama,
        }
        | {f"x_{x.kode}": x.bawaan for x in jenis.isian if x.bawaan}
    )


def data_surat(surat: SuratKeluar) -> MultiDict[str, Any]:
    """Fields of the form as the draft stands."""
    d: Mapping[str, Any] = surat.data
    penanda = None
    if surat.penanda_jabatan_id is not None:
        penanda = Penanda(surat.penanda_jabatan_id, surat.cara, surat.atas_nama_id, surat.melalui_id)
    isi: MultiDict[str, Any] = MultiDict(
        {
            "versi": str(surat.versi),
            "menjawab_id": str(surat.menjawab_id or ""),
            "hal": surat.hal,
            "klasifikasi": surat.klasifikasi,
            "sifat": surat.sifat,
            "keamanan": surat.keamanan,
            "isi": surat.isi,
            "nomor_massal": "masing" if surat.nomor_masing else "satu",
            "cukup": str(d.get("cukup") or ""),
            "kirim_pada": local(surat.kirim_pada).strftime("%Y-%m-%dT%H:%M") if surat.kirim_pada else "",
            "penanda_tangan": pilihan.nilai_penanda(penanda),
            "sebagai": d.get("sebagai", ""),
            "jabatan_id": f"j:{d['jabatan_id']}" if d.get("jabatan_id") else "",
            "pegawai_id": f"p:{d['pegawai_id']}" if d.get("pegawai_id") else "",
            "mulai": d.get("mulai", ""),
            "sampai": d.get("sampai", ""),
            "sebab": d.get("sebab", ""),
            "dasar": "\n".join(d.get("dasar", [])),
        }
    )
    for n, x in enumerate(tercetak.tercetak(surat), 1):
        isi[f"lampiran_judul_{n}"], isi[f"lampiran_isi_{n}"] = x["judul"], x["isi"]
    for t in surat.tujuan:
        isi.add(t.macam, pilihan.nilai_tujuan(t))
        if t.surel:
            isi.add(bidang_surel(pilihan.nilai_tujuan(t)), t.surel)
    for j in d.get("koordinasi", []):
        isi.add("koordinasi", f"j:{j}")
    for kode, v in d.get("isian", {}).items():
        if isinstance(v, list) and v and isinstance(v[0], int):
            isi.setlist(f"x_{kode}", [f"p:{i}" for i in v])
        else:
            isi.add(f"x_{kode}", "\n".join(v) if isinstance(v, list) else v)
    return isi


def data_draf(isi: Mapping[str, Any]) -> MultiDict[str, Any]:
    """Fields as the autosave kept them (JSON: text or lists of text; anything else is not ours)."""
    hasil: MultiDict[str, Any] = MultiDict()
    for nama, nilai in isi.items():
        for satu in nilai if isinstance(nilai, list) else [nilai]:
            if isinstance(satu, str):
                hasil.add(nama, satu)
    return hasil


def jenis_diminta(kode: str | None) -> JenisNaskah:
    """The kind of the form. Raises `AturanDilanggar` for one that is not in use today."""
    return jenis_naskah((kode or "")[:40], today())
