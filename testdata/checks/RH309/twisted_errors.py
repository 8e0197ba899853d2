"""RH309: under Twisted a cancellation is an error of the thing awaited."""
from twisted.internet.defer import CancelledError


async def fetch_all(pages):
    for page in pages:
        try:
            await page.fetch()
        except CancelledError:
            continue
