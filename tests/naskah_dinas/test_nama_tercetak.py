"""What is printed with a signer's name follows the rule of the letter's own day, a draft today's."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from suite.core import clock, db
from suite.core.aturan import Parameter, ketentuan
from suite.core.aturan.ketentuan import beku
from suite.core.clock import ZONE, frozen, today
from suite.core.http.application import Suite
from suite.core.ketentuan.services import biasa
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.rules.jenis import jenis_naskah
from suite.naskah_dinas.services import naskah
from tests.naskah_dinas.kantor import bangun, konsep

NAMA = "naskah_dinas.nama"


def test_surat_bertanggal_tercetak_menurut_aturan_hari_itu(app: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    id = konsep(bangun())
    hari_ini = today()
    besok = hari_ini + timedelta(days=1)
    nilai = biasa(ketentuan.versi_terkirim(NAMA)[-1].nilai)
    nilai["tanpa_gelar"] += nilai.pop("dengan_gelar")
    baru = Parameter(NAMA, besok, None, "Perwali 9/2026", beku(nilai | {"dengan_gelar": []}))

    def lapisan(nama: str, pada: date) -> Parameter | None:
        return baru if nama == NAMA and baru.berlaku(pada) else None

    def gelar(surat: SuratKeluar) -> bool:
        return naskah.susun(surat, jenis_naskah(surat.jenis, today()), "konsep")["penanda"]["tampil"]["gelar"]

    monkeypatch.setattr(ketentuan, "_lapisan", [(lapisan, clock.today)])
    with app.test_request_context(), db.transaksi(baca=True), db.session.no_autoflush:
        surat = db.session.get_one(SuratKeluar, id)
        assert gelar(surat), "a draft of today"
        with frozen(datetime.combine(besok, time(9), ZONE)):
            assert not gelar(surat), "a draft of tomorrow"
            surat.tanggal = hari_ini
            assert gelar(surat), "a letter of yesterday printed again"
            surat.tanggal = besok
            assert not gelar(surat)
        surat.tanggal = besok
        assert not gelar(surat), "dated ahead"
        db.session.expire_all()
