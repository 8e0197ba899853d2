"""try, raise and with in all their shapes, nested."""
import threading

lock = threading.Lock()


def risky(task):
    try:
        task()
    except KeyError:
        raise
    except (ValueError, TypeError) as err:
        raise RuntimeError("bad") from err
    except OSError: pass
    except:
        raise SystemExit
    else:
        task = None
    finally:
        lock.release()


def nested(task):
    try:
        try:
            task()
        finally:
            task.close()
    except Exception as err:
        try: err.retry()
        except Exception: pass
    try:
        for step in task:
            try:
                step()
            except StopIteration:
                break
            else:
                continue
            finally:
                step.done = True
    finally:
        task = None


def managed(path):
    with lock:
        lock.count += 1
    with lock, open(path) as source, open(path, "w") as (a, b):
        source.read()
    with open(path) as self.file, lock as table[0]: pass
    with (lock):
        pass
    with (lock, path):
        pass
    with (lock, path) as pair:
        pass
    with (lock, path), path:
        pass
    with (lock,):
        pass
    with ():
        pass
    with (yield path) as value:
        return value
