package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir/model"
)

// The rows as users write them. Names are canonical: module.Class.method.
type (
	spawn struct {
		Call    string   `toml:"call"`
		Runs    int      `toml:"runs"`    // position of what is run, the receiver not counted
		Key     string   `toml:"key"`     // or the keyword that carries it
		As      string   `toml:"as"`      // task, callback, thread, handler, process
		Loop    string   `toml:"loop"`    // what a coroutine function runs as instead
		Methods []string `toml:"methods"` // what is given is an object, and these methods run
		Handle  bool     `toml:"handle"`  // the call returns a task that the caller must keep
		Waits   bool     `toml:"waits"`   // the call returns when what it runs has ended
		Many    bool     `toml:"many"`
	}
	lock struct {
		Constructor string `toml:"constructor"`
		Scope       string `toml:"scope"` // task, thread, process
		Reentrant   bool   `toml:"reentrant"`
		Counting    bool   `toml:"counting"`
		Named       bool   `toml:"named"` // objects made with the same first argument are one lock
	}
	entry struct {
		Decorator string `toml:"decorator"`
		Base      string `toml:"base"`
		Method    string `toml:"method"`
		Async     string `toml:"async"` // what coroutine functions run as; "" if they are not called
		Plain     string `toml:"plain"` // what others run as; "" if they are not called
		Many      *bool  `toml:"many"`  // several at once; true unless said
		Shared    bool   `toml:"shared"`
	}
	block struct {
		Call    string `toml:"call"`
		Does    string `toml:"does"`
		Instead string `toml:"instead"`
	}
	alias struct {
		Name      string `toml:"name"`
		Canonical string `toml:"canonical"`
	}
)

var strands = map[string]model.Strand{
	"task": model.Task, "callback": model.Callback, "thread": model.Thread, "handler": model.Handler, "process": model.Process,
}

// strand reads the name of a sort of strand; "" is none.
func strand(row, key, name string, allowed ...string) (model.Strand, error) {
	if name == "" && !slices.Contains(allowed, "") {
		return 0, fmt.Errorf("%s: %s is missing; choose %s", row, key, choices(allowed))
	}
	if !slices.Contains(allowed, name) {
		return 0, fmt.Errorf("%s: %s = %q; choose %s", row, key, name, choices(allowed))
	}
	return strands[name], nil
}

func choices(names []string) string {
	names = slices.DeleteFunc(slices.Clone(names), func(s string) bool { return s == "" })
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// library turns the rows into a table of the model.
func (f *file) library() (lib model.Library, err error) {
	lib = model.Library{Name: "configuration", Coroutines: f.Coroutines}
	for _, s := range f.Spawns {
		row, err := s.row()
		if err != nil {
			return lib, err
		}
		lib.Spawns = append(lib.Spawns, row)
	}
	for _, k := range f.Locks {
		if k.Constructor == "" {
			return lib, fmt.Errorf("a row of locks has no constructor")
		}
		scope, err := strand("locks "+k.Constructor, "scope", k.Scope, "task", "thread", "process")
		if err != nil {
			return lib, err
		}
		lib.Locks = append(lib.Locks, model.Lock{Ctor: k.Constructor, Scope: scope, Reentrant: k.Reentrant, Counting: k.Counting, Named: k.Named})
	}
	for _, e := range f.Entries {
		row, err := e.row()
		if err != nil {
			return lib, err
		}
		lib.Entries = append(lib.Entries, row)
	}
	for _, b := range f.Blocking {
		if b.Call == "" {
			return lib, fmt.Errorf("a row of blocking has no call")
		}
		if b.Does == "" {
			b.Does = "blocks its thread"
		}
		lib.Blocks = append(lib.Blocks, model.Block{Call: b.Call, Does: b.Does, Instead: b.Instead})
	}
	for _, a := range f.Aliases {
		if a.Name == "" || a.Canonical == "" {
			return lib, fmt.Errorf("a row of aliases needs name and canonical")
		}
		lib.Aliases = append(lib.Aliases, model.Alias{Name: a.Name, Canonical: a.Canonical})
	}
	return lib, nil
}

func (s *spawn) row() (row model.Spawn, err error) {
	if s.Call == "" {
		return row, fmt.Errorf("a row of spawns has no call")
	}
	if s.Runs < 0 && s.Runs != model.All {
		return row, fmt.Errorf("spawns %s: runs = %d; give a position, or -1 for all", s.Call, s.Runs)
	}
	row = model.Spawn{Call: s.Call, Runs: s.Runs, Key: s.Key, Methods: s.Methods, Blocks: s.Waits, Many: s.Many, Result: model.Owned}
	if s.Handle {
		row.Result = model.Handle
	}
	if row.As, err = strand("spawns "+s.Call, "as", s.As, "task", "callback", "thread", "handler", "process"); err != nil {
		return row, err
	}
	row.Loop, err = strand("spawns "+s.Call, "loop", s.Loop, "", "task", "handler")
	return row, err
}

func (e *entry) row() (row model.Entry, err error) {
	name := e.Decorator
	if name == "" {
		name = e.Base + "." + e.Method
	}
	if (e.Decorator == "") == (e.Base == "" || e.Method == "") {
		return row, fmt.Errorf("entries %s: give either decorator, or base and method", name)
	}
	if e.Async == "" && e.Plain == "" {
		return row, fmt.Errorf("entries %s: say what functions run as, with async or plain", name)
	}
	row = model.Entry{Decorator: e.Decorator, Base: e.Base, Method: e.Method, Many: e.Many == nil || *e.Many, Shared: e.Shared}
	if row.As, err = strand("entries "+name, "async", e.Async, "", "task", "callback", "handler"); err != nil {
		return row, err
	}
	row.Plain, err = strand("entries "+name, "plain", e.Plain, "", "callback", "thread", "handler", "process")
	return row, err
}
