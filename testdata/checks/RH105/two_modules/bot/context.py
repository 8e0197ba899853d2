class Context:
    """What the bot is doing at the moment."""

    def __init__(self):
        self.channel = None
        self.locale = "en"


CONTEXT = Context()
