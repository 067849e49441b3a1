"""A letter that is registered already: told before a second number is given, never where it would give a secret away."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest
from sqlalchemy import func, select

from suite.core import db
from suite.core.clock import today
from suite.core.errors import AturanDilanggar
from suite.core.files import services as files
from suite.naskah_dinas.models import SuratMasuk
from suite.naskah_dinas.rules.kembar import sidik_asal
from suite.naskah_dinas.services import masuk
from tests.naskah_dinas.dunia_masuk import Dunia, pdf_kecil


@pytest.mark.parametrize(
    ("pengirim", "nomor", "sama"),
    [
        ("PT. Khatulistiwa Data", "12/PK/2026", True),
        ("pt khatulistiwa  data", "12 / pk / 2026", True),
        ("PT KHATULISTIWA-DATA", "12.PK.2026", True),
        ("PT Khatulistiwa Data", "13/PK/2026", False),
        ("PT Khatulistiwa", "12/PK/2026", False),
    ],
)
def test_huruf_spasi_dan_tanda_baca_tidak_membedakan(pengirim, nomor, sama):
    assert (sidik_asal(pengirim, nomor) == sidik_asal("PT Khatulistiwa Data", "12/PK/2026")) is sama


@pytest.mark.parametrize(
    ("pengirim", "nomor"), [("PT Data", "-"), ("PT Data", "tanpa nomor"), ("", "12/A"), ("...", "12/A")]
)
def test_tanpa_nomor_atau_pengirim_tidak_membuktikan_apa_apa(pengirim, nomor):
    assert sidik_asal(pengirim, nomor) is None


def catat(d: Dunia, judul: str, **ganti: str) -> int:
    petugas = d.aktor("agenda")
    with d.app.app_context(), db.transaksi():
        pdf = (
            files.simpan(pdf_kecil(judul), nama="x.pdf", actor=petugas) if ganti.get("keamanan", "B") in "BT" else None
        )
        dasar = {
            "opd_id": d.unit["kom"].id, "tujuan_jabatan_id": d.jabatan["kadis"].id, "pengirim": "PT Data",
            "nomor": "7/D/2026", "tanggal": today(), "hal": judul,
        }  # fmt: skip
        return masuk.catat(petugas, masuk.IsianMasuk(**(dasar | ganti)), pdf).id


def banyak() -> int:
    with db.transaksi(baca=True) as s:
        return s.scalar(select(func.count()).select_from(SuratMasuk)) or 0


def test_nomor_dan_pengirim_sama_ditahan_sampai_ada_alasan(dunia: Dunia):
    catat(dunia, "Asli", nomor="1/NS/2026")
    semula = banyak()
    with pytest.raises(AturanDilanggar, match=r"sudah tercatat dengan nomor agenda \d+/\d{4}") as galat:
        catat(dunia, "Salinan", nomor="1 / ns / 2026")
    assert (galat.value.kode, galat.value.field) == ("kembar", "alasan_kembar") and banyak() == semula
    kedua = catat(dunia, "Salinan", nomor="1 / ns / 2026", alasan_kembar=" Asli menyusul salinan. ")
    with db.transaksi(baca=True) as s:
        assert s.get_one(SuratMasuk, kedua).alasan_kembar == "Asli menyusul salinan."
    lain = catat(dunia, "Tanpa nomor", nomor="-", alasan_kembar="Tidak perlu")
    with db.transaksi(baca=True) as s:
        assert s.get_one(SuratMasuk, lain).alasan_kembar == "", "no reason is kept where none was needed"


def test_pindaian_yang_sama_ditahan(dunia: Dunia):
    catat(dunia, "Pindaian", nomor="2/PS/2026")
    with pytest.raises(AturanDilanggar, match="sudah tercatat"):
        catat(dunia, "Pindaian", nomor="lain/1", pengirim="CV Lain")


def test_surat_rahasia_tidak_disebut(dunia: Dunia):
    semula = banyak()
    catat(dunia, "Rahasia", nomor="3/RH/2026", keamanan="R")
    catat(dunia, "Biasa", nomor="3/RH/2026")
    assert banyak() == semula + 2


def test_halaman_menunjukkan_yang_ada_dan_tidak_menghilangkan_apa_pun(dunia: Dunia):
    lama = catat(dunia, "Yang pertama", nomor="4/HL/2026")
    k = dunia.klien("agenda")
    isi = {
        "opd_id": str(dunia.unit["kom"].id), "tujuan_jabatan_id": str(dunia.jabatan["kadis"].id), "pengirim": "PT. DATA",
        "nomor": "4/HL/2026", "tanggal": today().isoformat(), "hal": "Penawaran kedua", "sifat": "biasa", "keamanan": "B",
    }  # fmt: skip
    berkas = {"berkas": (io.BytesIO(pdf_kecil("Kedua")), "kedua.pdf")}
    jawab = k.post("/surat-masuk/catat", data=isi | berkas)
    teks = unescape(jawab.get_data(as_text=True))
    assert jawab.status_code == 422 and "Sudah tercatat: agenda " in teks and f"/surat-masuk/{lama}" in teks
    assert "Penawaran kedua" in teks and "Pindaian tadi tersimpan" in teks
    tersimpan = re.search(r'name="berkas_tersimpan" value="(\d+)"', teks)
    assert tersimpan is not None
    jawab = k.post(
        "/surat-masuk/catat", data=isi | {"berkas_tersimpan": tersimpan[1], "alasan_kembar": "Surat asli menyusul."}
    )
    assert jawab.status_code == 302
    assert "Surat asli menyusul." in k.get(jawab.location).get_data(as_text=True)
