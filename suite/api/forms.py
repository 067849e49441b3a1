"""Forms of tokens and webhooks."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError


def _paling(n: int) -> Length:
    return Length(max=n, message=f"Paling panjang {n} huruf.")


class TokenForm(FlaskForm):
    nama = StringField("Nama", [InputRequired("Beri nama, misalnya “Sinkron arsip”."), _paling(80)])
    hari = IntegerField(
        "Masa berlaku (hari)",
        [InputRequired("Isi banyak hari, misalnya 90."), NumberRange(1, 3650, "Isi banyak hari, misalnya 90.")],
        default=90,
    )
    lingkup = SelectMultipleField("Lingkup", validate_choice=False)

    def validate_lingkup(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError("Pilih paling sedikit satu lingkup.")


class WebhookForm(FlaskForm):
    nama = StringField("Nama", [InputRequired("Beri nama, misalnya “Arsip digital”."), _paling(80)])
    url = StringField("Alamat penerima", [InputRequired("Isi alamat yang dimulai dengan https://."), _paling(500)])
    jenis = SelectMultipleField("Peristiwa", validate_choice=False)

    def validate_jenis(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError("Pilih paling sedikit satu peristiwa.")
