"""Recovery and care: backup and restore, read-only mode, metrics, and what the admin must know about the machine.

`arsip` and `sandi` are the file of a backup, `tabel` a database as text that either store takes, `cadangan` and
`pemulihan` the two directions. `mode` is the read-only switch, `denyut` who is running, `metrik` and `keadaan` what is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def pasang(app: Flask) -> None:
    """Mount the status page, the switch and the metrics; put the read-only mode before every writing request."""
    from suite.core.pulih import metrik, mode, views

    mode.pasang(app)
    metrik.pasang(app)
    app.register_blueprint(views.bp)
