"""RH304: what a thread makes for itself brings a loop of its own."""
import asyncio

from flask import Flask

app = Flask(__name__)


class Session:
    def __init__(self):
        self.loop = asyncio.new_event_loop()

    def pull(self):
        self._arm()

    def _arm(self):
        self.loop.call_later(1, self.pull)


class Hub:
    def __init__(self):
        self.loop = asyncio.get_event_loop()

    def ring(self):
        self.loop.call_later(1, self.ring)


hub = Hub()


@app.route("/")
def index():
    session = Session()
    session.pull()
    return "ok"


@app.route("/ring")
def ring():
    hub.ring()  # want RH304 "call_later"
    return "ok"
