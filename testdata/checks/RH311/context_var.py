"""RH311: each task has its own context."""
import contextvars

current_user = contextvars.ContextVar("current_user")


async def handle(request, load):
    current_user.set(request.user)
    data = await load(request)
    print(current_user.get(), data)
