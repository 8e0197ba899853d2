// Package program links the modules of one run into a whole: it knows what every
// name, call and field may be, who runs what, and which effects a call has.
//
// What goes in: the ir.Modules of all files, and the rows of package ir/model.
// What comes out: a Program that answers the questions of cfg, cfg/facts and the
// checks: what does this call reach, may it suspend, which shared locations does it
// read and write, which strands run this function, how many of them at once.
//
// For example, with
//
//	class Pool:
//	    async def get(self): return await self._fetch()
//
// the call in get resolves to the function Pool._fetch and every subclass's
// override of it, and get suspends if one of them reaches a real suspension point.
//
// For functions that share state with helpers of their own there is a second body, with
// the calls of those helpers carried out in place; rules ask it the same questions.
//
// Types are flow-insensitive; what holds at one point of one function, such as the locks
// there, is computed by package cfg/facts, for which the Program is the oracle. Left out: values chosen at run time (getattr with
// a computed name, __dict__, monkey patching), and the effects of C extensions
// beyond the model's rows.
package program

import (
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// Source is one file of the program: its path, relative and slash-separated, and
// its module. Findings name files by their index in the slice given to Link.
type Source struct {
	Path   string
	Module *ir.Module
}

// Options tune linking. The zero value is ready for use.
type Options struct {
	Jobs    int           // workers; 0 means one per processor
	Library model.Library // rows that the project adds to the built-in ones
	// FreeThreaded says that the program runs without the global interpreter lock.
	FreeThreaded bool
}

// Program is the linked whole. It is immutable once Link has returned.
type Program struct {
	Modules []Module
	Funcs   []Func
	Classes []Class

	lent          sync.Pool           // bodies, see Glance
	plain         int                 // functions of the source; the others are inlined ones
	singletons    []bool              // by class: a run of the program makes one instance of it
	byName        map[string][]ModRef // dotted name to the modules that answer to it, in path order
	single        singles
	canons        []string            // by function: its canonical qualified name
	called        []*called           // by function
	locals        map[localKey]attrs  // variables that inner functions capture, and parameters
	suspensions   [][]Suspension      // by function
	held          []map[int32][]Lock  // by function: locks held at calls and accesses
	entered       [][]Lock            // by function: locks that all callers hold
	over          map[Location]Lock   // the locks under conditions, by where those are kept
	wholes        map[Location]string // fields of parts, by where a part is kept, that refer back to its whole
	aliases       map[FuncRef]string  // the fields that properties stand for
	lively        []bool              // by class: its code runs on its own, or it owns a lock for tasks
	strands       []Entry
	threads       bool                  // the program starts threads
	launches      []bool                // by function: it starts strands, see Launches
	writers       map[Location][]Writer // accesses that change a location
	readers       map[Location][]Writer // lookups in containers that an async function empties
	handles       handles
	blockers      []Blocking // by function: how it blocks its thread; Op -1 if it does not
	stalled       map[Site]bool
	loopers       map[FuncRef]Blocking // plain functions that run an event loop
	bridges       map[FuncRef]int32    // plain functions that wait for a loop in another thread, and the call that does
	readsOnce     sync.Once
	whichLoop     whichLoop
	signalled     map[Location][]Site // see Signalled
	signalOnce    sync.Once
	stopping      []FuncRef
	forkHooks     map[string]Site // by folder: a place that registers a hook, see ForkHook
	forkModules   map[ModRef]bool
	afterFork     map[FuncRef]bool // run in a child after a fork
	startMethods  []string         // see StartMethods
	forkOnce      sync.Once
	reads         map[Location][]Writer
	loggingOnce   sync.Once
	logging       []bool // by function: runs when the program logs
	signalsOnce   sync.Once
	signals       map[Location]bool // see Signals
	usersOnce     sync.Once
	leaks         map[Location]bool // locks that are used for more than taking and releasing
	leaksOnce     sync.Once
	lockUsers     map[Location][]Site // acquisitions, by where the lock is kept
	guardings     guardings
	fragile       fragile
	drainsOnce    sync.Once
	drains        map[Location][]Drain
	methodsOnce   sync.Once
	methods       map[string]FuncRef // by name, if there is one of that name
	strangersOnce sync.Once
	strangers     map[string][]Stranger // by name of the attribute
	freeThreaded  bool
	loopsNest     bool // nest_asyncio lets a loop run inside another
	model         *model.Model
	jobs          int

	shared   map[Location]bool       // fields that hold one object in several instances
	starters []starter               // strands that go on beside threads that they start
	beside   map[FuncRef][]besideRun // which of them run a function

	threadPackages map[string]bool // top-level packages of which a module has to do with threads, by name
}

// Module is one file in the program.
type Module struct {
	Path    string
	Name    string // dotted
	Package bool   // an __init__.py
	IR      *ir.Module

	trial       bool     // of a test, an example or a benchmark
	threads     bool     // imports what starts or orders threads
	nearThreads bool     // or a module of its top-level package does
	first       FuncRef  // reference of IR.Funcs[0]
	classes     ClassRef // reference of IR.Classes[1]
	symbols     map[string]symbol
	stars       []ModRef        // modules star-imported, in order
	imports     []importRef     // by index of IR.Imports
	vars        map[string]Objs // what module-level variables may hold
	elems       map[string]Objs // what the elements of containers in them may be
}

// Func is one function of the program.
type Func struct {
	Mod    ModRef
	ID     ir.FuncID
	Class  ClassRef // class in whose body it stands directly, or NoClass
	Calls  []CallSite
	Access []Access
	Spawns []Spawn // strands that its code starts

	Locks     []Lock     // the locks that its code acquires or releases
	LockSites []LockSite // sorted by op

	*rare

	returns  Objs
	callers  []FuncRef // sorted, each once
	runs     []run     // strand entries that reach it
	marks    Mark
	flags    funcFlags
	suspends bool
	stalls   bool     // async, and calls what blocks or may lead there
	inlined  *inlined // it stands for another function, see Original
}

// rare is what few functions have. The others share one that is empty, so that it may be
// read of any function; who adds to it asks for the function's own.
type rare struct {
	enters   []enterSite
	makes    []maker
	hands    []FuncRef // functions that it registers somewhere
	overs    []overLock
	starts   []started // calls of start on threads
	attempts []Lock    // acquisitions that may fail
	parts    []partOf
	blocks   []Blocking // calls that block by themselves
}

var nothingRare rare

func (f *Func) own() *rare {
	if f.rare == &nothingRare {
		f.rare = &rare{}
	}
	return f.rare
}

type funcFlags uint16

const (
	isProperty funcFlags = 1 << iota
	isStatic
	isClassMethod
	isSetter
	isCached
	isCtxManager
	isCoroutine // a generator that is awaited: @coroutine, @inlineCallbacks
	isSetup     // see Setup
	isHandedOut // goes somewhere as a value, to be called when an event comes
)

// IR returns the function's index entry.
func (p *Program) IR(f FuncRef) *ir.Func {
	fn := &p.Funcs[f]
	if fn.inlined != nil {
		return &fn.inlined.fn
	}
	return &p.Modules[fn.Mod].IR.Funcs[fn.ID]
}

// Module returns the IR of the module that holds f.
func (p *Program) Module(f FuncRef) *ir.Module { return p.Modules[p.Funcs[f].Mod].IR }

// Body decodes the body of f into reused memory; into may be nil.
func (p *Program) Body(f FuncRef, into *ir.Body) *ir.Body {
	fn := &p.Funcs[f]
	if fn.inlined != nil {
		return fn.inlined.copyTo(into)
	}
	return p.Modules[fn.Mod].IR.Body(fn.ID, into)
}

// Glance calls look with the body of f, in memory that is used again afterwards.
func (p *Program) Glance(f FuncRef, look func(*ir.Body)) {
	body, ok := p.lent.Get().(*ir.Body)
	if !ok {
		body = &ir.Body{}
	}
	look(p.Body(f, body))
	p.lent.Put(body)
}

// Ref returns the reference of a function of a module.
func (p *Program) Ref(m ModRef, f ir.FuncID) FuncRef { return p.Modules[m].first + FuncRef(f) }

// Parent returns the lexically enclosing function; a module body has none.
func (p *Program) Parent(f FuncRef) FuncRef {
	if p.Funcs[f].ID == 0 {
		return NoFunc
	}
	return p.Ref(p.Funcs[f].Mod, p.IR(f).Parent)
}

// Name returns the name of f for messages: Class.method, or the bare function name.
func (p *Program) Name(f FuncRef) string { return p.Module(f).Str(p.IR(f).Qual) }

// QualName returns module and qualified name: asyncio.locks.Lock.acquire.
func (p *Program) QualName(f FuncRef) string {
	return p.Modules[p.Funcs[f].Mod].Name + "." + p.Name(f)
}

// Async says whether f is an async def (not an asynchronous generator).
func (p *Program) Async(f FuncRef) bool {
	flags := p.IR(f).Flags
	return flags&ir.Async != 0 && flags&ir.Generator == 0
}

// File returns the index of the source file that holds f.
func (p *Program) File(f FuncRef) int { return int(p.Funcs[f].Mod) }

// Span returns the span of an op of a decoded body; a helper for callers that hold an index.
func Span(b *ir.Body, op int32) source.Span { return b.Ops[op].Span }

// Link joins the modules into a program.
func Link(sources []Source, opt Options) *Program {
	p := &Program{jobs: opt.Jobs, freeThreaded: opt.FreeThreaded, locals: map[localKey]attrs{}, model: model.New(append(model.Libraries(), opt.Library))}
	if p.jobs <= 0 {
		p.jobs = runtime.GOMAXPROCS(0)
	}
	p.number(sources)
	p.nameModules()
	p.nameFuncs()
	p.collectSymbols()
	p.linkClasses()
	p.solveCells()
	p.resolve()
	p.liftParams()
	p.learnWrappers()
	p.solveSuspends()
	p.findStrands()
	p.findSingletons()
	p.findWholes()
	p.findThreads()
	p.solveLaunches()
	p.solveLocks()
	p.findBeside()
	p.indexWrites()
	p.findShared()
	p.indexReaders()
	p.findLively()
	p.solveHandles()
	p.solveBlocking()
	p.solveLoops()
	p.solveBridges()
	p.inline()
	return p
}

// nameFuncs finds the names by which the model would know the functions.
func (p *Program) nameFuncs() {
	p.canons, p.called = make([]string, len(p.Funcs)), make([]*called, len(p.Funcs))
	parallel(p, len(p.Modules), func() struct{} { return struct{}{} }, func(i int, _ struct{}) {
		m := &p.Modules[i]
		for f := m.first; f < m.first+FuncRef(len(m.IR.Funcs)); f++ {
			p.canons[f] = p.model.Canon(p.QualName(f))
			p.called[f] = p.calledAs(p.canons[f])
		}
	})
}

// number gives every function and class its dense reference.
func (p *Program) number(sources []Source) {
	funcs, classes := 0, 0
	for _, s := range sources {
		funcs += len(s.Module.Funcs)
		classes += len(s.Module.Classes) - 1
	}
	p.Modules = make([]Module, len(sources))
	p.Funcs = make([]Func, 0, funcs+funcs/16) // inlined ones come later
	p.Classes = make([]Class, 0, classes)
	for i, s := range sources {
		m := &p.Modules[i]
		*m = Module{Path: s.Path, IR: s.Module, first: FuncRef(len(p.Funcs)), classes: ClassRef(len(p.Classes))}
		for c := 1; c < len(s.Module.Classes); c++ {
			p.Classes = append(p.Classes, Class{Mod: ModRef(i), ID: ir.ClassID(c)})
		}
		for f := range s.Module.Funcs {
			fn := Func{Mod: ModRef(i), ID: ir.FuncID(f), Class: NoClass, rare: &nothingRare}
			if c := s.Module.Funcs[f].Class; c != 0 && s.Module.Funcs[f].Kind != ir.ClassBody {
				fn.Class = m.classes + ClassRef(c) - 1
			}
			fn.flags = decoratorFlags(s.Module, s.Module.Funcs[f].Decorators)
			if setup(s.Module, &s.Module.Funcs[f], fn.Class) {
				fn.flags |= isSetup
			}
			p.Funcs = append(p.Funcs, fn)
		}
	}
	p.plain = len(p.Funcs)
	p.single = makeSingles(classes, funcs)
}

// classRef translates a module's class ID.
func (p *Program) classRef(m ModRef, c ir.ClassID) ClassRef {
	return p.Modules[m].classes + ClassRef(c) - 1
}

// decoratorFlags reads the decorators that change what a name lookup yields.
func decoratorFlags(m *ir.Module, decorators []ir.Decorator) (flags funcFlags) {
	for _, d := range decorators {
		if d.Path == 0 {
			continue
		}
		switch m.Str(m.Paths[d.Path].Name) {
		case "property", "abstractproperty", "hybrid_property":
			flags |= isProperty
		case "cached_property", "under_cached_property", "reify":
			flags |= isProperty | isCached
		case "staticmethod":
			flags |= isStatic
		case "classmethod":
			flags |= isClassMethod
		case "setter", "deleter", "getter":
			flags |= isSetter
		case "coroutine", "inlineCallbacks":
			flags |= isCoroutine
		case "contextmanager", "asynccontextmanager":
			flags |= isCtxManager
		}
	}
	return flags
}

// parallel calls work for 0 ≤ i < n on several workers, each with its own scratch.
// The order of calls is not defined; results must go to slots of their own.
func parallel[S any](p *Program, n int, scratch func() S, work func(i int, s S)) {
	const batch = 64
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(p.jobs, n/batch+1) {
		wg.Go(func() {
			s := scratch()
			for {
				lo := int(next.Add(batch)) - batch
				if lo >= n {
					return
				}
				for i := lo; i < min(lo+batch, n); i++ {
					work(i, s)
				}
			}
		})
	}
	wg.Wait()
}

// sortedKeys returns the keys of a map in order, for everything that reaches output.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
