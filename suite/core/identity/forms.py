"""Forms of login, account and administration. Labels and messages are the person's; rules live in the services."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional


def _bersih(nilai: Any) -> Any:
    """Without blanks around it and without NUL, which PostgreSQL takes for an attack."""
    return nilai.replace("\x00", "").strip() if isinstance(nilai, str) else nilai


def _wajib(pesan: str) -> DataRequired:
    return DataRequired(message=pesan)


class LupaSandiForm(FlaskForm):
    pengenal = StringField("NIP atau surel dinas", [_wajib("Isi NIP atau surel dinas Anda.")], filters=[_bersih])
    kode = StringField("Kode dari admin", [_wajib("Isi kode 8 huruf dan angka dari admin.")], filters=[_bersih])
    sandi_baru = PasswordField("Kata sandi baru", [InputRequired(message="Isi kata sandi baru.")])


class AktivasiForm(FlaskForm):
    pengenal = StringField("NIP atau nama akun", [_wajib("Isi NIP atau nama akun pada lembar.")], filters=[_bersih])
    kode = StringField("Kode aktivasi", [_wajib("Isi kode 12 huruf dan angka pada lembar.")], filters=[_bersih])
    sandi_baru = PasswordField("Kata sandi baru", [InputRequired(message="Tentukan kata sandi baru.")])


class GantiSandiForm(FlaskForm):
    sandi_lama = PasswordField("Kata sandi sekarang", [InputRequired(message="Isi kata sandi yang sekarang.")])
    sandi_baru = PasswordField("Kata sandi baru", [InputRequired(message="Isi kata sandi baru.")])
    cabut_token = BooleanField("Cabut juga semua token API saya")


class PastikanForm(FlaskForm):
    sandi = PasswordField("Kata sandi", [InputRequired(message="Isi kata sandi Anda.")])


class TotpForm(FlaskForm):
    tanda = HiddenField()
    kode = StringField("Kode 6 angka", [_wajib("Isi kode 6 angka yang sedang tampil di aplikasi.")], filters=[_bersih])


class KunciForm(FlaskForm):
    kredensial = HiddenField()
    nama = StringField(
        "Nama kunci",
        [_wajib("Beri nama kunci ini, misalnya Ponsel saya."), Length(max=80, message="Paling panjang 80 karakter.")],
        filters=[_bersih],
    )


class AlamatForm(FlaskForm):
    alamat = StringField("Alamat surel", [_wajib("Isi alamat surel Anda.")], filters=[_bersih])


class KodeSurelForm(FlaskForm):
    kode = StringField("Kode dari surat", [_wajib("Isi kode 6 angka dari surat.")], filters=[_bersih])


class PengaturanForm(FlaskForm):
    tema = RadioField(
        "Tampilan", choices=[("sistem", "Ikuti gawai"), ("terang", "Terang"), ("gelap", "Gelap")], default="sistem"
    )
    kerapatan = RadioField("Kerapatan daftar", choices=[("lega", "Lega"), ("rapat", "Rapat")], default="lega")
    pintasan_huruf = RadioField(
        "Tombol pintas satu huruf",
        choices=[("ya", "Dipakai"), ("tidak", "Dimatikan")],
        default="ya",
        description="J, K, X, dan G lalu huruf. Matikan bila memakai perintah suara.",
    )
    bertindak = SelectField(
        "Bertindak sebagai, setiap kali masuk",
        choices=[("", "Yang terakhir dipilih")],
        default="",
        description="Tetap dapat diganti kapan saja di kiri atas.",
    )


def _alasan(label: str, pesan: str) -> TextAreaField:
    return TextAreaField(
        label, [_wajib(pesan), Length(max=300, message="Paling panjang 300 karakter.")], filters=[_bersih]
    )


class AlasanForm(FlaskForm):
    alasan = _alasan("Alasan", "Tuliskan alasannya; alasan tercatat pada riwayat.")


class AkhiriForm(FlaskForm):
    sampai = DateField(
        "Hari terakhir",
        [Optional()],
        description="Kosongkan untuk mengakhiri sekarang juga.",
    )
    alasan = _alasan("Alasan", "Tuliskan alasannya; alasan tercatat pada riwayat.")


class PeranForm(FlaskForm):
    nama = SelectField("Peran", choices=[])
    unit = SelectField("Berlaku di", choices=[])
    tahun = IntegerField(
        "Tahun anggaran",
        [Optional(), NumberRange(2000, 2100, message="Isi tahun empat angka, misalnya 2026.")],
        description="Hanya untuk peran yang berlaku per tahun anggaran.",
    )
    sampai = DateField("Sampai tanggal", [Optional()], description="Kosongkan bila tidak dibatasi.")
    alasan = _alasan("Dasar atau alasan", "Tuliskan dasar atau alasannya, misalnya nomor SK.")


class SementaraForm(FlaskForm):
    jabatan = HiddenField()
    pegawai = RadioField(
        "Siapa yang bertugas sebagai Plh.",
        choices=[],
        coerce=str,
        validators=[InputRequired(message="Pilih satu orang.")],
    )
    sampai = DateField("Sampai tanggal", [InputRequired(message="Isi hari terakhir penunjukan.")])
    alasan = _alasan("Alasan", "Tuliskan mengapa pejabat mendadak berhalangan.")


class SerahForm(FlaskForm):
    dari = HiddenField()
    ke = HiddenField()
    alasan = _alasan("Alasan", "Tuliskan alasannya, misalnya pindah tugas atau pensiun.")
