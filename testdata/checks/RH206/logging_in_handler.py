"""RH206: the handler interrupts somebody who writes to the log, and writes to it."""
import logging
import signal

logger = logging.getLogger(__name__)


class Server:
    def __init__(self):
        self.running = True

    def start(self):
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.abort)

    def stop(self, number, frame):
        logger.info("stopping")  # want RH206 note "logging writes to the handlers' streams"
        self.running = False

    def abort(self, number, frame):
        self.running = False
