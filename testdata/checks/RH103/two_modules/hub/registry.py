class Registry:
    """Everything that is plugged in at the moment."""

    def __init__(self):
        self.devices = {}

    def plug(self, name, device):
        self.devices[name] = device

    def unplug(self, name):
        self.devices.pop(name, None)
