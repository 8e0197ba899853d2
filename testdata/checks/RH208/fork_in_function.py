"""RH208: a function that starts a thread and forks."""
# no-strip-test: processes and threads do without async
import os
import threading


def after(report, work):
    threading.Thread(target=report, daemon=True).start()
    if os.fork() == 0:  # want RH208 "os.fork"
        work()


def before(report, work):
    if os.fork() == 0:
        work()
    threading.Thread(target=report, daemon=True).start()


def joined(report, work):
    thread = threading.Thread(target=report)
    thread.start()
    thread.join()
    if os.fork() == 0:
        work()


def other_program(report, argv):
    threading.Thread(target=report, daemon=True).start()
    if os.fork() == 0:
        os.execv(argv[0], argv)


def detach():
    if os.fork():
        os._exit(0)
    os.setsid()
