"""Iterating over what threads fill that this very function has started."""

import threading

results = {}


def work(number):
    results[number] = number * number


def too_early():
    threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for number in results:  # want RH103 "results"
        print(number)
    for thread in threads:
        thread.join()


def in_time():
    threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in results:
        print(number)


def over_a_copy():
    threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for number in list(results):
        print(number)
    for thread in threads:
        thread.join()
