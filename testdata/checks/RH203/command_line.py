"""RH203: commands of a command line run one at a time; handlers of a bot do not."""
import threading

import cyclopts

app = cyclopts.App()
directory_lock = threading.Lock()


@app.command(name="ui")
async def ui(run):
    with directory_lock:
        await run("ui")  # want RH203 warning "held while this suspends"
