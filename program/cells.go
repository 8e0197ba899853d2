package program

import "slices"

// rounds is how often the program is evaluated to let types flow: from constructors
// into fields, from fields into results, from results into further fields.
const rounds = 3

// solveCells finds what fields, globals, captured variables, parameters and results
// may hold. Every round reads only what the round before found, and the union of
// alternatives does not depend on order, so the outcome is the same for any number
// of workers.
func (p *Program) solveCells() {
	for range rounds {
		found := make([][]contribution, len(p.Modules))
		parallel(p, len(p.Modules), func() *collector { return newCollector(p) }, func(i int, c *collector) {
			found[i] = c.module(&p.Modules[i])
		})
		if !p.merge(found) {
			return
		}
	}
}

// collector evaluates modules and collects what they contribute.
type collector struct {
	*evaluator
	found []contribution // of the module at hand; reused memory
}

func newCollector(p *Program) *collector {
	c := &collector{evaluator: newEvaluator(p)}
	c.emit = func(x contribution) { c.found = append(c.found, x) }
	return c
}

func (c *collector) module(m *Module) []contribution {
	c.found = c.found[:0]
	for f := range m.IR.Funcs {
		c.run(m.first + FuncRef(f))
	}
	return slices.Clone(c.found)
}

// merge adds what a round found to the cells and says whether anything changed.
func (p *Program) merge(found [][]contribution) (changed bool) {
	for _, list := range found {
		for _, c := range list {
			if p.add(c) {
				changed = true
			}
		}
	}
	return changed
}

func (p *Program) add(c contribution) bool {
	switch c.cell.kind {
	case fieldCell, staticCell:
		fields := p.Classes[c.cell.id].Fields
		f := fields[c.cell.name]
		if f == nil {
			f = &Field{Name: c.cell.name}
			fields[c.cell.name] = f
		}
		f.Static = f.Static || c.cell.kind == staticCell
		f.Inst = f.Inst || c.cell.kind == fieldCell && (c.objs != nil || c.elems == nil) // not if only an element is stored
		types, elems := grow(&f.Types, c.objs), grow(&f.Elems, c.elems)
		return types || elems
	case globalCell:
		m := &p.Modules[c.cell.id]
		if m.vars == nil {
			m.vars, m.elems = map[string]Objs{}, map[string]Objs{}
		}
		vars, items := growIn(m.vars, c.cell.name, c.objs), growIn(m.elems, c.cell.name, c.elems)
		return vars || items
	case returnCell:
		return grow(&p.Funcs[c.cell.id].returns, c.objs)
	}
	key := localOf(FuncRef(c.cell.id), c.cell.local)
	local := p.locals[key]
	vars, items := grow(&local.objs, c.objs), grow(&local.elems, c.elems)
	if vars || items {
		p.locals[key] = local
	}
	return vars || items
}

func grow(to *Objs, by Objs) bool {
	next := union(*to, by)
	if equalObjs(next, *to) {
		return false
	}
	*to = next
	return true
}

func growIn[K comparable](m map[K]Objs, key K, by Objs) bool {
	if by == nil {
		return false
	}
	old := m[key]
	if !grow(&old, by) {
		return false
	}
	m[key] = old
	return true
}
