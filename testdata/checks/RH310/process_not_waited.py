"""RH310: polling for a process, and starting one, does not wait."""
import os
import subprocess


class Children:
    def __init__(self):
        self.proc = subprocess.Popen(["true"])

    async def reap(self):
        return os.waitpid(-1, os.WNOHANG)

    async def over(self):
        return self.proc.poll() is not None

    async def wait(self):
        self.proc.wait()  # want RH310 "Popen.wait"
