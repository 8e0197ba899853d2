"""RH103: removing from a list while iterating skips the element after."""


def prune(jobs: list):
    for job in jobs:
        if job.done:
            jobs.remove(job)  # want RH103 "jobs"


def prune_index(jobs: list):
    for i, job in enumerate(jobs):
        if job.done:
            del jobs[i]  # want RH103 "jobs"


def prune_pop():
    jobs = [3, 1, 2]
    for job in jobs:
        if job > 1:
            jobs.pop()  # want RH103 "jobs"


def prune_copy(jobs: list):
    for job in jobs[:]:
        if job.done:
            jobs.remove(job)


def prune_backwards(jobs: list):
    for i in range(len(jobs) - 1, -1, -1):
        if jobs[i].done:
            del jobs[i]


def prune_in_place(jobs: list):
    jobs[:] = [job for job in jobs if not job.done]
