"""RH102: callbacks of a message client and jobs of a scheduler run in threads of their own."""
import threading

import paho.mqtt.client as mqtt
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.background import BackgroundScheduler

scheduler = BackgroundScheduler()
loop_scheduler = AsyncIOScheduler()
client = mqtt.Client()
total = 0
handled = 0
ticks = 0


def on_message(client, userdata, message):
    global total, handled
    total += 1  # want RH102 "total"
    handled += 1  # the only thread that does


def report():
    global total
    total = total - 1  # want RH102 "total"


async def tick():
    global ticks
    ticks += 1


client.on_message = on_message
scheduler.add_job(report, "interval", seconds=5)
loop_scheduler.add_job(tick, "interval", seconds=5)
client.loop_start()
scheduler.start()
