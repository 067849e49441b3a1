"""What a person does on a page, said once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def pilih(page: Page, nama: str, kata: str, label: str) -> None:
    """Pick from a Tom Select by typing: the option whose first words are `label`."""
    kotak = page.locator(f"#{nama}-ts-control")
    kotak.click()
    kotak.press_sequentially(kata)
    page.locator(".ts-dropdown .option").filter(has_text=re.compile(rf"^\s*{re.escape(label)}")).first.click()


def keping(page: Page, label: str) -> None:
    """Tap a chip (a label over its checkbox or radio)."""
    page.locator("label").filter(has_text=label).first.click()


def yakin(page: Page) -> None:
    """Answer the one question before an irreversible act."""
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    dialog.locator("button[type=submit], button.s-tombol-utama").last.click()


def buka_tugas(page: Page, hal: str) -> None:
    """From the inbox, as one does."""
    page.goto("/tindakan")
    page.get_by_role("link", name=hal, exact=True).first.click()


def laporkan(page: Page, hal: str, laporan: str) -> None:
    """Report what was done on a disposisi."""
    buka_tugas(page, hal)
    page.get_by_role("link", name=re.compile("^Laporkan")).click()
    page.locator("#laporan").fill(laporan)
    page.get_by_role("button", name="Laporkan tindak lanjut").click()
    page.get_by_text("Selesai").first.wait_for()


def selesaikan(page: Page, hal: str) -> str:
    """The head closes the letter; its address."""
    buka_tugas(page, hal)
    page.get_by_role("button", name="Selesaikan").click()
    page.get_by_text("Selesai").first.wait_for()
    return page.url
