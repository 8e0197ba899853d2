package model

import "strings"

// coroutines lists coroutine functions of libraries: calling one does nothing until
// its result is awaited.
var coroutines = Library{
	Name: "coroutines",
	Coroutines: strings.Fields(`
		asyncio.sleep asyncio.wait asyncio.wait_for asyncio.to_thread asyncio.open_connection asyncio.start_server
		asyncio.open_unix_connection asyncio.start_unix_server asyncio.create_subprocess_exec asyncio.create_subprocess_shell
		asyncio.Queue.get asyncio.Queue.put asyncio.Queue.join asyncio.PriorityQueue.get asyncio.PriorityQueue.put
		asyncio.LifoQueue.get asyncio.LifoQueue.put asyncio.Event.wait asyncio.Lock.acquire asyncio.Semaphore.acquire
		asyncio.BoundedSemaphore.acquire asyncio.Condition.acquire asyncio.Condition.wait asyncio.Condition.wait_for
		asyncio.Barrier.wait asyncio.StreamReader.read asyncio.StreamReader.readline asyncio.StreamReader.readexactly
		asyncio.StreamReader.readuntil asyncio.StreamWriter.drain asyncio.StreamWriter.wait_closed
		asyncio.subprocess.Process.wait asyncio.subprocess.Process.communicate
		asyncio.AbstractEventLoop.create_connection asyncio.AbstractEventLoop.create_server
		asyncio.AbstractEventLoop.create_datagram_endpoint asyncio.AbstractEventLoop.shutdown_asyncgens
		asyncio.AbstractEventLoop.shutdown_default_executor asyncio.AbstractEventLoop.sock_recv
		asyncio.AbstractEventLoop.sock_sendall asyncio.AbstractEventLoop.sock_connect asyncio.AbstractEventLoop.sock_accept
		asyncio.AbstractEventLoop.getaddrinfo asyncio.AbstractEventLoop.getnameinfo
		trio.sleep trio.sleep_until trio.sleep_forever trio.to_thread.run_sync trio.lowlevel.checkpoint
		trio.Event.wait trio.Lock.acquire trio.Semaphore.acquire trio.open_tcp_stream trio.serve_tcp
		anyio.sleep anyio.sleep_forever anyio.to_thread.run_sync anyio.connect_tcp anyio.run_process anyio.Event.wait
		anyio.Lock.acquire anyio.Semaphore.acquire anyio.Condition.wait anyio.lowlevel.checkpoint
		aiohttp.ClientSession.close aiohttp.ClientResponse.json aiohttp.ClientResponse.text aiohttp.ClientResponse.read
		aiohttp.web.AppRunner.setup aiohttp.web.AppRunner.cleanup aiohttp.web.TCPSite.start aiohttp.web.TCPSite.stop
		httpx.AsyncClient.get httpx.AsyncClient.post httpx.AsyncClient.put httpx.AsyncClient.patch
		httpx.AsyncClient.delete httpx.AsyncClient.request httpx.AsyncClient.send httpx.AsyncClient.aclose
		asyncpg.connect asyncpg.Connection.execute asyncpg.Connection.fetch asyncpg.Connection.close
		sqlalchemy.ext.asyncio.AsyncSession.commit sqlalchemy.ext.asyncio.AsyncSession.execute
		sqlalchemy.ext.asyncio.AsyncSession.rollback sqlalchemy.ext.asyncio.AsyncSession.flush
		sqlalchemy.ext.asyncio.AsyncSession.close sqlalchemy.ext.asyncio.AsyncSession.refresh
		sqlalchemy.ext.asyncio.AsyncEngine.dispose`),
	Returns: []Return{
		{"await asyncio.create_subprocess_exec", "asyncio.subprocess.Process"},
		{"await asyncio.create_subprocess_shell", "asyncio.subprocess.Process"},
	},
}

// loopBound lists the calls on objects of an event loop that only its own thread may
// make, with what other threads are to call instead.
var loopBound = Library{
	Name: "loopbound",
	LoopBound: map[string]string{
		"asyncio.AbstractEventLoop.call_soon": soon, "asyncio.AbstractEventLoop.call_later": soon,
		"asyncio.AbstractEventLoop.call_at": soon, "asyncio.AbstractEventLoop.add_reader": soon,
		"asyncio.AbstractEventLoop.remove_reader": soon, "asyncio.AbstractEventLoop.add_writer": soon,
		"asyncio.AbstractEventLoop.remove_writer": soon, "asyncio.AbstractEventLoop.stop": soon,
		"asyncio.AbstractEventLoop.create_task": coroutine, "asyncio.create_task": coroutine,
		"asyncio.ensure_future":     coroutine,
		"asyncio.Future.set_result": soon, "asyncio.Future.set_exception": soon, "asyncio.Future.cancel": soon,
		"asyncio.Task.cancel": soon, "asyncio.Event.set": soon, "asyncio.Event.clear": soon,
		"asyncio.Queue.put_nowait": soon, "asyncio.Queue.get_nowait": soon, "asyncio.Queue.task_done": soon,
		"asyncio.PriorityQueue.put_nowait": soon, "asyncio.LifoQueue.put_nowait": soon,
		"asyncio.Lock.release": soon, "asyncio.Semaphore.release": soon, "asyncio.Condition.notify": soon,
		"asyncio.Condition.notify_all": soon, "asyncio.Transport.write": soon, "asyncio.Transport.close": soon,
		"asyncio.StreamWriter.write": soon, "asyncio.StreamWriter.close": soon,
		"asyncio.WriteTransport.write": soon, "asyncio.DatagramTransport.sendto": soon,
		"tornado.ioloop.PeriodicCallback.start": addCallback, "tornado.ioloop.IOLoop.stop": addCallback,
		"tornado.ioloop.IOLoop.call_later": addCallback, "tornado.ioloop.IOLoop.add_timeout": addCallback,
		"tornado.ioloop.IOLoop.spawn_callback": addCallback, "tornado.ioloop.IOLoop.add_future": addCallback,
	},
}

const (
	soon        = "loop.call_soon_threadsafe()"
	coroutine   = "asyncio.run_coroutine_threadsafe()"
	addCallback = "IOLoop.add_callback()"
)
