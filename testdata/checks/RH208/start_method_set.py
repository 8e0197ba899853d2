"""RH208: the program says how its processes start."""
# no-strip-test: processes and threads do without async
import multiprocessing
import threading


def main(report, work):
    multiprocessing.set_start_method("forkserver")
    threading.Thread(target=report, daemon=True).start()
    multiprocessing.Process(target=work).start()
