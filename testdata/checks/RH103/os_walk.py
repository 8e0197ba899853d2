"""RH103: os.walk asks for dirnames to be edited, though not while they are walked."""
import os


def sources(root):
    for path, dirs, files in os.walk(root):
        if ".git" in dirs:
            dirs.remove(".git")
        dirs[:] = [d for d in dirs if not d.startswith("_")]
        for name in files:
            yield os.path.join(path, name)


def sources_careless(root):
    for path, dirs, files in os.walk(root):
        for d in dirs:
            if d.startswith("."):
                dirs.remove(d)  # want RH103 "dirs"
        yield from files
