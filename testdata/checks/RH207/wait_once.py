"""RH207: a wait that is not in a loop."""
# no-strip-test: threads wait without async
import threading


class Mailbox:
    def __init__(self):
        self.ready = threading.Condition()
        self.mail = []

    def put(self, letter):
        with self.ready:
            self.mail.append(letter)
            self.ready.notify_all()

    def get(self):
        with self.ready:
            if not self.mail:
                self.ready.wait()  # want RH207 error "self.mail is tested once, before self.ready.wait"
            return self.mail.pop()

    def get_well(self):
        with self.ready:
            while not self.mail:
                self.ready.wait()
            return self.mail.pop()

    def get_by_predicate(self):
        with self.ready:
            self.ready.wait_for(lambda: self.mail)
            return self.mail.pop()

    def look(self):
        with self.ready:
            if not self.mail:
                self.ready.wait()
            if not self.mail:
                return None
            return self.mail.pop()

    def look_for_a_second(self):
        with self.ready:
            if not self.mail:
                self.ready.wait(1)
            return list(self.mail)
