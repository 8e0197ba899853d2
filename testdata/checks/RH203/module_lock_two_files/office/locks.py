"""The lock that everybody shares."""
import threading

lock = threading.Lock()
