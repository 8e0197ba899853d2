def with_(p):
    with open(p) as f, self.lock:
        f.read()
    with a as (b, c.d):
        return b


def try_(q):
    try:
        risky()
    except (A, m.B, *C) as e:
        log(e)
    except factory():
        raise
    except:
        return 1
    else:
        fine()
    finally:
        q.close()
    after()


def dead_ends():
    try:
        return 1
    except E:
        raise
    finally:
        pass


def star():
    try:
        pass
    except* (A, B):
        pass


def loop_in_regions(it):
    for x in it:
        with lock:
            try:
                if x:
                    continue
                break
            finally:
                cleanup()


def final_returns():
    try:
        f()
    finally:
        return 2
