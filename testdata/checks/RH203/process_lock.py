"""RH203: a lock between processes blocks the thread, too."""
import multiprocessing

printer = multiprocessing.Lock()


async def show(screen, text):
    with printer:
        await screen.write(text)  # want RH203 "printer is held"


async def show_after(screen, text):
    with printer:
        text = text.upper()
    await screen.write(text)
