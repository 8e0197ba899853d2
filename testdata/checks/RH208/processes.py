"""RH208: processes that start by fork while a thread of the same function runs."""
# no-strip-test: processes and threads do without async
import multiprocessing
import multiprocessing as mp
import threading
from concurrent.futures import ProcessPoolExecutor


def told_to_fork(report, work):
    threading.Thread(target=report, daemon=True).start()
    context = mp.get_context("fork")
    worker = context.Process(target=work)
    worker.start()  # want RH208 warning "stay locked in the child for ever"


def told_to_spawn(report, work):
    threading.Thread(target=report, daemon=True).start()
    context = mp.get_context("spawn")
    worker = context.Process(target=work)
    worker.start()


def not_told(report, work):
    threading.Thread(target=report, daemon=True).start()
    worker = multiprocessing.Process(target=work)
    worker.start()  # want RH208 note "if processes start by fork"


def before_the_thread(report, work):
    worker = multiprocessing.Process(target=work)
    worker.start()
    threading.Thread(target=report, daemon=True).start()


def after_the_thread(report, work):
    thread = threading.Thread(target=report)
    thread.start()
    thread.join()
    multiprocessing.Process(target=work).start()


def pool(report, work, items):
    threading.Thread(target=report, daemon=True).start()
    with multiprocessing.Pool(4) as workers:  # want RH208 note "if processes start by fork"
        return workers.map(work, items)


def pool_of_context(report, work, items):
    threading.Thread(target=report, daemon=True).start()
    with mp.get_context("forkserver").Pool(4) as workers:
        return workers.map(work, items)


def executor(report, work):
    threading.Thread(target=report, daemon=True).start()
    with ProcessPoolExecutor(mp_context=mp.get_context("fork")) as workers:
        return workers.submit(work).result()  # want RH208 warning "ProcessPoolExecutor.submit"


def executor_spawned(report, work):
    threading.Thread(target=report, daemon=True).start()
    with ProcessPoolExecutor(mp_context=mp.get_context("spawn")) as workers:
        return workers.submit(work).result()


class Server:
    def __init__(self, report):
        self.report = report

    def start(self):
        threading.Thread(target=self.report, daemon=True).start()

    def spawn(self, work):
        worker = mp.get_context("fork").Process(target=work)
        worker.start()  # want RH208 warning "while the thread that Server.start starts may run"

    def spawn_somehow(self, work):
        worker = mp.Process(target=work)
        worker.start()
