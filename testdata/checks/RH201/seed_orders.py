"""RH201: two locks in two orders, in several disguises; sorted, they are fine."""
import threading

lock_a = threading.Lock()
lock_b = threading.Lock()
lock_c = threading.Lock()
lock_d = threading.Lock()
lock_e = threading.Lock()
lock_f = threading.Lock()
lock_g = threading.Lock()
lock_h = threading.Lock()
left = threading.Lock()
right = threading.Lock()


def one_line():
    with lock_a, lock_b:  # want RH201 "lock_b is acquired while lock_a is held"
        pass


def nested():
    with lock_b:
        with lock_a:
            pass


def by_hand():
    lock_c.acquire()
    lock_d.acquire()  # want RH201 "lock_d is acquired while lock_c is held"
    lock_d.release()
    lock_c.release()


def in_helper():
    with lock_d:
        _take_c()


def _take_c():
    with lock_c:
        pass


def through_alias():
    first, second = lock_e, lock_f
    with first:
        with second:  # want RH201 "lock_f is acquired while lock_e is held"
            pass


def in_try():
    lock_f.acquire()
    try:
        with lock_e:
            pass
    finally:
        lock_f.release()


def conditional(wanted):
    with lock_g:
        if wanted:
            with lock_h:  # want RH201 "lock_h is acquired while lock_g is held"
                pass


def looped(items):
    with lock_h:
        for _ in items:
            with lock_g:
                pass


def sorted_one():
    locks = sorted([left, right], key=id)
    with locks[0]:
        with locks[1]:
            pass


def sorted_two():
    locks = sorted([right, left], key=id)
    with locks[0]:
        with locks[1]:
            pass
