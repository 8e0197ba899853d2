package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// handled says whether a framework calls f, by its decorators or its class, and what f
// runs as.
func (p *Program) handled(f FuncRef) (row model.Entry, as model.Strand, ok bool) {
	fn := p.IR(f)
	if fn.Kind != ir.Function {
		return row, as, false
	}
	m := p.Module(f)
	for _, d := range fn.Decorators {
		if d.Path == 0 {
			continue
		}
		for _, row := range p.model.Decorated(m.Str(m.Paths[d.Path].Name)) {
			if as := p.callsAs(f, &row); as != model.NoStrand && p.registers(f, d, row.Decorator) {
				return row, as, true
			}
		}
	}
	if c := p.Funcs[f].Class; c != NoClass {
		p.model.Overridden(m.Str(fn.Name), func(r model.Entry) bool {
			if s := p.callsAs(f, &r); s != model.NoStrand && p.derivesFrom(c, r.Base) {
				row, as, ok = r, s, true
			}
			return !ok
		})
	}
	return row, as, ok
}

// callsAs says what f runs as if a row is about it.
func (p *Program) callsAs(f FuncRef, row *model.Entry) model.Strand {
	if p.IR(f).Flags&ir.Async != 0 {
		return row.As
	}
	return row.Plain
}

// strandOf says what a target of a spawn runs as.
func (p *Program) strandOf(f FuncRef, row *model.Spawn) model.Strand {
	if row.Loop != model.NoStrand && p.Async(f) {
		return row.Loop
	}
	return row.As
}

// registers says whether a decorator is the one that a row means: by its canonical name;
// or, for a row that knows only the last component as in @app.get("/"), if it belongs to
// something that is not a plain object of the program (whose methods would be known).
func (p *Program) registers(f FuncRef, d ir.Decorator, name string) bool {
	m := p.Module(f)
	n := m.Paths[d.Path]
	if strings.Contains(name, ".") {
		return slices.ContainsFunc(p.static(p.Funcs[f].Mod, p.IR(f).Parent, d.Path), func(o Obj) bool {
			return o.Kind == ExtObj && p.model.Canon(o.Name) == name
		})
	}
	if n.Sel != ir.Attr || name == "command" && p.commandLine(f) {
		return false
	}
	return !slices.ContainsFunc(p.static(p.Funcs[f].Mod, p.IR(f).Parent, n.Base), func(o Obj) bool {
		return o.Kind == InstObj && len(p.Classes[o.ID].Outside) == 0
	})
}

// commandLine says whether the module of f builds a command line: its commands are run by
// the main program, one at a time.
func (p *Program) commandLine(f FuncRef) bool {
	return slices.ContainsFunc([]string{"click", "typer", "cyclopts", "asyncclick", "cloup", "rich_click"}, func(name string) bool { return p.Imports(f, name) })
}

// derivesFrom says whether a class has a base of that name, or, for "*Suffix", one whose
// name ends so.
func (p *Program) derivesFrom(c ClassRef, base string) bool {
	suffix, ok := strings.CutPrefix(base, "*")
	if !ok {
		return p.Derives(c, base)
	}
	return slices.ContainsFunc(p.Classes[c].MRO[1:], func(k ClassRef) bool { return strings.HasSuffix(p.ClassName(k), suffix) }) ||
		slices.ContainsFunc(p.Classes[c].Outside, func(n string) bool { return strings.HasSuffix(n, suffix) })
}

// methodsOf returns the methods of a class that a row's patterns name, overrides in
// subclasses included, in order.
func (p *Program) methodsOf(c ClassRef, patterns []string) (out []FuncRef) {
	for _, k := range p.Classes[c].MRO {
		for _, name := range sortedKeys(p.Classes[k].Methods) {
			if slices.ContainsFunc(patterns, func(s string) bool { return model.Matches(s, name) }) {
				out = append(out, p.Method(c, name))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
