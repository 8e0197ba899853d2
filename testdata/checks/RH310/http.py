"""RH310: synchronous HTTP clients."""
import urllib.request

import requests
from requests import get


class Weather:
    def __init__(self):
        self.session = requests.Session()

    async def now(self, city):
        reply = self.session.get("https://weather.example/" + city)  # want RH310 "requests.Session.get"
        return reply.json()

    async def old(self, city):
        return get("https://weather.example/" + city).text  # want RH310 "requests.get"

    async def raw(self, city):
        with urllib.request.urlopen("https://weather.example/" + city) as f:  # want RH310 "urlopen"
            return f.read()

    async def right(self, client, city):
        return await client.get("https://weather.example/" + city)
