"""RH108: standard output goes elsewhere for all threads."""
# no-strip-test
import contextlib
import io
from concurrent.futures import ThreadPoolExecutor


def capture(call):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):  # want RH108 "sys.stdout changes for all threads"
        call()
    return out.getvalue()


def prepared(call):
    redirect = contextlib.redirect_stdout(io.StringIO())
    return redirect, call


def run(calls):
    with ThreadPoolExecutor() as pool:
        return [pool.submit(capture, call) for call in calls]
