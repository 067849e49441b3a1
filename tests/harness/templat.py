"""Compiled templates shared by the apps of one test process: each test has an app of its own, their templates are the same."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class TemplatBersama(BytecodeCache):
    def __init__(self) -> None:
        self._isi: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._isi:
            bucket.bytecode_from_string(self._isi[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._isi[bucket.key] = bucket.bytecode_to_string()
