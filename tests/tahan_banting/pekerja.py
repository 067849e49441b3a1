"""The worker of long work as `suite jobs run` is, with one kind more whose every step can be counted afterwards."""

from __future__ import annotations

from datetime import timedelta

from suite.app import create_app
from suite.core.config import Config
from suite.core.jobs.worker import Pekerja
from tests.harness import pekerja_uji  # noqa: F401  (registers the kind `uji_langkah`)


def main() -> None:
    pekerja = Pekerja(create_app(Config.dari_lingkungan()), sewa=timedelta(seconds=3), jeda=0.2)
    pekerja.pasang_sinyal()
    pekerja.jalan()


if __name__ == "__main__":
    main()
