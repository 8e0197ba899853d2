"""RH308: clean-ups in except Exception that are known by a word of their name."""
import asyncio


class Dialer:
    def __init__(self):
        self.waiters = {}

    async def dial(self, make):
        protocol = await make()
        try:
            await protocol.handshake()  # want RH308 "protocol.fail_connection.* is skipped"
        except LookupError as moved:
            return moved
        except Exception:
            protocol.fail_connection()
            await protocol.wait_closed()
            raise
        return protocol

    async def dial_right(self, make):
        protocol = await make()
        try:
            await protocol.handshake()
        except BaseException:
            protocol.fail_connection()
            raise
        return protocol


class Uploader:
    async def upload(self, storage, parts):
        session = None
        try:
            session = await storage.begin()
            await session.send(parts)  # want RH308 "session.abort_upload.* is skipped"
        except Exception:
            if session is not None:
                session.abort_upload()
            raise

    async def upload_if_new(self, storage, parts):
        session = await storage.begin()
        try:
            await session.send(parts)
        except Exception as error:
            if error.args:
                session.abort_upload()
            raise

    async def tell(self, storage, parts):
        session = await storage.begin()
        try:
            await session.send(parts)
        except Exception:
            storage.log_failure(session)
            raise


class Routine:
    async def run(self, work, waiters):
        try:
            await work()
        except asyncio.CancelledError:
            raise
        except Exception as error:
            waiters.abort_waiters(error)
            raise
