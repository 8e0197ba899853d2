package program

import (
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// symbol is what a module-level name is bound to by its definition. A name may have
// several (try/except imports); later ones win only over nothing.
type symbol struct {
	fn    ir.FuncID  // if > 0
	class ir.ClassID // if > 0
	imp   int32      // index into Imports plus 1, if > 0
}

// collectSymbols fills every module's table of top-level definitions and imports.
func (p *Program) collectSymbols() {
	parallel(p, len(p.Modules), func() struct{} { return struct{}{} }, func(i int, _ struct{}) {
		m := &p.Modules[i]
		m.symbols = make(map[string]symbol, 16)
		x := m.IR
		for f := range x.Funcs {
			for _, path := range x.Funcs[f].Writes {
				if x.Paths[path].Sel == ir.RootGlobal {
					m.bind(x.Str(x.Paths[path].Name), symbol{}) // a variable: known, though not what it holds
				}
			}
		}
		for c := 1; c < len(x.Classes); c++ {
			if x.Classes[c].Func == 0 {
				m.bind(x.Str(x.Classes[c].Name), symbol{class: ir.ClassID(c)})
			}
		}
		for f := 1; f < len(x.Funcs); f++ {
			if x.Funcs[f].Parent == 0 && x.Funcs[f].Kind == ir.Function {
				m.bind(x.Str(x.Funcs[f].Name), symbol{fn: ir.FuncID(f)})
			}
		}
		for k, imp := range x.Imports {
			switch {
			case imp.Func != 0:
			case x.Str(imp.Name) == "*":
				if from, ok := p.moduleFor(ModRef(i), p.absolute(ModRef(i), x.Str(imp.Module), int(imp.Level))); ok && from != ModRef(i) {
					m.stars = append(m.stars, from)
				}
			default:
				m.bind(x.Str(imp.As), symbol{imp: int32(k) + 1})
			}
			m.imports = append(m.imports, p.importOf(ModRef(i), &imp))
		}
	})
}

func (m *Module) bind(name string, s symbol) {
	old := m.symbols[name]
	if s.fn != 0 {
		old.fn = s.fn
	}
	if s.class != 0 {
		old.class = s.class
	}
	if s.imp != 0 && old.imp == 0 {
		old.imp = s.imp
	}
	m.symbols[name] = old
}

// maxHops bounds chains of re-exports.
const maxHops = 12

// global returns what a module-level name may be, from definitions, imports and
// assignments; nil if the module does not bind it.
func (p *Program) global(m ModRef, name string, hops int) Objs {
	if hops > maxHops {
		return nil
	}
	mod := &p.Modules[m]
	s, ok := mod.symbols[name]
	var out Objs
	if ok {
		if s.class > 0 && s.imp > 0 && p.lockFromOutside(m, int(s.imp)-1) {
			return p.imported(m, int(s.imp)-1, hops+1) // the class stands in where there are no threads
		}
		if s.class > 0 {
			out = union(out, p.class(p.classRef(m, s.class)))
		}
		if s.fn > 0 {
			out = union(out, p.code(p.Ref(m, s.fn)))
		}
		if s.imp > 0 && (out == nil || s.class == 0 && s.fn == 0) {
			out = union(out, p.imported(m, int(s.imp)-1, hops+1))
		}
	}
	out = union(out, mod.vars[name])
	if out != nil || ok {
		return out
	}
	for _, from := range mod.stars {
		if out := p.global(from, name, hops+1); out != nil {
			return out
		}
	}
	return nil
}

// lockFromOutside says whether import k of a module gives the class of a lock.
func (p *Program) lockFromOutside(m ModRef, k int) bool {
	r := &p.Modules[m].imports[k]
	if r.whole || r.mod != NoMod {
		return false
	}
	_, ok := p.model.Locks[p.model.Canon(r.called)]
	return ok
}

// importRef is what an import leads to, found once: names of modules do not change.
type importRef struct {
	mod    ModRef // the module that is imported, or from which a name is; NoMod if it is not in the program
	sub    ModRef // the module that the imported name may be itself, or NoMod
	whole  bool   // import a.b: binds a module
	called string // absolute name of the module, or of the imported name
	objs   Objs   // what it binds unless the module that it comes from says more
}

// importOf resolves an import.
func (p *Program) importOf(m ModRef, imp *ir.Import) importRef {
	x := p.Modules[m].IR
	target := p.absolute(m, x.Str(imp.Module), int(imp.Level))
	r := importRef{mod: NoMod, sub: NoMod, whole: imp.Name == 0, called: target}
	if r.whole { // import a.b.c [as d]: binds a, or the whole with "as"
		if first, _, dotted := strings.Cut(target, "."); dotted && x.Str(imp.As) == first {
			r.called = first
		}
	}
	if mod, ok := p.moduleFor(m, r.called); ok {
		r.mod = mod
	}
	if !r.whole {
		r.called = target + "." + x.Str(imp.Name)
		if sub, ok := p.named(m, r.called); ok {
			r.sub = sub
		}
	}
	switch {
	case r.whole && r.mod != NoMod:
		r.objs = Objs{{Kind: ModObj, ID: int32(r.mod)}}
	case r.sub != NoMod:
		r.objs = Objs{{Kind: ModObj, ID: int32(r.sub)}}
	case r.mod == NoMod:
		r.objs = ext(r.called)
	}
	return r
}

// imported returns what import k of a module binds.
func (p *Program) imported(m ModRef, k int, hops int) Objs {
	r := &p.Modules[m].imports[k]
	if !r.whole && r.mod != NoMod && (r.mod != m || hops < 2) {
		x := p.Modules[m].IR
		if out := p.global(r.mod, x.Str(x.Imports[k].Name), hops+1); out != nil {
			return out
		}
	}
	return r.objs
}
