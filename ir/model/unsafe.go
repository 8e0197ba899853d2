package model

// unsafe lists constructors of objects that two threads must not use at once, as their
// documentation says, with what they are called in messages.
var unsafe = map[string]string{
	"zstandard.ZstdCompressor": "compressor", "zstandard.ZstdDecompressor": "decompressor",
	"zlib.compressobj": "compressor", "zlib.decompressobj": "decompressor",
	"bz2.BZ2Compressor": "compressor", "bz2.BZ2Decompressor": "decompressor",
	"lzma.LZMACompressor": "compressor", "lzma.LZMADecompressor": "decompressor",
	"brotli.Compressor": "compressor", "brotli.Decompressor": "decompressor",
	"lz4.frame.LZ4FrameCompressor": "compressor", "lz4.frame.LZ4FrameDecompressor": "decompressor",
	"msgpack.Packer": "packer", "msgpack.Unpacker": "unpacker",
	"pickle.Pickler": "pickler", "pickle.Unpickler": "unpickler",
	"cachetools.LRUCache": "cache", "cachetools.TTLCache": "cache", "cachetools.LFUCache": "cache",
	"cachetools.FIFOCache": "cache", "cachetools.RRCache": "cache", "cachetools.TLRUCache": "cache", "cachetools.Cache": "cache",
	"sqlite3.connect": "connection", "sqlite3.Connection": "connection", "sqlite3.Cursor": "cursor",
	"pymysql.connect": "connection", "MySQLdb.connect": "connection", "mysql.connector.connect": "connection",
	"sqlalchemy.orm.Session": "session", "boto3.session.Session": "session", "boto3.Session": "session", "boto3.resource": "resource",
	"http.client.HTTPConnection": "connection", "http.client.HTTPSConnection": "connection",
	"xmlrpc.client.ServerProxy": "connection", "smtplib.SMTP": "connection", "smtplib.SMTP_SSL": "connection",
	"ftplib.FTP": "connection", "imaplib.IMAP4": "connection", "imaplib.IMAP4_SSL": "connection",
	"pika.BlockingConnection": "connection", "pycurl.Curl": "handle", "markdown.Markdown": "converter",
	"html.parser.HTMLParser": "parser", "xml.parsers.expat.ParserCreate": "parser", "xml.sax.make_parser": "parser",
}

// Unsafe returns what an object is called that a constructor makes, if two threads must not
// use it at once.
func (m *Model) Unsafe(ctor string) (string, bool) {
	what, ok := unsafe[ctor]
	return what, ok
}

// ProcessState is what a call changes for the whole process, all threads included.
type ProcessState struct {
	What  string // in words
	Block bool   // a context manager, which sets it back at its end
}

// processWide maps calls to what they change for all threads.
var processWide = map[string]ProcessState{
	"warnings.catch_warnings":       {"the warning filters", true},
	"contextlib.redirect_stdout":    {"sys.stdout", true},
	"contextlib.redirect_stderr":    {"sys.stderr", true},
	"contextlib.chdir":              {"the working directory", true},
	"os.chdir":                      {"the working directory", false},
	"os.umask":                      {"the file mode mask", false},
	"locale.setlocale":              {"the locale", false},
	"socket.setdefaulttimeout":      {"the default timeout of sockets", false},
	"sys.setrecursionlimit":         {"the recursion limit", false},
	"signal.set_wakeup_fd":          {"the wake-up descriptor", false},
	"asyncio.set_event_loop_policy": {"the event loop policy", false},
}

// ProcessWide returns what a call changes for the whole process.
func (m *Model) ProcessWide(name string) (ProcessState, bool) {
	s, ok := processWide[name]
	return s, ok
}
