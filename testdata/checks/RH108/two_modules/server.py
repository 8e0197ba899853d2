import threading

import codec


def serve(parts):
    for part in parts:
        threading.Thread(target=codec.pack, args=(part,)).start()
        threading.Thread(target=codec.pack_own, args=(part,)).start()
