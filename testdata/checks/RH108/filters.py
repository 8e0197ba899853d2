"""RH108: warning filters are those of the whole process."""
# no-strip-test
import threading
import warnings


class Loop:
    def __init__(self, old):
        self.old = old
        self.thread = threading.Thread(target=self.start)

    def start(self):
        with warnings.catch_warnings():  # want RH108 warning "the warning filters"
            warnings.simplefilter("ignore")
            self.old.stop()

    def start_quietly(self):
        self.old.stop()


_lock = threading.Lock()


def quiet(call):
    with _lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return call()


async def on_the_loop(call):
    with warnings.catch_warnings():
        return call()
