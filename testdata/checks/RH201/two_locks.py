"""RH201: two locks of one class, in both orders."""
import threading


class Bank:
    def __init__(self):
        self.accounts = threading.Lock()
        self.audit = threading.Lock()
        self.rows = []

    def transfer(self, row):
        with self.accounts:
            self.rows.append(row)
            with self.audit:  # want RH201 warning "Bank.audit is acquired while Bank.accounts is held, and Bank.report.*other order"
                self.rows.sort()

    def report(self):
        with self.audit:
            with self.accounts:
                return list(self.rows)


class OrderedBank:
    def __init__(self):
        self.accounts = threading.Lock()
        self.audit = threading.Lock()
        self.rows = []

    def transfer(self, row):
        with self.accounts, self.audit:
            self.rows.append(row)

    def report(self):
        with self.accounts:
            with self.audit:
                return list(self.rows)
