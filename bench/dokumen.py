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
from suite.core.documents.isi import pohon
from suite.core.documents.render import AKAR, FONTS
from suite.core.documents.signing import DevelopmentSigner
from suite.naskah_dinas.documents import JUDUL, Naskah, cetak_naskah, qr_svg
from tests.core.test_signing import PENANDA, naskah

BANYAK = 60


def ukur(banyak: int = BANYAK) -> list[dict[str, Any]]:
    """Each round prints another letter: typst remembers one it has laid out before, an office never prints it twice."""
    waktu = datetime.now(UTC)
    huruf = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    compiler = typst.Compiler(root=str(AKAR), font_paths=huruf, ignore_system_fonts=True)
    kunci = ec.generate_private_key(ec.SECP256R1())

    def polos(n: int) -> bytes:
        data = _surat(n)
        isi = dict(data) | {
            "judul_dokumen": f"{JUDUL['surat_dinas']} {data['nomor']} - {data['hal']}",
            "penerbit": data["kop"]["nama"],
            "qr": qr_svg(data.get("verifikasi", "")),
        }
        pdf = compiler.compile(
            input=str(AKAR / "naskah_dinas/documents/surat_dinas.typ"),
            format="pdf",
            sys_inputs={"data": json.dumps(isi, ensure_ascii=False, sort_keys=True)},
            pdf_standards=["a-2b"],  # pyright: ignore[reportArgumentType]
            timestamp=int(datetime.fromisoformat(data.get("waktu", "")).timestamp()),
        )
        assert isinstance(pdf, bytes)
        kunci.sign(pdf, ec.ECDSA(hashes.SHA256()))
        return pdf

    with TemporaryDirectory(prefix="suite-bench-") as folder:
        signer = DevelopmentSigner(Path(folder))

        def kami(n: int) -> tuple[bytes, bytes]:
            pdf = cetak_naskah("surat_dinas", _surat(n))
            return pdf, signer.tanda_tangani(pdf, penanda=PENANDA, waktu=waktu)

        for n in range(3):
            pdf, bertanda = kami(n)
            assert pdf == polos(n), "both must print the same bytes"
            assert bertanda.startswith(pdf) and signer.periksa(bertanda).sah
        lama = [milidetik(lambda n=n: kami(n)) for n in range(1000, 1000 + banyak)]
        batas = [milidetik(lambda n=n: polos(n)) for n in range(2000, 2000 + banyak)]
    p95 = persentil(lama, 95)
    return [
        baris("PDF dan tanda tangan, p95", p95, persentil(batas, 95), reach="<= 60 ms", ok=p95 <= 60),
        baris("PDF dan tanda tangan, median", median(lama), median(batas), reach="<= 60 ms", ok=median(lama) <= 60),
    ]


def _surat(n: int) -> Naskah:
    """A page of letter with a table; number and text are its own."""
    data = naskah()
    data["nomor"] = f"000.1.5/{n}/Diskominfo/2026"
    data["verifikasi"] = f"http://localhost/v/{n:032x}"
    baris_tabel = "".join(f"<tr><td>{i}</td><td>Unit {n + i}</td><td>{i * n}</td></tr>" for i in range(8))
    data["isi"] = pohon(
        f"<p>Menindaklanjuti surat nomor {n}, bersama ini kami sampaikan hal berikut kepada Saudara.</p>"
        f"<ol><li>daftar {n};</li><li>jadwal {n + 1}.</li></ol><table>{baris_tabel}</table><p>Demikian disampaikan.</p>"
    )
    return data
