"""RH205: a handler that releases at its end is enough, although it could fail itself; and to notify never fails."""
import threading


class Packer:
    def __init__(self, store):
        self.store = store
        self.lock = threading.Lock()
        self.changed = threading.Condition()

    def pack(self):
        self.lock.acquire()
        try:
            self.store.copy_rest()
        except:
            self.store.remove_files()
            self.lock.release()
            raise
        self.lock.release()

    def tell(self):
        self.changed.acquire()
        self.changed.notify_all()
        self.changed.release()

    def pack_unsafely(self):
        self.lock.acquire()  # want RH205 "nobody releases it"
        try:
            self.store.copy_rest()
        except OSError:
            self.store.remove_files()
            self.lock.release()
            raise
        self.lock.release()
