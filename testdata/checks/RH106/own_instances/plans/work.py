"""Has to do with threads, which makes the package one that has."""
import threading

lock = threading.Lock()
