"""RH102: servers that start a thread for each request, and one that does not."""
import socketserver
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer

requests = 0
lines = 0
datagrams = 0
serial = 0


class Web(BaseHTTPRequestHandler):
    def do_GET(self):
        global requests
        requests += 1  # want RH102 "requests"


class Serial(BaseHTTPRequestHandler):
    def do_GET(self):
        global serial
        serial += 1


class Echo(socketserver.StreamRequestHandler):
    def handle(self):
        global lines
        lines += 1  # want RH102 "lines"


class Pool(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True


def serve(kind):
    if kind == "web":
        ThreadingHTTPServer(("", 8000), Web).serve_forever()
    elif kind == "serial":
        HTTPServer(("", 8001), Serial).serve_forever()
    else:
        Pool(("", 8002), Echo).serve_forever()
