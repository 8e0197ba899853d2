"""RH301: nothing is known of the object, but it is called a loop and does what loops do."""
from sdk import connect


class Chat:
    """A handler of somebody's SDK."""

    def __init__(self, client):
        self._client = client
        self._answer = None

    async def reply(self, text):
        await self._client.send(text)

    def on_message(self, text):
        self._client.loop.create_task(self.reply(text))  # want RH301 "task"

    def on_message_kept(self, text):
        self._answer = self._client.loop.create_task(self.reply(text))

    def on_timer(self, text):
        self._client.event_loop.call_later(5, lambda: self._client.event_loop.create_task(self.reply(text)))  # want RH301 "task"

    def on_board(self, text):
        self._client.board.create_task(self.reply(text))


chat = Chat(connect())
