"""RH201: the callers hold the gate."""
import threading


class Ledger:
    def __init__(self):
        self.gate = threading.RLock()
        self.debit = threading.Lock()
        self.credit = threading.Lock()

    def pay(self):
        with self.gate:
            self._move()

    def refund(self):
        with self.gate:
            self._move_back()

    def _move(self):
        with self.debit:
            with self.credit:
                pass

    def _move_back(self):
        with self.credit:
            self._book()

    def _book(self):
        with self.debit:
            pass
