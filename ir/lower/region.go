package lower

import (
	"slices"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
)

// with opens one region for each manager and closes them in reverse.
func (l *Lowerer) with(n *ast.Node) {
	var flags ir.OpFlags
	if n.Kind == ast.AsyncWith {
		flags = ir.IsAsync
	}
	items := l.t.List(ast.List(n.A))
	if l.awaitsManagers(items) {
		flags = ir.IsAsync
	}
	mark := len(l.stack)
	first := l.f.body.Regions // an expression opens none, so those of the items are consecutive
	for _, id := range items {
		item := &l.t.Nodes[id]
		manager := item.A
		if e := &l.t.Nodes[manager]; flags != 0 && e.Kind == ast.YieldFrom {
			manager = e.A
		}
		m := l.value(manager)
		l.push(m)
		v := l.op(ir.Op{Code: ir.Enter, Flags: flags, X: l.newRegion(), Span: l.span(item.A, n)}, m)
		l.store(item.B, v, 0)
	}
	l.stmts(ast.List(n.B))
	for i := len(items) - 1; i >= 0; i-- {
		span := l.span(l.t.Nodes[items[i]].A, n)
		l.op(ir.Op{Code: ir.Exit, Flags: flags, X: first + uint32(i), Span: span}, l.stack[mark+i])
	}
	l.stack = l.stack[:mark]
	if len(items) > 0 {
		l.f.dead = false // the manager may have swallowed an exception
	}
}

// awaitsManagers reports whether a plain with statement of a coroutine waits for its
// managers, as in "with (yield from lock):", which is what "async with lock:" was before.
func (l *Lowerer) awaitsManagers(items []uint32) bool {
	return l.f.driven && len(items) > 0 && !slices.ContainsFunc(items, func(id uint32) bool {
		return l.t.Nodes[l.t.Nodes[id].A].Kind != ast.YieldFrom
	})
}

// try lowers a try statement. Each part that can be reached clears dead; the end is
// dead if no part falls through.
func (l *Lowerer) try(n *ast.Node) {
	rec := ast.Rec(n.A)
	region := l.newRegion()
	first := len(l.f.body.Ops)
	l.op(ir.Op{Code: ir.Try, X: region, Span: n.Span()})
	l.stmts(ast.List(l.t.Field(rec, ast.TryBody)))
	end := len(l.f.body.Ops)
	l.op(ir.Op{Code: ir.TryElse, X: region, Span: n.Span()})
	l.stmts(ast.List(l.t.Field(rec, ast.TryOrElse)))
	dead := l.f.dead
	for _, id := range l.t.List(ast.List(l.t.Field(rec, ast.TryHandlers))) {
		l.f.dead = false
		l.handler(ast.ID(id), region, n.Kind == ast.TryStar)
		dead = dead && l.f.dead
	}
	if final := ast.List(l.t.Field(rec, ast.TryFinal)); final != 0 {
		l.op(ir.Op{Code: ir.Finally, X: region, Span: n.Span()})
		l.f.dead = false
		l.stmts(final)
		dead = dead || l.f.dead
	}
	l.guard(region, l.f.body.Ops[first:end])
	l.op(ir.Op{Code: ir.EndTry, X: region, Span: source.Span{Start: n.End, End: n.End}})
	l.f.dead = dead
}

// guard marks the reads in the protected body of a try statement whose except clauses name
// what they may raise: `try: return self.cache`, `except AttributeError:`.
func (l *Lowerer) guard(region uint32, body []ir.Op) {
	attr, name := false, false
	for _, h := range l.f.body.Handlers {
		if h.Region != region {
			continue
		}
		for _, t := range h.Types {
			if t == 0 {
				continue
			}
			switch l.lastName(t) {
			case "AttributeError":
				attr = true
			case "NameError", "UnboundLocalError":
				name = true
			}
		}
	}
	if !attr && !name {
		return
	}
	for i := range body {
		if x := &body[i]; x.Code == ir.Read {
			if sel := l.b.M.Paths[x.X].Sel; sel == ir.Attr && attr || x.N == 0 && name {
				x.Flags |= ir.Guarded
			}
		}
	}
}

func (l *Lowerer) handler(id ast.ID, region uint32, star bool) {
	n := l.t.Node(id)
	h := ir.Handler{Region: region, Star: star}
	if n.A != 0 {
		h.Types = l.exceptTypes(n.A, nil)
	}
	l.f.body.Handlers = append(l.f.body.Handlers, h)
	head := n.Span()
	if n.A != 0 {
		head.End = max(head.Start, l.t.Nodes[n.A].End)
	} else if head.End > head.Start+uint32(len("except")) {
		head.End = head.Start + uint32(len("except"))
	}
	v := l.op(ir.Op{Code: ir.Catch, X: uint32(len(l.f.body.Handlers) - 1), Span: head})
	p := l.root(l.names.Ref(id))
	name := l.nameAfterAs(n, head)
	if p != 0 {
		l.op(ir.Op{Code: ir.Write, X: uint32(p), Span: name}, v)
	}
	l.stmts(ast.List(n.C))
	if p != 0 && !l.f.dead {
		l.op(ir.Op{Code: ir.Delete, Flags: ir.Implicit, X: uint32(p), Span: name})
	}
}

// nameAfterAs finds the name in "except E as e:", which the tree does not locate.
func (l *Lowerer) nameAfterAs(n *ast.Node, head source.Span) source.Span {
	at, end := int(head.End), min(int(n.End), len(l.text))
	for at < end && (isGap(l.text[at]) || l.text[at] == ')') {
		at++
	}
	if n.B == 0 || at+2 > end || string(l.text[at:at+2]) != "as" {
		return head
	}
	at += 2
	for at < end && isGap(l.text[at]) {
		at++
	}
	stop := at
	for stop < end && isWord(l.text[stop]) {
		stop++
	}
	if stop == at {
		return head
	}
	return source.Span{Start: uint32(at), End: uint32(stop)}
}

// exceptTypes lists the classes that an except clause names; tuples are flattened.
func (l *Lowerer) exceptTypes(id uint32, types []ir.PathID) []ir.PathID {
	if id == 0 {
		return types
	}
	n := &l.t.Nodes[id]
	if n.Kind == ast.Tuple {
		for _, e := range l.t.List(ast.List(n.A)) {
			types = l.exceptTypes(e, types)
		}
		return types
	}
	return append(types, l.chain(id))
}

// chain returns the path of a dotted name without evaluating it, 0 if it is none.
func (l *Lowerer) chain(id uint32) ir.PathID {
	if id == 0 {
		return 0
	}
	n := &l.t.Nodes[id]
	switch n.Kind {
	case ast.Name:
		return l.root(l.names.Ref(ast.ID(id)))
	case ast.Attribute:
		if base := l.chain(n.A); base != 0 && l.depth[base] < ir.MaxPathDepth {
			return l.path(base, ir.Attr, l.attr(n.B))
		}
	}
	return 0
}
