"""Log lines reach standard error, whoever has stood in for it since."""

from __future__ import annotations

import contextlib
import io

import structlog

from suite.core.http import logging


def test_baris_log_ditulis_ke_galat_baku_saat_itu(capsys) -> None:
    sementara = io.StringIO()
    with contextlib.redirect_stderr(sementara):
        logging.siapkan(json=False)
        structlog.get_logger().warning("selama_dialihkan")
    sementara.close()
    structlog.get_logger().warning("setelah_ditutup")
    galat = capsys.readouterr().err
    assert "setelah_ditutup" in galat and "selama_dialihkan" not in galat
