"""RH201: public methods of a class that owns locks are there for other threads, too."""
import threading


class Bank:
    def __init__(self):
        self.accounts = threading.Lock()
        self.audit = threading.Lock()

    def transfer(self):
        with self.accounts:
            with self.audit:  # want RH201 warning "Bank.audit is acquired while Bank.accounts is held"
                pass

    def report(self):
        with self.audit:
            with self.accounts:
                pass


class Script:
    def __init__(self):
        self.accounts = threading.Lock()
        self.audit = threading.Lock()

    def run(self):
        self._transfer()
        self._report()

    def _transfer(self):
        with self.accounts:
            with self.audit:
                pass

    def _report(self):
        with self.audit:
            with self.accounts:
                pass


if __name__ == "__main__":
    bank = Bank()
    bank.transfer()
    bank.report()
    Script().run()
