def f(self, key):
    with self.lock, self.log:
        if key in self.cache:
            return self.cache[key]
        self.cache[key] = value = self.make(key)
    return value
