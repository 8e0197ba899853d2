"""RH310: the blocking call is two plain functions away."""
import subprocess


def git(*args):
    return subprocess.run(["git", *args], capture_output=True)


def revision():
    return git("rev-parse", "HEAD").stdout


class Build:
    async def describe(self):
        return revision()  # want RH310 "revision.* leads to subprocess.run"

    async def describe_again(self):
        return git("describe")  # want RH310 "git.* leads to subprocess.run"
