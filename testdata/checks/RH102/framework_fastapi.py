"""RH102: FastAPI runs plain endpoints in a pool of threads and coroutine endpoints on its loop."""
# no-lock-test: plain methods run in threads
import asyncio

from fastapi import APIRouter, BackgroundTasks, FastAPI

app = FastAPI()
router = APIRouter()
plain = 0
on_loop = 0
later = 0
once = 0


@app.get("/plain")
def get_plain():
    global plain
    plain += 1  # want RH102 "plain"
    return plain


@router.post("/loop")
async def post_loop(tasks: BackgroundTasks):
    global on_loop, once
    seen = on_loop
    await asyncio.sleep(0.1)
    on_loop = seen + 1  # want RH102 "on_loop"
    once += 1
    tasks.add_task(count_later)
    return once


def count_later():
    global later
    later += 1  # want RH102 "later"
