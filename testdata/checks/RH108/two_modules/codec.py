"""RH108: the object stands in one module, the threads in another."""
# no-strip-test
import zlib

packer = zlib.compressobj()


def pack(data):
    return packer.compress(data)  # want RH108 error "packer is one compressor"


def pack_own(data):
    own = zlib.compressobj()
    return own.compress(data) + own.flush()
