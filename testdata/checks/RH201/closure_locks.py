"""RH201: locks of a function that its inner functions take in threads."""
import threading


def crawl(pages):
    seen = threading.Lock()
    queue = threading.Lock()

    def fetch():
        with queue:
            with seen:  # want RH201 error "crawl.seen is acquired while crawl.queue is held"
                pass

    def store():
        with seen:
            with queue:
                pass

    threading.Thread(target=fetch).start()
    threading.Thread(target=store).start()


def sequential(pages):
    seen = threading.Lock()
    queue = threading.Lock()
    with seen:
        with queue:
            pass
    with queue:
        with seen:
            pass
