"""RH204: a thread is joined that is asleep in another object, whose closing wakes it."""
# no-strip-test: threads wait without async
# no-rename-test: that a call ends something is seen by its name alone
import threading


class Inbox:
    """What the thread of another class waits in."""

    def __init__(self):
        self.room = threading.Condition()
        self.items = []

    def put(self, item):
        with self.room:
            while len(self.items) > 10:
                self.room.wait()
            self.items.append(item)

    def take(self):
        with self.room:
            item = self.items.pop()
            self.room.notify()
            return item

    def close(self):
        with self.room:
            self.items.clear()
            self.room.notify_all()


class Receiver:
    def __init__(self, sock):
        self.sock = sock
        self.inbox = Inbox()
        self.thread = threading.Thread(target=self.receive)
        self.thread.start()

    def receive(self):
        try:
            while True:
                data = self.sock.recv(4096)
                if not data:
                    break
                self.inbox.put(data)
        finally:
            self.inbox.close()

    def close_socket(self):
        self.sock.close()

    def quit(self):
        self.close_socket()
        self.thread.join()  # want RH204 warning "calls close_socket.. and joins Receiver.receive, which may be waiting for self.room"


class ReceiverThatEmpties:
    def __init__(self, sock):
        self.sock = sock
        self.box = Inbox()
        self.thread = threading.Thread(target=self.receive)
        self.thread.start()

    def receive(self):
        while True:
            data = self.sock.recv(4096)
            if not data:
                break
            self.box.put(data)

    def close_socket(self):
        self.sock.close()

    def quit(self):
        self.close_socket()
        self.box.close()
        self.thread.join()
