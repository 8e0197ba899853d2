"""RH202: a part calls back into the whole that it belongs to."""
import threading


class Editor:
    def __init__(self):
        self.lock = threading.Lock()
        self.history = History(self)
        self.text = ""

    def length(self):
        with self.lock:
            return len(self.text)

    def insert(self, s):
        with self.lock:
            self.text += s
            self.history.note()  # want RH202 "Editor.lock is acquired again in Editor.length while Editor.insert holds it"


class History:
    def __init__(self, editor):
        self.editor = editor
        self.sizes = []

    def note(self):
        self.sizes.append(self.editor.length())
