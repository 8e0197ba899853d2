package model

import "slices"

// Pain says how long a blocking call keeps its thread, and so how much an event loop
// suffers from it.
type Pain uint8

const (
	Unbounded Pain = iota // sleeps, networks, subprocesses, waits for other threads
	Local                 // a file of this machine: short as a rule
)

// Block is a call that keeps its thread until it is done.
type Block struct {
	Call    string // canonical qualified name; "prefix.*" for every member of a client object
	Does    string // in a message: "waits for a reply over the network"
	Instead string // what to do in a coroutine; "" for the general advice
	Pain    Pain
	Socket  bool // blocks only while the socket is in blocking mode
}

const (
	network    = "waits for the network"
	database   = "waits for a database"
	subprocess = "waits for a process"
	pauses     = "puts the thread to sleep"
	looksUp    = "waits for the name service"
	disk       = "waits for the disk"
	thread     = "waits for another thread"
)

// blocking lists the calls that must not run on an event loop's thread.
var blocking = Library{
	Name: "blocking",
	Blocks: slices.Concat(
		blocks(pauses, "await asyncio.sleep() instead", "time.sleep"),
		blocks(network, "use an asynchronous HTTP client",
			"requests.get", "requests.post", "requests.put", "requests.patch", "requests.delete", "requests.head",
			"requests.options", "requests.request", "requests.Session.get", "requests.Session.post",
			"requests.Session.put", "requests.Session.patch", "requests.Session.delete", "requests.Session.head",
			"requests.Session.options", "requests.Session.request", "requests.Session.send",
			"requests.session.get", "requests.session.post", "requests.session.put", "requests.session.delete",
			"requests.api.get", "requests.api.post", "requests.api.request",
			"urllib.request.urlopen", "urllib.request.urlretrieve", "urllib2.urlopen",
			"urllib3.PoolManager.request", "urllib3.PoolManager.urlopen", "urllib3.request",
			"httpx.get", "httpx.post", "httpx.put", "httpx.patch", "httpx.delete", "httpx.head", "httpx.request",
			"httpx.stream", "httpx.Client.get", "httpx.Client.post", "httpx.Client.put", "httpx.Client.patch",
			"httpx.Client.delete", "httpx.Client.head", "httpx.Client.request", "httpx.Client.send",
			"http.client.HTTPConnection.getresponse", "http.client.HTTPSConnection.getresponse",
			"http.client.HTTPConnection.request", "http.client.HTTPSConnection.request",
			"xmlrpc.client.ServerProxy.*", "boto3.client.*", "boto3.resource.*"),
		blocks(network, "use the loop's streams or sock_* methods",
			"socket.create_connection", "smtplib.SMTP", "smtplib.SMTP_SSL", "smtplib.SMTP.sendmail", "smtplib.SMTP.send_message",
			"smtplib.SMTP.login", "smtplib.SMTP_SSL.login", "smtplib.SMTP_SSL.sendmail", "smtplib.SMTP_SSL.send_message",
			"imaplib.IMAP4", "imaplib.IMAP4_SSL", "poplib.POP3", "ftplib.FTP", "telnetlib.Telnet",
			"paramiko.SSHClient.connect", "paramiko.SSHClient.exec_command", "select.select", "ssl.get_server_certificate"),
		blocks(looksUp, "await loop.getaddrinfo() instead",
			"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyname_ex", "socket.gethostbyaddr", "socket.getfqdn"),
		blocks(subprocess, "use asyncio.create_subprocess_exec()",
			"subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.check_output",
			"subprocess.getoutput", "subprocess.getstatusoutput", "subprocess.Popen.wait", "subprocess.Popen.communicate",
			"os.system", "os.wait", "os.waitpid", "os.wait3", "os.wait4", "multiprocessing.Process.join",
			"multiprocessing.Pool.map", "multiprocessing.Pool.join"),
		blocks(database, "use an asynchronous driver",
			"psycopg2.connect", "psycopg.connect", "pymysql.connect", "MySQLdb.connect",
			"mysql.connector.connect", "pymssql.connect", "cx_Oracle.connect", "oracledb.connect", "pyodbc.connect",
			"pymysql.Connection.commit", "pymysql.connect.commit", "MySQLdb.connect.commit",
			"pymysql.connect.cursor.execute", "psycopg2.connect.cursor.execute", "psycopg2.connect.cursor.fetchall",
			"MySQLdb.connect.cursor.execute", "mysql.connector.connect.cursor.execute", "pyodbc.connect.cursor.execute",
			"sqlalchemy.orm.Session.execute", "sqlalchemy.orm.Session.query", "sqlalchemy.orm.Session.commit",
			"sqlalchemy.orm.Session.flush", "sqlalchemy.orm.Session.get", "sqlalchemy.orm.Session.scalar",
			"sqlalchemy.orm.Session.scalars", "sqlalchemy.orm.Session.refresh", "sqlalchemy.create_engine.connect",
			"sqlalchemy.create_engine.execute", "sqlalchemy.create_engine.begin",
			"pymongo.MongoClient.admin.command", "pymongo.MongoClient.list_database_names", "pymongo.MongoClient.server_info",
			"redis.Redis.get", "redis.Redis.set", "redis.Redis.delete", "redis.Redis.hget", "redis.Redis.hset",
			"redis.Redis.hgetall", "redis.Redis.exists", "redis.Redis.expire", "redis.Redis.incr", "redis.Redis.lpush",
			"redis.Redis.rpush", "redis.Redis.lpop", "redis.Redis.rpop", "redis.Redis.blpop", "redis.Redis.brpop",
			"redis.Redis.publish", "redis.Redis.ping", "redis.Redis.execute_command", "redis.Redis.setex",
			"redis.StrictRedis.get", "redis.StrictRedis.set", "redis.StrictRedis.delete", "redis.StrictRedis.publish"),
		blocks(thread, "hand it to a thread, or use the asyncio counterpart",
			"threading.Lock.acquire", "threading.RLock.acquire", "threading.Semaphore.acquire",
			"threading.BoundedSemaphore.acquire", "threading.Event.wait", "threading.Condition.wait",
			"threading.Condition.wait_for", "threading.Barrier.wait", "threading.Thread.join", "threading.Timer.join",
			"queue.Queue.get", "queue.LifoQueue.get", "queue.PriorityQueue.get", "queue.SimpleQueue.get", "queue.Queue.join",
			"multiprocessing.Queue.get", "multiprocessing.Event.wait",
			"concurrent.futures.Future.result", "concurrent.futures.Future.exception", "concurrent.futures.wait",
			"concurrent.futures.ThreadPoolExecutor.shutdown", "concurrent.futures.ProcessPoolExecutor.shutdown",
			"concurrent.futures.Executor.shutdown"),
		blocks("waits for the user", "read the terminal in a thread", "builtins.input", "getpass.getpass"),
		files("builtins.open", "io.open", "os.remove", "os.unlink", "os.listdir", "os.scandir", "os.walk", "os.makedirs",
			"os.rename", "os.replace", "shutil.copy", "shutil.copyfile", "shutil.copytree", "shutil.rmtree", "shutil.move",
			"shutil.make_archive", "shutil.unpack_archive", "shutil.copyfileobj", "glob.glob",
			"pathlib.Path.read_text", "pathlib.Path.read_bytes", "pathlib.Path.write_text", "pathlib.Path.write_bytes",
			"pathlib.Path.open", "pathlib.Path.unlink", "pathlib.Path.mkdir", "pathlib.Path.rmdir", "pathlib.Path.rename",
			"tempfile.TemporaryFile", "tempfile.NamedTemporaryFile", "tempfile.mkdtemp", "tempfile.mkstemp",
			"zipfile.ZipFile", "tarfile.open", "sqlite3.connect", "sqlite3.connect.execute", "sqlite3.connect.commit"),
		sockets("socket.socket.connect", "socket.socket.accept", "socket.socket.recv", "socket.socket.recvfrom", "socket.socket.sendall"),
	),
	Returns: []Return{
		{"requests.Session", "requests.Session"}, {"requests.session", "requests.Session"},
		{"subprocess.Popen", "subprocess.Popen"}, {"socket.socket", "socket.socket"},
		{"redis.StrictRedis", "redis.Redis"}, {"redis.from_url", "redis.Redis"}, {"redis.Redis.from_url", "redis.Redis"},
	},
	Aliases: []Alias{
		{"requests.sessions.Session", "requests.Session"}, {"sqlalchemy.orm.session.Session", "sqlalchemy.orm.Session"},
		{"redis.client.Redis", "redis.Redis"},
		{"queue._PySimpleQueue", "queue.SimpleQueue"}, {"_queue.SimpleQueue", "queue.SimpleQueue"},
		{"multiprocessing.queues.Queue", "multiprocessing.Queue"}, {"pathlib.PosixPath", "pathlib.Path"},
	},
}

func blocks(does, instead string, calls ...string) (out []Block) {
	for _, c := range calls {
		out = append(out, Block{Call: c, Does: does, Instead: instead})
	}
	return out
}

func files(calls ...string) (out []Block) {
	for _, c := range calls {
		out = append(out, Block{Call: c, Does: disk, Instead: "await asyncio.to_thread() where it may be slow", Pain: Local})
	}
	return out
}

func sockets(calls ...string) (out []Block) {
	for _, c := range calls {
		out = append(out, Block{Call: c, Does: network, Instead: "use the loop's sock_* methods", Socket: true})
	}
	return out
}
