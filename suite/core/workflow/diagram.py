"""Pictures and tables of a workflow, drawn from its declaration: docs/, the help page and `suite workflow` use them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from suite.core.workflow.declare import T, Workflow


@dataclass(frozen=True)
class Baris:
    """One transition in words, as a row of a table."""

    nama: str
    label: str
    dari: str
    ke: str
    siapa: str
    syarat: str
    efek: str
    pisah: str


def mermaid(workflow: Workflow) -> str:
    """The workflow as a Mermaid state diagram. Several transitions between two states share one arrow."""
    baris = ["stateDiagram-v2"]
    baris += [f"    state {_teks(s.label)} as {_id(s.nama)}" for s in workflow.states]
    baris.append(f"    [*] --> {_id(workflow.start)}")
    panah: dict[tuple[str, str], list[str]] = {}
    for t in workflow.transitions:
        label = _label(t)
        if label not in (daftar := panah.setdefault((t.dari, t.ke), [])):
            daftar.append(label)
    for (dari, ke), label in panah.items():
        baris.append(f"    {_id(dari)} --> {_id(ke)}: {', '.join(_polos(x) for x in label)}")
    keluar = {t.dari for t in workflow.transitions}
    baris += [f"    {_id(s.nama)} --> [*]" for s in workflow.states if s.akhir or s.nama not in keluar]
    return "\n".join(baris) + "\n"


def tabel(workflow: Workflow) -> list[Baris]:
    """The transitions as rows, in the order of the declaration."""
    return [
        Baris(
            nama=t.nama,
            label=_label(t),
            dari=workflow.state(t.dari).label,
            ke=workflow.state(t.ke).label,
            siapa="Sistem" if t.sistem else _nama(t.siapa),
            syarat=_nama(t.syarat),
            efek=_nama(t.efek),
            pisah=", ".join(t.pisah),
        )
        for t in workflow.transitions
    ]


def markdown(workflow: Workflow) -> str:
    """Diagram and table, as they stand in docs/."""
    kepala = "| Tindakan | Dari | Ke | Siapa | Syarat | Yang dilakukan | Dipisah dari |"
    baris = [kepala, "|" + "---|" * 7]
    for b in tabel(workflow):
        sel = (b.label, b.dari, b.ke, b.siapa, b.syarat or "-", b.efek or "-", b.pisah or "-")
        baris.append("| " + " | ".join(s.replace("|", "\\|") for s in sel) + " |")
    judul = workflow.judul or workflow.nama
    return f"# {judul} (versi {workflow.versi})\n\n```mermaid\n{mermaid(workflow)}```\n\n" + "\n".join(baris) + "\n"


def _label(t: T) -> str:
    return t.label or t.nama.replace("_", " ").capitalize()


def _nama(fungsi: Callable[..., Any] | None) -> str:
    """What a function does, in its own words: the first sentence of its docstring, else its name."""
    if fungsi is None:
        return ""
    if fungsi.__doc__:
        return re.split(r"(?<=[.:])\s|\n", fungsi.__doc__.strip(), maxsplit=1)[0].rstrip(".:")
    return getattr(fungsi, "__name__", "").strip("_").replace("_", " ").replace("<lambda>", "")


def _id(nama: str) -> str:
    return re.sub(r"\W", "_", nama)


def _teks(label: str) -> str:
    return '"' + label.replace('"', "'") + '"'


def _polos(label: str) -> str:
    """A label that cannot end the line or the arrow's text."""
    return re.sub(r"[;:\n]+", " ", label).strip()
