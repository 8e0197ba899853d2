// Package model holds what racehunt knows of libraries, as rows: what spawns, what
// locks, what suspends, what changes a container, which names are the same thing.
//
// What goes in: nothing but the tables, one file a library. What comes out: a Model
// that looks rows up by canonical qualified name. For example the row
//
//	Spawn{Call: "asyncio.create_task", Runs: Arg(0), As: Task, Result: Handle}
//
// says that the coroutine given first runs as a task whose handle is returned.
//
// Left out: behaviour that depends on more than a name and its arguments.
package model

import (
	"maps"
	"strings"
)

// Strand is a sort of sequential flow of execution.
type Strand uint8

const (
	NoStrand Strand = iota
	Task            // on an event loop
	Callback        // on an event loop, runs to its end
	Thread
	Handler // called by a framework, many at once, on a loop or in threads: see Entry
	Signal
	Finaliser
	Process // shares no memory
)

// String returns the strand's name as messages use it.
func (s Strand) String() string {
	return [...]string{"?", "task", "callback", "thread", "handler", "signal handler", "finaliser", "process"}[s]
}

// Result says what a spawning call returns.
type Result uint8

const (
	NoResult Result = iota
	Handle          // a task or future that must be kept and whose exception must be read
	Owned           // the spawner itself keeps, awaits or cancels what it starts
)

// All stands for "every positional argument" in Spawn.Runs.
const All = -1

// Spawn is a call that starts a strand.
type Spawn struct {
	Call     string // canonical qualified name; "*.name" for a method of an unknown object
	Runs     int    // position of what is run, or All
	Key      string // keyword that may carry it instead
	As       Strand
	Result   Result
	Blocks   bool // the caller waits in the call until what it runs is done: asyncio.run
	Arg0Self bool // a subclass runs its own run method
	Each     bool // runs it once for each element of what it is given: map
	Weak     bool // the runtime holds only a weak reference to the handle

	Loop    Strand   // what a coroutine function runs as, if not As: frameworks await those on their loop
	Methods []string // what is given is a class or object, and these methods of it run; "do_*" is a prefix
	Many    bool     // several at once, though there is one place that starts it
}

// Lock is a constructor of something that excludes.
type Lock struct {
	Ctor      string
	Scope     Strand // Task: orders tasks of one loop; Thread: orders threads
	Reentrant bool
	Counting  bool // admits more than one holder, unless made with 1
	Over      bool // takes the lock that its constructor is given
	Named     bool // every object made with the same first argument, a path, is the same lock
}

// Return says what calling a name returns: an instance of Type. "await name" gives
// the type of the awaited result.
type Return struct{ Call, Type string }

// Alias says that a name is another name for the canonical one.
type Alias struct{ Name, Canonical string }

// Entry is a function that a framework calls: by decorator or by overriding a method.
type Entry struct {
	// Decorator is the canonical name of a decorator, or the last component of its path:
	// then it counts on everything that is no plain object of the program, and for
	// coroutine functions only.
	Decorator string
	Base      string // or: qualified base class, "*Suffix" for any that ends so, whose methods …
	Method    string // … of this name the framework calls; "on_*" is a prefix, "*" all that are public
	As        Strand // what a coroutine function runs as; NoStrand if the framework calls none
	Plain     Strand // what another function runs as; NoStrand if the framework calls none
	Many      bool   // several at once
	Shared    bool   // all calls work on one object: not one that is made for each request
}

// Library is the table of one library.
type Library struct {
	Name    string
	Aliases []Alias
	Spawns  []Spawn
	Locks   []Lock
	Returns []Return
	Entries []Entry
	// Ready are awaitable calls that never reach a suspension; "enter name" and
	// "exit name" say that of context managers.
	Ready []string
	// Blocks are calls that keep their thread until they are done.
	Blocks []Block
	// Coroutines are coroutine functions: nothing runs until the result is awaited.
	Coroutines []string
	// Assigned are attributes to which callbacks are assigned: client.on_message = f.
	Assigned map[string]Strand
	// LoopBound maps calls that only the event loop's own thread may make to what
	// other threads call instead.
	LoopBound map[string]string
}

// Mutator is a method of a built-in container that changes it in place.
type Mutator struct {
	Resizes bool // may change which keys or how many elements there are
	Removes bool
}

// mutators lists the mutating methods of dict, list, set, deque and their kin.
func mutators() map[string]Mutator {
	return map[string]Mutator{
		"append": {true, false}, "appendleft": {true, false}, "extend": {true, false}, "extendleft": {true, false},
		"insert": {true, false}, "add": {true, false}, "update": {true, false}, "setdefault": {true, false},
		"pop": {true, true}, "popleft": {true, true}, "popitem": {true, true}, "remove": {true, true},
		"discard": {true, true}, "clear": {true, true},
		"difference_update": {true, true}, "intersection_update": {true, true}, "symmetric_difference_update": {true, true},
		"sort": {false, false}, "reverse": {false, false}, "rotate": {false, false}, "move_to_end": {false, false},
	}
}

// Model looks rows up by canonical name.
type Model struct {
	Returns    map[string]string // call to type
	Spawns     map[string]Spawn
	spawners   map[string]bool // last components of Spawns
	Locks      map[string]Lock
	Ready      map[string]bool
	Coroutines map[string]bool
	Assigned   map[string]Strand
	LoopBound  map[string]string
	blocks     map[string]Block
	// Mutators are the methods that change a built-in container, by name.
	Mutators map[string]Mutator
	// Pure calls and methods of built-in types compute their result from arguments
	// and receiver alone.
	Pure, PureMethods map[string]bool
	aliases           map[string]string
	decorated         map[string][]Entry // by last component of the decorator
	overridden        map[string][]Entry // by method
	prefixed          []Entry            // methods given as a pattern
}

// New joins the tables of several libraries; later rows win.
func New(libraries []Library) *Model {
	m := &Model{
		Returns: map[string]string{}, Spawns: map[string]Spawn{}, spawners: map[string]bool{}, Locks: map[string]Lock{},
		Ready: map[string]bool{}, aliases: map[string]string{},
		Mutators: mutators(), Pure: set(pureCalls), PureMethods: set(pureMethods),
		Coroutines: map[string]bool{}, LoopBound: map[string]string{}, blocks: map[string]Block{},
		Assigned: map[string]Strand{}, decorated: map[string][]Entry{}, overridden: map[string][]Entry{},
	}
	for _, l := range libraries {
		for _, a := range l.Aliases {
			m.aliases[a.Name] = a.Canonical
		}
		for _, r := range l.Returns {
			m.Returns[r.Call] = r.Type
		}
		for _, s := range l.Spawns {
			m.Spawns[s.Call] = s
			m.spawners[s.Call[strings.LastIndexByte(s.Call, '.')+1:]] = true
		}
		for _, k := range l.Locks {
			m.Locks[k.Ctor] = k
		}
		for _, b := range l.Blocks {
			m.blocks[b.Call] = b
		}
		for _, c := range l.Coroutines {
			m.Coroutines[c] = true
		}
		maps.Copy(m.LoopBound, l.LoopBound)
		for _, r := range l.Ready {
			m.Ready[r] = true
		}
		maps.Copy(m.Assigned, l.Assigned)
		for _, e := range l.Entries {
			m.addEntry(e)
		}
	}
	return m
}

func (m *Model) addEntry(e Entry) {
	switch {
	case e.Decorator != "":
		last := e.Decorator[strings.LastIndexByte(e.Decorator, '.')+1:]
		m.decorated[last] = append(m.decorated[last], e)
	case strings.HasSuffix(e.Method, "*"):
		m.prefixed = append(m.prefixed, e)
	default:
		m.overridden[e.Method] = append(m.overridden[e.Method], e)
	}
}

// Decorated returns the entries whose decorator ends in a name.
func (m *Model) Decorated(last string) []Entry { return m.decorated[last] }

// Overridden calls yield for the entries whose method a name is, until it returns false.
func (m *Model) Overridden(method string, yield func(Entry) bool) {
	for _, e := range m.overridden[method] {
		if !yield(e) {
			return
		}
	}
	for _, e := range m.prefixed {
		if Matches(e.Method, method) && !yield(e) {
			return
		}
	}
}

// Matches says whether a method's name fits a pattern of a row: the name itself, a
// prefix followed by "*", or "*" alone for all that are public.
func Matches(pattern, name string) bool {
	prefix, ok := strings.CutSuffix(pattern, "*")
	if !ok {
		return pattern == name
	}
	return strings.HasPrefix(name, prefix) && (prefix != "" || !strings.HasPrefix(name, "_"))
}

func set(names string) map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields(names) {
		m[n] = true
	}
	return m
}

const (
	pureCalls = `builtins.max builtins.min builtins.sum builtins.len builtins.abs builtins.round builtins.int
		builtins.float builtins.str builtins.bytes builtins.dict builtins.list builtins.set builtins.tuple
		builtins.frozenset builtins.sorted builtins.divmod builtins.pow copy.copy copy.deepcopy builtins.bool`
	pureMethods = `get copy union intersection difference join format replace strip lower upper split count index
		keys values items encode decode`
)

// Canon returns the canonical form of a qualified name: the longest prefix that is
// an alias is replaced.
func (m *Model) Canon(name string) string {
	for end := len(name); end > 0; end = strings.LastIndexByte(name[:end], '.') {
		if c, ok := m.aliases[name[:end]]; ok {
			return c + name[end:]
		}
	}
	return name
}

// MaySpawn says whether some class has a method of this name that starts a strand.
func (m *Model) MaySpawn(method string) bool { return m.spawners[method] }

// Block returns the row of a call that blocks, by canonical name.
func (m *Model) Block(name string) (Block, bool) {
	if b, ok := m.blocks[name]; ok {
		return b, true
	}
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		b, ok := m.blocks[name[:i]+".*"]
		return b, ok
	}
	return Block{}, false
}

// Libraries returns all built-in tables.
func Libraries() []Library {
	return []Library{stdlib, asyncio, threading, anyio, trio, twisted, tornado, web, servers, bots, jobs, blocking, coroutines, loopBound}
}
