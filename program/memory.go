package program

import (
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// memory keeps what one worker has looked up while types stand still: the same
// attributes are read and the same names called over and over in a module.
type memory struct {
	attrs    map[attrKey]attrs         // of the module at hand
	results  map[FuncRef]Objs          // what annotations say that functions return
	over     map[boundMethod][]FuncRef // overrides of methods
	outside  map[string]*outside       // by name as the code has it
	builtins map[string]Objs           // by bare name
}

// attrKey is an attribute of a value. Sets of alternatives never change once they are
// made, so that where one lies in memory stands for it; most are made once and shared.
type attrKey struct {
	first *Obj
	n     int32
	name  ir.StrID
}

// attrs is what an attribute may be, and what its elements may be.
type attrs struct{ objs, elems Objs }

// maxKept is the size from which on a map is made anew rather than cleared: clearing
// takes as long as the map was large.
const maxKept = 512

// leave forgets what holds in one module only.
func (m *memory) leave() {
	if len(m.attrs) > maxKept {
		m.attrs = nil
	}
	clear(m.attrs)
}

// attribute returns what attribute name of a value may be.
func (e *evaluator) attribute(of Objs, name ir.StrID) attrs {
	if len(of) == 0 {
		return attrs{}
	}
	key := attrKey{&of[0], int32(len(of)), name}
	if found, ok := e.memory.attrs[key]; ok {
		return found
	}
	var out attrs
	text := e.mod.Str(name)
	for _, o := range of {
		out.objs = union(out.objs, e.p.attr(o, text))
		out.elems = union(out.elems, e.p.attrElems(o, text))
	}
	if e.memory.attrs == nil {
		e.memory.attrs = map[attrKey]attrs{}
	}
	e.memory.attrs[key] = out
	return out
}

// returnsOf returns what a function returns.
func (e *evaluator) returnsOf(f FuncRef) Objs {
	if out := e.p.Funcs[f].returns; out != nil || e.p.IR(f).Returns == 0 {
		return out
	}
	out, ok := e.memory.results[f]
	if !ok {
		out = e.p.returnsOf(f)
		if e.memory.results == nil {
			e.memory.results = map[FuncRef]Objs{}
		}
		e.memory.results[f] = out
	}
	return out
}

// boundMethod is a method as instances of a class have it.
type boundMethod struct {
	class  ClassRef
	method FuncRef
}

// overrides lists the methods of subclasses of a class that override one that it has.
func (e *evaluator) overrides(c ClassRef, f FuncRef) []FuncRef {
	if len(e.p.Classes[c].Subs) == 0 {
		return nil
	}
	out, ok := e.memory.over[boundMethod{c, f}]
	if !ok {
		out = e.p.Overrides(c, e.p.Module(f).Str(e.p.IR(f).Name), maxTargets)
		if e.memory.over == nil {
			e.memory.over = map[boundMethod][]FuncRef{}
		}
		e.memory.over[boundMethod{c, f}] = out
	}
	return out
}

// outside is what the model says of calling a name from outside of the program.
type outside struct {
	canon  string
	result Objs         // what the call returns, unless its arguments decide
	single Objs         // the same for a semaphore that is made with one permit
	byArgs bool         // the arguments decide
	thread *model.Spawn // it starts a thread
	copies bool         // it makes a container with the elements of its argument
	called *called
}

// outsider returns what is known of a name from outside.
func (e *evaluator) outsider(name string) *outside {
	if known, ok := e.memory.outside[name]; ok {
		return known
	}
	m := e.p.model
	x := &outside{canon: m.Canon(name), copies: copiers[name]}
	x.called = e.p.calledAs(x.canon)
	switch x.canon {
	case "builtins.super", "builtins.type", "copy.copy", "copy.deepcopy", "asyncio.shield", "typing.cast",
		"functools.partial", "functools.partialmethod":
		x.byArgs = true
	case "builtins.getattr":
	default:
		if row, ok := m.Locks[x.canon]; ok && row.Counting {
			x.single = extInst(x.canon + onePermit)
		}
		if typ, ok := m.Returns[x.canon]; !ok {
			x.result = extInst(x.canon)
		} else if typ != "" {
			x.result = extInst(typ)
		}
	}
	if row, ok := m.Spawns[x.canon]; ok && row.As == model.Thread {
		x.thread = &row
	}
	if e.memory.outside == nil {
		e.memory.outside = map[string]*outside{}
	}
	e.memory.outside[name] = x
	return x
}

// builtin returns what a name is that no module binds.
func (e *evaluator) builtin(name string) Objs {
	objs, ok := e.memory.builtins[name]
	if !ok {
		objs = ext("builtins." + name)
		if e.memory.builtins == nil {
			e.memory.builtins = map[string]Objs{}
		}
		e.memory.builtins[name] = objs
	}
	return objs
}

// called is what calling a function is worth to the rules, see resolver.mark.
type called struct {
	marks     Mark
	block     model.Block
	blocks    bool
	primitive bool
	spawn     *model.Spawn // it starts strands
}

// calledAs returns what is known of a call by its canonical name, nil for nothing.
func (p *Program) calledAs(name string) *called {
	marks, primitive := marksByName[name], Primitive(name)
	if _, ok := p.model.ProcessWide(name); ok {
		marks |= ChangesProcess
	}
	if primitive {
		marks |= MakesPrimitive
	}
	if _, ok := p.model.LoopBound[name]; ok {
		marks |= TouchesLoop
	}
	block, blocks := p.model.Block(name)
	spawn, spawns := p.model.Spawns[name]
	if marks == 0 && !blocks && !spawns {
		return nil
	}
	known := &called{marks: marks, block: block, blocks: blocks, primitive: primitive}
	if spawns {
		row := spawn
		known.spawn = &row
	}
	return known
}
