"""RH104: a threading server makes a handler for each connection; what hangs on the server is shared."""
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site:
    def __init__(self):
        self.index = None

    def page(self):
        if self.index is None:
            self.index = Index()  # want RH104 "self.index"
        return self.index


class Index:
    pass


SITE = Site()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.head("Server", "x")
        SITE.page()

    def head(self, name, value):
        if not hasattr(self, "lines"):
            self.lines = []
        self.lines.append((name, value))


def main():
    ThreadingHTTPServer(("", 80), Handler).serve_forever()
