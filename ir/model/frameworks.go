package model

// stdlib holds types of the standard library that other rows build on.
var stdlib = Library{
	Name: "builtins",
	Aliases: []Alias{
		{"typing.Dict", "builtins.dict"}, {"typing.List", "builtins.list"}, {"typing.Set", "builtins.set"},
		{"typing.MutableMapping", "builtins.dict"}, {"typing.Deque", "collections.deque"},
		{"typing.DefaultDict", "collections.defaultdict"}, {"typing.OrderedDict", "collections.OrderedDict"},
	},
	Returns: []Return{
		{"builtins.sorted", "builtins.list"}, {"builtins.list", "builtins.list"}, {"builtins.dict", "builtins.dict"},
		{"builtins.set", "builtins.set"}, {"builtins.tuple", "builtins.tuple"}, {"builtins.len", "builtins.int"},
		{"builtins.str", "builtins.str"}, {"builtins.int", "builtins.int"}, {"builtins.bool", "builtins.bool"},
		{"builtins.float", "builtins.float"}, {"builtins.repr", "builtins.str"},
		{"builtins.iter", ""}, {"builtins.next", ""}, {"builtins.getattr", ""}, {"builtins.vars", ""},
		{"builtins.min", ""}, {"builtins.max", ""}, {"builtins.sum", ""},
		{"builtins.dict.get", ""}, {"builtins.dict.pop", ""}, {"builtins.dict.setdefault", ""}, {"builtins.list.pop", ""},
		{"builtins.set.pop", ""}, {"collections.deque.popleft", ""}, {"collections.deque.pop", ""},
		{"builtins.dict.copy", "builtins.dict"}, {"builtins.list.copy", "builtins.list"}, {"builtins.set.copy", "builtins.set"},
		{"weakref.ref", "weakref.ref"},
		// What these return stands for a field that the annotation describes.
		{"dataclasses.field", ""}, {"attr.ib", ""}, {"attr.attrib", ""}, {"attr.field", ""}, {"attrs.field", ""},
		{"pydantic.Field", ""}, {"pydantic.PrivateAttr", ""},
	},
}

// anyio describes AnyIO's task groups, threads and primitives.
var anyio = Library{
	Name: "anyio",
	Aliases: []Alias{
		{"anyio._core._tasks.create_task_group", "anyio.create_task_group"},
		{"anyio._core._tasks.TaskGroup", "anyio.abc.TaskGroup"},
		{"anyio.abc._tasks.TaskGroup", "anyio.abc.TaskGroup"},
		{"anyio._core._synchronization", "anyio"},
	},
	Spawns: []Spawn{
		{Call: "anyio.abc.TaskGroup.start_soon", Runs: 0, As: Task, Result: Owned},
		{Call: "anyio.abc.TaskGroup.start", Runs: 0, As: Task, Result: Owned},
		{Call: "anyio.create_task_group.start_soon", Runs: 0, As: Task, Result: Owned},
		{Call: "anyio.to_thread.run_sync", Runs: 0, As: Thread, Result: Owned},
		{Call: "anyio.to_thread.run_sync_in_worker_thread", Runs: 0, As: Thread, Result: Owned},
		{Call: "anyio.to_process.run_sync", Runs: 0, As: Process, Result: Owned},
		{Call: "anyio.from_thread.run", Runs: 0, As: Task, Result: Owned},
		{Call: "anyio.from_thread.run_sync", Runs: 0, As: Callback, Result: Owned},
		{Call: "anyio.run", Runs: 0, As: Task, Result: Owned, Blocks: true},
	},
	Locks: []Lock{
		{Ctor: "anyio.Lock", Scope: Task},
		{Ctor: "anyio.Condition", Scope: Task, Over: true},
		{Ctor: "anyio.Semaphore", Scope: Task, Counting: true},
		{Ctor: "anyio.CapacityLimiter", Scope: Task, Counting: true},
	},
	Returns: []Return{{"anyio.create_task_group", "anyio.abc.TaskGroup"}},
}

// trio describes Trio's nurseries, threads and primitives.
var trio = Library{
	Name: "trio",
	Aliases: []Alias{
		{"trio._core._run.Nursery", "trio.Nursery"}, {"trio._core._run.open_nursery", "trio.open_nursery"},
		{"trio._sync", "trio"}, {"trio._threads.to_thread_run_sync", "trio.to_thread.run_sync"},
	},
	Spawns: []Spawn{
		{Call: "trio.Nursery.start_soon", Runs: 0, As: Task, Result: Owned},
		{Call: "trio.Nursery.start", Runs: 0, As: Task, Result: Owned},
		{Call: "trio.open_nursery.start_soon", Runs: 0, As: Task, Result: Owned},
		{Call: "trio.to_thread.run_sync", Runs: 0, As: Thread, Result: Owned},
		{Call: "trio.from_thread.run", Runs: 0, As: Task, Result: Owned},
		{Call: "trio.from_thread.run_sync", Runs: 0, As: Callback, Result: Owned},
		{Call: "trio.run", Runs: 0, As: Task, Result: Owned, Blocks: true},
		{Call: "trio.lowlevel.spawn_system_task", Runs: 0, As: Task, Result: Owned},
		{Call: "trio.serve_tcp", Runs: 0, As: Handler, Result: Owned},
	},
	Locks: []Lock{
		{Ctor: "trio.Lock", Scope: Task},
		{Ctor: "trio.StrictFIFOLock", Scope: Task},
		{Ctor: "trio.Condition", Scope: Task, Over: true},
		{Ctor: "trio.Semaphore", Scope: Task, Counting: true},
		{Ctor: "trio.CapacityLimiter", Scope: Task, Counting: true},
	},
	Returns: []Return{{"trio.open_nursery", "trio.Nursery"}},
}

// twisted describes the reactor and deferreds.
var twisted = Library{
	Name: "twisted",
	Spawns: []Spawn{
		{Call: "twisted.internet.reactor.callLater", Runs: 1, As: Callback, Result: Owned},
		{Call: "twisted.internet.reactor.callInThread", Runs: 0, As: Thread, Result: Owned},
		{Call: "twisted.internet.reactor.callFromThread", Runs: 0, As: Callback, Result: Owned},
		{Call: "twisted.internet.reactor.callWhenRunning", Runs: 0, As: Callback, Result: Owned},
		{Call: "twisted.internet.threads.deferToThread", Runs: 0, As: Thread, Result: Owned},
		{Call: "twisted.internet.threads.deferToThreadPool", Runs: 2, As: Thread, Result: Owned},
		{Call: "twisted.internet.threads.blockingCallFromThread", Runs: 1, As: Callback, Result: Owned},
		{Call: "twisted.internet.task.deferLater", Runs: 2, As: Callback, Result: Owned},
		{Call: "twisted.internet.defer.Deferred.addCallback", Runs: 0, As: Callback, Result: Owned},
		{Call: "twisted.internet.defer.Deferred.addErrback", Runs: 0, As: Callback, Result: Owned},
		{Call: "twisted.internet.defer.Deferred.addBoth", Runs: 0, As: Callback, Result: Owned},
		{Call: "twisted.internet.defer.Deferred.addCallbacks", Runs: All, As: Callback, Result: Owned},
		{Call: "twisted.internet.task.LoopingCall", Runs: 0, As: Callback, Result: Owned},
		{Call: "twisted.internet.defer.ensureDeferred", Runs: 0, As: Task, Result: Owned},
	},
	Locks: []Lock{
		{Ctor: "twisted.internet.defer.DeferredLock", Scope: Task},
		{Ctor: "twisted.internet.defer.DeferredSemaphore", Scope: Task, Counting: true},
	},
	Entries: join(
		methods("twisted.internet.protocol.Protocol", Callback, Callback, "connectionMade dataReceived connectionLost"),
		methods("twisted.protocols.basic.LineReceiver", Callback, Callback, "connectionMade lineReceived rawDataReceived connectionLost"),
	),
}

// tornado describes Tornado's loop and primitives.
var tornado = Library{
	Name: "tornado",
	Spawns: []Spawn{
		{Call: "tornado.ioloop.IOLoop.spawn_callback", Runs: 0, As: Task, Result: Owned},
		{Call: "tornado.ioloop.IOLoop.add_callback", Runs: 0, As: Callback, Result: Owned},
		{Call: "tornado.ioloop.IOLoop.call_later", Runs: 1, As: Callback, Result: Owned},
		{Call: "tornado.ioloop.IOLoop.add_timeout", Runs: 1, As: Callback, Result: Owned},
		{Call: "tornado.ioloop.IOLoop.call_at", Runs: 1, As: Callback, Result: Owned},
		{Call: "tornado.ioloop.IOLoop.add_callback_from_signal", Runs: 0, As: Callback, Result: Owned},
		{Call: "tornado.ioloop.IOLoop.add_future", Runs: 1, As: Callback, Result: Owned},
		{Call: "tornado.ioloop.IOLoop.add_handler", Runs: 1, As: Callback, Result: Owned},
		{Call: "tornado.ioloop.IOLoop.run_in_executor", Runs: 1, As: Thread, Result: Owned},
		{Call: "tornado.ioloop.PeriodicCallback", Runs: 0, As: Callback, Result: Owned},
	},
	Locks: []Lock{
		{Ctor: "tornado.locks.Lock", Scope: Task},
		{Ctor: "tornado.locks.Semaphore", Scope: Task, Counting: true},
		{Ctor: "tornado.locks.Condition", Scope: Task},
	},
	Returns: []Return{
		{"tornado.ioloop.IOLoop.current", "tornado.ioloop.IOLoop"},
		{"tornado.ioloop.IOLoop.instance", "tornado.ioloop.IOLoop"},
	},
	Entries: join(
		methods("tornado.web.RequestHandler", Handler, Handler, "get post put delete patch head options prepare on_finish"),
		methods("tornado.websocket.WebSocketHandler", Handler, Handler, "open on_message on_close"),
	),
}
