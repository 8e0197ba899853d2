"""RH102: events of chat libraries are handled by tasks that overlap."""
import asyncio

import discord
from discord.ext import commands, tasks
from telethon import TelegramClient, events

client = TelegramClient("name", 1, "hash")
answered = 0
beats = 0


@client.on(events.NewMessage)
async def answer(event):
    global answered
    n = answered
    await event.respond("hello")
    answered = n + 1  # want RH102 "answered"


class Bot(discord.Client):
    def __init__(self):
        super().__init__()
        self.seen = 0

    async def on_message(self, message):
        seen = self.seen
        await message.channel.send("seen")
        self.seen = seen + 1  # want RH102 "self.seen"


class Games(commands.Cog):
    def __init__(self):
        self.games = 0

    @commands.command()
    async def play(self, ctx):
        games = self.games
        await ctx.send("playing")
        self.games = games + 1  # want RH102 "self.games"


@tasks.loop(seconds=5)
async def beat():
    global beats
    n = beats
    await asyncio.sleep(1)
    beats = n + 1  # one turn after the other
