import locks

data = {}


def put(key, value):
    with locks.new():  # want RH210 "locks.new"
        data[key] = value


def put_shared(key, value):
    with locks.shared():
        data[key] = value
