"""RH205: a slot is counted down beside every close but one."""


class Worker:
    def __init__(self, limit):
        self.limit = limit
        self.busy = 0

    def accept(self, conn):
        if self.busy < self.limit:
            self.busy += 1
            conn.start(self.finish)

    def finish(self, job):
        if job.cancelled():
            job.conn.close()  # want RH205 "on this way self.busy is not counted down"
            return
        try:
            keep = job.result()
            if keep:
                return
            self.busy -= 1
            job.conn.close()
        except ValueError:
            self.busy -= 1
            job.conn.close()


class Fixed:
    def __init__(self, limit):
        self.limit = limit
        self.busy = 0

    def accept(self, conn):
        if self.busy < self.limit:
            self.busy += 1
            conn.start(self.finish)

    def finish(self, job):
        if job.cancelled():
            self.busy -= 1
            job.conn.close()
            return
        try:
            keep = job.result()
            if keep:
                return
            self.busy -= 1
            job.conn.close()
        except ValueError:
            self.busy -= 1
            job.conn.close()
