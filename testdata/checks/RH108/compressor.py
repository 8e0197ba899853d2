"""RH108: one compressor for all threads."""
# no-strip-test
import threading

import zstandard

compressor = zstandard.ZstdCompressor()
decompressor = zstandard.ZstdDecompressor()
guarded = zstandard.ZstdCompressor()
lock = threading.Lock()


def pack(data):
    return compressor.compress(data)  # want RH108 error "compressor is one compressor for all threads"


def unpack(data):
    return decompressor.decompress(data)  # want RH108 warning "decompressor is one decompressor"


def pack_guarded(data):
    with lock:
        return guarded.compress(data)


def pack_own(data):
    return zstandard.ZstdCompressor().compress(data)


def main(parts):
    for part in parts:
        threading.Thread(target=pack, args=(part,)).start()
