"""Forms of the desk: what a proposal says of itself, one amendment, one mapping."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from suite.core.daftar_kode.jenis import JenisDaftar
from suite.core.daftar_kode.ubahan import TINDAKAN


def _bersih(nilai: Any) -> Any:
    """One line without NUL, which PostgreSQL takes for an attack."""
    return " ".join(nilai.replace("\x00", "").split()) if isinstance(nilai, str) else nilai


def _wajib(pesan: str) -> InputRequired:
    return InputRequired(message=pesan)


def _paling(n: int) -> Length:
    return Length(max=n, message=f"Paling panjang {n} huruf. Ringkaskan.")


class KepalaForm(FlaskForm):
    """Date, regulation and source: every change has them."""

    versi = HiddenField()
    mulai = DateField("Mulai berlaku", [_wajib("Isi tanggal mulai berlaku.")])
    regulasi = StringField(
        "Regulasi",
        [_wajib("Isi regulasi yang menetapkannya."), _paling(200)],
        filters=[_bersih],
        description="Misalnya Permendagri 83/2022 atau Keputusan Wali Kota dengan nomornya.",
    )
    sumber = StringField(
        "Sumber",
        [_wajib("Isi dari mana isinya diambil."), _paling(300)],
        filters=[_bersih],
        description="Lampiran, halaman, atau alamat tempat isinya dapat diperiksa.",
    )

    def validate_mulai(self, field: DateField) -> None:
        if field.data is not None and not 1945 <= field.data.year <= 2200:
            raise ValidationError("Periksa tahunnya.")


class ImporForm(KepalaForm):
    berkas = FileField("Berkas CSV atau XLSX")


class PetaForm(FlaskForm):
    """What one old code becomes; new codes separated by commas or blanks."""

    versi = HiddenField()
    kode_lama = StringField("Kode lama", [_wajib("Isi kode pada versi lama."), _paling(70)], filters=[_bersih])
    kode_baru = StringField(
        "Menjadi kode",
        [_paling(1000)],
        filters=[_bersih],
        description="Beberapa kode dipisahkan koma. Kosongkan bila kode itu berakhir tanpa pengganti.",
    )

    @property
    def tujuan(self) -> list[str]:
        return (self.kode_baru.data or "").replace(",", " ").replace(";", " ").split()


def form_perubahan(jenis: JenisDaftar, tindakan: str, *, kepala: bool) -> Any:
    """A form for one amendment of this list, with the head of a new proposal when `kepala`."""
    isian: dict[str, Any] = {
        "tindakan": HiddenField(),
        "kode": StringField(
            "Kode baru" if tindakan == "tambah" else "Kode",
            [_wajib("Isi kodenya."), _paling(70)],
            filters=[_bersih],
            description=f"Misalnya {jenis.contoh_kode}.",
        ),
    }
    if tindakan == "pindah":
        isian["kode_baru"] = StringField(
            "Kode tujuan",
            [_wajib("Isi kode tujuannya."), _paling(70)],
            filters=[_bersih],
            description="Kode di bawahnya ikut pindah.",
        )
    if tindakan in {"tambah", "ubah"}:
        isian["uraian"] = TextAreaField("Uraian", [_wajib("Isi uraiannya."), _paling(1000)], filters=[_bersih])
        for k in jenis.kolom:
            isian[f"data_{k.nama}"] = StringField(judul_kolom(k.nama), [_paling(200)], filters=[_bersih])
    return type("PerubahanForm", (KepalaForm if kepala else _DenganVersi,), isian)()


class _DenganVersi(FlaskForm):
    versi = HiddenField()


def isi_perubahan(form: Any, tindakan: str) -> dict[str, Any]:
    """The amendment that a valid form describes (see `ubahan.terapkan`)."""
    hasil: dict[str, Any] = {"tindakan": tindakan, "kode": form.kode.data}
    if tindakan == "pindah":
        hasil["kode_baru"] = form.kode_baru.data
    if tindakan in {"tambah", "ubah"}:
        hasil["uraian"] = form.uraian.data
        hasil["data"] = {f.name.removeprefix("data_"): f.data for f in form if f.name.startswith("data_") and f.data}
    return hasil


def judul_kolom(nama: str) -> str:
    """'Nasib akhir' of nasib_akhir."""
    return nama.replace("_", " ").capitalize()


def tindakan_dari(nilai: str | None) -> str:
    return nilai if nilai in TINDAKAN else "ubah"
