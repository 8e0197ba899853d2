package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// resourceNouns name what must be closed or given back.
var resourceNouns = map[string]bool{
	"connection": true, "conn": true, "engine": true, "session": true, "sessionmaker": true, "channel": true,
	"socket": true, "transport": true, "client": true, "stream": true, "pool": true, "executor": true,
	"worker": true, "subprocess": true,
}

var makers = map[string]bool{"create": true, "make": true, "new": true, "build": true, "open": true}

// GivesResource says whether a function's name says that it gives a resource that one
// must close or give back: create_engine, get_connection, acquire.
func GivesResource(name string) bool {
	name = strings.Trim(name, "_")
	switch name {
	case "acquire", "checkout", "borrow":
		return true
	}
	first, last := firstWord(name), name[strings.LastIndexByte(name, '_')+1:]
	if first == "get" { // which mostly looks up what is there
		return last == "connection" || last == "conn"
	}
	return makers[first] && resourceNouns[last]
}

// ReturnsResource says whether a call runs a function of the program that does nothing
// with a resource but return it.
func (p *Program) ReturnsResource(c *CallSite) bool {
	if len(c.Targets) != 1 {
		return false
	}
	t := c.Targets[0]
	if !slices.ContainsFunc(p.Funcs[t].Calls, func(c CallSite) bool { return GivesResource(c.Method) }) {
		return false
	}
	body := p.Body(t, nil)
	return slices.ContainsFunc(body.Ops, func(x ir.Op) bool {
		if x.Code != ir.Return || x.N != 1 {
			return false
		}
		made := p.Funcs[t].CallAt(int32(body.Args(&x)[0]))
		return made != nil && GivesResource(made.Method)
	})
}

// MakesInstance says whether a call in f makes an instance of a class, or of what the
// receiver of a class method stands for.
func (p *Program) MakesInstance(f FuncRef, call int32, class ClassRef) bool {
	c := p.Funcs[f].CallAt(call)
	if c == nil || !c.Makes {
		return false
	}
	return slices.ContainsFunc(c.Targets, func(t FuncRef) bool { return p.Funcs[t].Class == class && p.Setup(t) })
}

// ForTasks says whether a class has asynchronous methods, so that its instances belong to
// the tasks of one loop, as far as one can see.
func (p *Program) ForTasks(class ClassRef) bool {
	for _, m := range p.Classes[class].Methods {
		if p.Async(m) {
			return true
		}
	}
	return false
}
