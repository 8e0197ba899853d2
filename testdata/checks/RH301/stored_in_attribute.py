"""RH301: an attribute or an element of a container that lives keeps the task."""
import asyncio
from dataclasses import dataclass, field


@dataclass
class Worker:
    task: asyncio.Task | None = None
    history: list = field(default_factory=list)
    jobs: dict = field(default_factory=dict)

    async def _run(self, job):
        await asyncio.sleep(1)
        return job

    def start(self, job):
        self.task = asyncio.create_task(self._run(job))

    def start_keyed(self, job):
        self.jobs[job] = asyncio.create_task(self._run(job))

    def start_appended(self, job):
        self.history.append(asyncio.create_task(self._run(job)))

    def start_default(self, job):
        return self.jobs.setdefault(job, asyncio.create_task(self._run(job)))

    def start_updated(self, job):
        self.jobs.update({job: asyncio.create_task(self._run(job))})


def attach(app, job, worker):
    app["job"] = asyncio.create_task(worker._run(job))
    app.state.job = asyncio.ensure_future(worker._run(job))
