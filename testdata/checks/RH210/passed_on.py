"""RH210 stays silent: the lock is given to those who take it, too."""
import threading

done = []


def work(lock, item):
    with lock:
        done.append(item)


def main(items):
    lock = threading.Lock()
    threads = [threading.Thread(target=work, args=(lock, item)) for item in items]
    for thread in threads:
        thread.start()
    with lock:
        done.append(None)
    for thread in threads:
        thread.join()
