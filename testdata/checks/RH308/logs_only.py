"""RH308: a handler that only logs has nothing to miss."""
import logging


async def fetch(client, url):
    try:
        return await client.get(url)
    except Exception:
        logging.exception("no reply from %s", url)
        raise
