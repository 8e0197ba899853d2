"""RH103: keys(), values() and items() are views of the same dict."""


class Sessions:
    def __init__(self):
        self.by_id: dict[str, float] = {}

    def expire_keys(self, now):
        for sid in self.by_id.keys():
            if self.by_id[sid] < now:
                del self.by_id[sid]  # want RH103 "self.by_id"

    def expire_items(self, now):
        for sid, deadline in self.by_id.items():
            if deadline < now:
                self.by_id.pop(sid)  # want RH103 "self.by_id"

    def expire_values(self, now):
        for deadline in self.by_id.values():
            if deadline < now:
                self.by_id.popitem()  # want RH103 "self.by_id"

    def expire_items_copy(self, now):
        for sid, deadline in list(self.by_id.items()):
            if deadline < now:
                self.by_id.pop(sid)

    def expire_two_steps(self, now):
        old = [sid for sid, deadline in self.by_id.items() if deadline < now]
        for sid in old:
            del self.by_id[sid]
