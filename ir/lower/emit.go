package lower

import (
	"strconv"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/scope"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
)

// frame is the function being lowered. Frames are reused.
type frame struct {
	fn     ir.FuncID
	scope  scope.ID // innermost scope, for string annotations
	body   ir.Body
	labels []int32 // by label: its number in the body, or -1 while nobody jumps there
	loops  []loop
	annots []ir.Annot
	dead   bool // the op emitted last does not fall through
	driven bool // a generator that asyncio runs as a coroutine: its yields are awaits
}

// label is an index into frame.labels. A label gets its number in the body when it
// is first jumped to, so that a body has no label without a jump but loop heads.
type label int32

// loop is where continue and break go.
type loop struct{ head, exit label }

// op appends an op and returns its value.
func (l *Lowerer) op(op ir.Op, operands ...ir.Value) ir.Value {
	b := &l.f.body
	op.Arg, op.N = uint32(len(b.Operands)), uint32(len(operands))
	b.Operands = append(b.Operands, operands...)
	b.Ops = append(b.Ops, op)
	return ir.Value(len(b.Ops) - 1)
}

// opFrom appends an op whose operands are those on the stack from mark on, and pops them.
func (l *Lowerer) opFrom(op ir.Op, mark int) ir.Value {
	v := l.op(op, l.stack[mark:]...)
	l.stack = l.stack[:mark]
	return v
}

func (l *Lowerer) push(v ir.Value) { l.stack = append(l.stack, v) }

func (l *Lowerer) newLabel() label {
	l.f.labels = append(l.f.labels, -1)
	return label(len(l.f.labels) - 1)
}

// target returns the number of a label, as the X of an op that jumps there.
func (l *Lowerer) target(lab label) uint32 {
	n := l.f.labels[lab]
	if n < 0 {
		n = int32(l.f.body.Labels)
		l.f.body.Labels++
		l.f.labels[lab] = n
	}
	return uint32(n)
}

// place puts a label that all jumps so far lead forward to; without jumps it is not needed.
func (l *Lowerer) place(lab label, span source.Span) {
	if l.f.labels[lab] >= 0 {
		l.placeHead(lab, span)
	}
}

// placeHead puts a label that later jumps will lead back to.
func (l *Lowerer) placeHead(lab label, span source.Span) {
	l.op(ir.Op{Code: ir.Label, X: l.target(lab), Span: span})
	l.f.dead = false
}

func (l *Lowerer) jump(lab label, span source.Span) {
	l.op(ir.Op{Code: ir.Jump, X: l.target(lab), Span: span})
	l.f.dead = true
}

// jumpOn jumps unless control does not get here.
func (l *Lowerer) jumpOn(lab label, span source.Span) {
	if !l.f.dead {
		l.jump(lab, span)
	}
}

// branch jumps to lab if the truth of v is ifTrue.
func (l *Lowerer) branch(v ir.Value, lab label, ifTrue bool, span source.Span) {
	flags := l.branchFlags
	if ifTrue {
		flags |= ir.IfTrue
	}
	l.op(ir.Op{Code: ir.Branch, Flags: flags, X: l.target(lab), Span: span}, v)
}

func (l *Lowerer) newRegion() uint32 {
	l.f.body.Regions++
	return l.f.body.Regions - 1
}

// path interns a path and keeps its depth.
func (l *Lowerer) path(base ir.PathID, sel ir.Selector, name ir.StrID) ir.PathID {
	p := l.b.Path(base, sel, name)
	if int(p) == len(l.depth) {
		depth := uint8(0)
		if base != 0 {
			depth = l.depth[base] + 1
		}
		l.depth = append(l.depth, depth)
	}
	return p
}

// pathOf returns the path of a value that was read from one, else 0.
func (l *Lowerer) pathOf(v ir.Value) ir.PathID {
	if op := &l.f.body.Ops[v]; op.Code == ir.Read {
		return ir.PathID(op.X)
	}
	return 0
}

// member returns the path of a selector applied to a value.
func (l *Lowerer) member(base ir.Value, sel ir.Selector, name ir.StrID) ir.PathID {
	p := l.pathOf(base)
	if p == 0 || l.depth[p] >= ir.MaxPathDepth {
		p = l.valueRoot
	}
	return l.path(p, sel, name)
}

// sym interns the text of a symbol.
func (l *Lowerer) sym(s ast.Sym) ir.StrID {
	for int(s) >= len(l.syms) {
		l.syms = append(l.syms, 0) // mangling an attribute made a new one
	}
	if l.syms[s] == 0 && s != 0 {
		l.syms[s] = l.b.Str(l.names.Text(l.t, s))
	}
	return l.syms[s]
}

// attr interns the name of an attribute, mangled if it is private.
func (l *Lowerer) attr(s uint32) ir.StrID {
	return l.sym(l.names.Mangle(l.t, l.private, ast.Sym(s)))
}

// variable interns the name of a variable, with its number if it has one.
func (l *Lowerer) variable(v scope.NameID) ir.StrID {
	n := &l.names.Names[v]
	if n.Number == 0 {
		return l.sym(n.Sym)
	}
	l.buf = append(l.buf[:0], l.names.Text(l.t, n.Sym)...)
	l.buf = append(l.buf, "·"...)
	l.buf = strconv.AppendUint(l.buf, uint64(n.Number), 10)
	return l.b.StrBytes(l.buf)
}

// root returns the path of a name, 0 for 0.
func (l *Lowerer) root(n scope.NameID) ir.PathID {
	if n == 0 {
		return 0
	}
	if l.roots[n] == 0 {
		name := &l.names.Names[n]
		l.roots[n] = l.rootOf(name.Var, name.Where)
	}
	return l.roots[n]
}

var selectors = [...]ir.Selector{
	scope.Global: ir.RootGlobal,
	scope.Local:  ir.RootLocal,
	scope.Free:   ir.RootFree,
}

func (l *Lowerer) rootOf(v scope.NameID, where scope.Where) ir.PathID {
	return l.path(0, selectors[where], l.variable(v))
}
