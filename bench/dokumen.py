"""A letter printed and signed, beside the bare cost of both: typst on the same data, one ECDSA signature of the bytes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import typst
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from bench.alat import baris, milidetik, persentil
from suite.core.documents.render import AKAR, FONTS
from suite.core.documents.signing import DevelopmentSigner
from suite.naskah_dinas.documents import JUDUL, cetak_naskah, qr_svg
from tests.core.test_signing import PENANDA, naskah

BANYAK = 60


def ukur(banyak: int = BANYAK) -> list[dict[str, Any]]:
    data = naskah()
    waktu = datetime.now(UTC)
    huruf = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    compiler = typst.Compiler(root=str(AKAR), font_paths=huruf, ignore_system_fonts=True)
    isi = dict(data) | {
        "judul_dokumen": f"{JUDUL['surat_dinas']} {data['nomor']} - {data['hal']}",
        "penerbit": data["kop"]["nama"],
        "qr": qr_svg(data.get("verifikasi", "")),
    }
    masukan = {"data": json.dumps(isi, ensure_ascii=False, sort_keys=True)}
    detik = int(datetime.fromisoformat(data.get("waktu", "")).timestamp())
    kunci = ec.generate_private_key(ec.SECP256R1())

    def polos() -> bytes:
        pdf = compiler.compile(
            input=str(AKAR / "naskah_dinas/documents/surat_dinas.typ"),
            format="pdf",
            sys_inputs=masukan,
            pdf_standards=["a-2b"],  # pyright: ignore[reportArgumentType]
            timestamp=detik,
        )
        assert isinstance(pdf, bytes)
        kunci.sign(pdf, ec.ECDSA(hashes.SHA256()))
        return pdf

    with TemporaryDirectory(prefix="suite-bench-") as folder:
        signer = DevelopmentSigner(Path(folder))

        def kami() -> tuple[bytes, bytes]:
            pdf = cetak_naskah("surat_dinas", data)
            return pdf, signer.tanda_tangani(pdf, penanda=PENANDA, waktu=waktu)

        pdf, bertanda = kami()
        assert pdf == polos(), "both must print the same bytes"
        assert bertanda.startswith(pdf) and signer.periksa(bertanda).sah
        lama = [milidetik(kami) for _ in range(banyak)]
        batas = [milidetik(polos) for _ in range(banyak)]
    p95 = persentil(lama, 95)
    return [
        baris("PDF dan tanda tangan, p95", p95, persentil(batas, 95), reach="<= 60 ms", ok=p95 <= 60),
        baris("PDF dan tanda tangan, median", median(lama), median(batas), reach="<= 60 ms", ok=median(lama) <= 60),
    ]
