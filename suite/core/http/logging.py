"""Structured logs: one JSON line an event on standard error, with the request id; readable text in development."""

from __future__ import annotations

import logging
import sys

import structlog


def siapkan(*, json: bool, tingkat: int = logging.INFO) -> None:
    # Tracebacks without local variables: they hold keys, letters and people's data.
    jejak = structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))
    polos = structlog.dev.plain_traceback
    penutup: list[structlog.typing.Processor] = (
        [jejak, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if json
        else [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=polos)]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *penutup,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(tingkat),
        # Standard error as it is when a line is written: whoever redirected it for a while may have closed that file since.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
