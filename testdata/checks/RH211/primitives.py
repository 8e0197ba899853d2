"""RH211: queues, events and futures of other threads call nobody."""
import threading


class Fan:
    def __init__(self):
        self._lock = threading.Lock()
        self._queues = []

    def add(self, queue):
        with self._lock:
            self._queues.append(queue)

    def remove(self, queue):
        with self._lock:
            self._queues.remove(queue)

    def put(self, item):
        with self._lock:
            for queue in self._queues:
                queue.put(item)
