"""RH210: several threads of the program run the function."""
# no-strip-test
import threading

count = 0


def work():
    lock = threading.Lock()
    with lock:  # want RH210 error "made anew by every call of work"
        job()


def job():
    pass


def main():
    for _ in range(4):
        threading.Thread(target=work).start()
