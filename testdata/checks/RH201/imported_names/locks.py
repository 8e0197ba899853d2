"""RH201: module locks under imported names are the locks of the module that made them."""
import threading

read_lock = threading.Lock()
write_lock = threading.Lock()
