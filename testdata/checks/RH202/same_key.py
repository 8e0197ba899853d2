"""RH202: the lock of one key, twice."""
import threading


class Files:
    def __init__(self):
        self.locks = {"log": threading.Lock(), "data": threading.Lock()}

    def copy(self, name):
        with self.locks[name]:
            with self.locks[name]:  # want RH202 "Files.locks"
                pass

    def append(self, name):
        with self.locks[name]:
            self.rotate(name)  # want RH202 "again in Files.rotate while Files.append holds it"

    def rotate(self, name):
        with self.locks[name]:
            pass

    def rotate_log(self, name):
        with self.locks["data"]:
            self.log()

    def log(self):
        with self.locks["log"]:
            pass
