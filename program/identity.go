package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// KeepsState says whether it matters which of two equal objects one goes on with: it has
// state that changes after it is made, is a lock, or must be closed. Two that only hold
// what they were made from are as good as one.
func (p *Program) KeepsState(o Obj) bool {
	switch o.Kind {
	case InstObj:
		return p.keepsState(ClassRef(o.ID))
	case ExtInst:
		return p.outsideState(o)
	}
	return false
}

// keepsState says whether objects of a class may change after they are made. They do not
// if the class only stores what it is given, and its methods read it.
func (p *Program) keepsState(c ClassRef) bool {
	if slices.ContainsFunc(p.Classes[c].Outside, func(name string) bool { return recordBases[name] }) {
		return false
	}
	stores, reads := false, p.record(c)
	for _, k := range p.Classes[c].MRO {
		for _, field := range p.Classes[k].Fields {
			stores = stores || field.Inst
			if slices.ContainsFunc(field.Types, func(o Obj) bool { return o.Kind == ExtInst && p.outsideState(o) }) {
				return true
			}
		}
		for _, m := range sortedKeys(p.Classes[k].Methods) {
			g := p.Classes[k].Methods[m]
			reads = reads || !p.Setup(g)
			if p.Async(g) || !p.Setup(g) && slices.ContainsFunc(p.Funcs[g].Access, func(a Access) bool { return a.Kind != Reading && a.Self }) {
				return true
			}
		}
	}
	return !stores || !reads || len(p.Classes[c].Outside) > 0
}

// record says whether a class is a dataclass.
func (p *Program) record(c ClassRef) bool {
	m := p.Modules[p.Classes[c].Mod].IR
	return slices.ContainsFunc(p.IRClass(c).Decorators, func(d ir.Decorator) bool {
		return d.Path != 0 && strings.Contains(m.PathString(d.Path), "dataclass")
	})
}

// recordBases are bases of classes that only hold values.
var recordBases = map[string]bool{
	"typing.NamedTuple": true, "enum.Enum": true, "builtins.object": true, "typing.Generic": true, "builtins.tuple": true,
	"builtins.str": true, "builtins.int": true, "typing.Protocol": true, "abc.ABC": true,
}

// stateNouns name what is changed by its use, or must be closed.
var stateNouns = []string{
	"connection", "engine", "session", "channel", "socket", "transport", "client", "stream", "pool", "executor", "worker",
	"lock", "semaphore", "condition", "event", "limiter", "queue", "thread", "timer", "server", "manager", "cache",
	"registry", "loop", "dict", "list", "set", "deque", "counter", "scheduler", "task", "future", "driver",
}

// outsideState says whether an object from outside of the program is known, or named like
// one, that keeps state.
func (p *Program) outsideState(o Obj) bool {
	if p.IsLock(o) {
		return true
	}
	name := strings.ToLower(o.Name[strings.LastIndexByte(o.Name, '.')+1:])
	return slices.ContainsFunc(stateNouns, func(noun string) bool { return strings.HasSuffix(name, noun) })
}
