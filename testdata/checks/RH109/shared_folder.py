"""RH109: a folder that any process may create."""
# no-strip-test
import os


def store(name, data):
    folder = os.path.dirname(name)
    if not os.path.exists(folder):
        os.makedirs(folder)  # want RH109 note "folder was tested before this call"
    with open(name, "wb") as f:
        f.write(data)


def two(first, second):
    if not os.path.isdir(first):
        os.mkdir(first)  # want RH109 note "first was tested before this call"
    if not os.path.isdir(second):
        os.mkdir(second)  # note RH109 "second"


def fine(folder):
    os.makedirs(folder, exist_ok=True)


def handled(folder):
    if not os.path.isdir(folder):
        try:
            os.mkdir(folder)
        except FileExistsError:
            pass


def main(folder):
    # nobody else is at work yet
    if not os.path.isdir(folder):
        os.mkdir(folder)  # note RH109 "folder"
