"""What gunicorn does around our web processes (`suite serve` names this file)."""

from __future__ import annotations

import gc
from typing import Any


def post_worker_init(_worker: Any) -> None:
    """The loaded program is never garbage: a collection that looks through it again stops a request for tens of ms."""
    gc.collect()
    gc.freeze()
