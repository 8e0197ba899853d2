"""RH109: nothing shows that anybody else touches the path; shown on request."""
import os


def clean(path):
    if os.path.exists(path):
        os.remove(path)  # note RH109 "path"
