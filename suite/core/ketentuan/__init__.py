"""The regulation desk: what a city adds to or changes of the shipped parameters, and the rule calculator.

A change is a document: proposed by one person with source and reason, checked and approved by another, in force from a
date. Nothing in force is edited. Every approval and withdrawal gets the next *stamp*; what was known at a stamp can be
asked for ever, so that a calculator's link gives the same answer after later changes.
"""

from __future__ import annotations

from flask import Flask


def pasang(app: Flask) -> None:
    """Mount the pages, register workflow, permissions and roles, and lay the city's sets over the shipped ones."""
    from suite.core.ketentuan import views, workflow

    workflow.pasang()
    views.pasang(app)
