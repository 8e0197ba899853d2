import asyncio

from .context import CONTEXT


async def translate(text):
    await asyncio.sleep(0.1)
    return text


async def greet(channel):
    CONTEXT.channel = channel
    text = await translate("hello")
    CONTEXT.channel.post(text, CONTEXT.locale)  # want RH105 "CONTEXT.channel"


async def greet_local(channel):
    text = await translate("hello")
    channel.post(text, CONTEXT.locale)
