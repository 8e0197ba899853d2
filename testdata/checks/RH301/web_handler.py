"""RH301: a web handler answers at once and leaves a task behind."""
import asyncio

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
running: set[asyncio.Task] = set()


async def transcode(video: str) -> None:
    await asyncio.sleep(60)


@app.post("/videos/{video}")
async def upload(video: str):
    asyncio.create_task(transcode(video))  # want RH301 "task"
    return {"queued": video}


@app.post("/tracked/{video}")
async def upload_tracked(video: str):
    task = asyncio.create_task(transcode(video))
    running.add(task)
    task.add_done_callback(running.discard)
    return {"queued": video}


@app.post("/after/{video}")
async def upload_after(video: str, tasks: BackgroundTasks):
    tasks.add_task(transcode, video)
    return {"queued": video}
