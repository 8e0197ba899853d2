"""RH109: the same with pathlib."""
# no-strip-test
import threading
from pathlib import Path


def racy(name):
    path = Path(name)
    if path.exists():
        path.unlink()  # want RH109 warning "path"
    folder = Path(name)
    if not folder.is_dir():
        folder.mkdir()  # want RH109 warning "folder"


def fine(name):
    path = Path(name)
    if path.exists():
        path.unlink(missing_ok=True)
    if not path.exists():
        path.mkdir(exist_ok=True)


def work(name):
    racy(name)
    fine(name)


def main(name):
    for _ in range(2):
        threading.Thread(target=work, args=(name,)).start()
