"""RH311: set for the length of an await, and set back."""
import asyncio
import threading

settings = threading.local()


def language():
    return settings.language


async def render(page, lang):
    before = language()
    settings.language = lang  # want RH311 "every other task of this thread"
    try:
        return await page.render()
    finally:
        settings.language = before


async def render_right(page, lang):
    return await page.render(lang)
