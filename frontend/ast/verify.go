package ast

import "fmt"

// Verify checks what every tree must satisfy, however broken its file: each index
// in bounds, each node reached once, spans inside the text and inside the parent's,
// lists in the order of the text, and no Bad node without a problem.
func Verify(t *Tree) error {
	v := &verifier{t: t, seen: make([]bool, len(t.Nodes))}
	if t.Root == 0 {
		return nil
	}
	v.node(t.Root, 0)
	if v.bad > 0 && len(t.Problems) == 0 {
		v.fail("there is a Bad node but no problem")
	}
	for i, p := range t.Problems {
		if p.Span.Start > p.Span.End || int(p.Span.End) > len(t.Text) || p.Message == "" {
			v.fail("problem %d (%q) has the span %d to %d", i, p.Message, p.Span.Start, p.Span.End)
		}
	}
	return v.err
}

type verifier struct {
	t    *Tree
	seen []bool
	bad  int
	err  error
}

func (v *verifier) fail(format string, args ...any) {
	if v.err == nil {
		v.err = fmt.Errorf("ast: "+format, args...)
	}
}

func (v *verifier) node(id, parent ID) {
	if v.err != nil {
		return
	}
	if id == 0 || int(id) >= len(v.t.Nodes) {
		v.fail("node %d below %d is out of bounds", id, parent)
		return
	}
	n := v.t.Node(id)
	if v.seen[id] {
		v.fail("%s %d is reached twice", n.Kind, id)
		return
	}
	v.seen[id] = true
	v.span(id, parent)
	if n.Kind == Bad || n.Kind == BadExpr {
		v.bad++
	}
	if n.Kind == NoKind || n.Kind >= KindCount {
		v.fail("node %d has the kind %d", id, n.Kind)
		return
	}
	for i, value := range [...]uint32{n.A, n.B, n.C} {
		spec := layouts[n.Kind][i]
		switch {
		case len(spec) > 2:
			if int(value)+len(spec)-2 > len(v.t.Extra) {
				v.fail("the record of %s %d is out of bounds", n.Kind, id)
				return
			}
			for j := range len(spec) - 2 {
				v.field(id, spec[j+1], v.t.Extra[value+uint32(j)])
			}
		case spec != "":
			v.field(id, spec[0], value)
		case value != 0:
			v.fail("%s %d has %d in an unused field", n.Kind, id, value)
		}
	}
}

// span checks that a node lies in its parent. Decorators stand before their
// function, and CPython gives the text of f"{x=}" a place inside its field.
func (v *verifier) span(id, parent ID) {
	n := v.t.Node(id)
	if n.Start > n.End || int(n.End) > len(v.t.Text) {
		v.fail("%s %d has the span %d to %d", n.Kind, id, n.Start, n.End)
	}
	if parent == 0 {
		return
	}
	p := v.t.Node(parent)
	if n.Start >= p.Start && n.End <= p.End {
		return
	}
	switch p.Kind {
	case FunctionDef, AsyncFunctionDef, ClassDef:
		if n.End <= p.Start {
			return
		}
	}
	v.fail("%s %d (%d to %d) is not inside %s %d (%d to %d)", n.Kind, id, n.Start, n.End, p.Kind, parent, p.Start, p.End)
}

func (v *verifier) field(id ID, what byte, value uint32) {
	kind := v.t.Node(id).Kind
	switch what {
	case 'n':
		if value != 0 {
			v.node(ID(value), id)
		}
	case 's':
		if int(value) >= v.t.Syms.Len() {
			v.fail("symbol %d of %s %d is out of bounds", value, kind, id)
		}
	case 'l', 'y', 'o':
		if int(value) >= len(v.t.Extra) || int(value)+int(v.t.Extra[value]) >= len(v.t.Extra) {
			v.fail("a list of %s %d is out of bounds", kind, id)
			return
		}
		if what == 'l' {
			v.list(id, v.t.List(List(value)))
		}
	case 'p':
		if value != 0 && int(value)+3*int(v.t.Extra[value]) >= len(v.t.Extra) {
			v.fail("the parts of %s %d are out of bounds", kind, id)
		}
	}
}

func (v *verifier) list(id ID, list []uint32) {
	kind := v.t.Node(id).Kind
	ordered := kind != JoinedStr && kind != TemplateStr
	last := uint32(0)
	for _, child := range list {
		if child == 0 {
			continue
		}
		v.node(ID(child), id)
		if v.err != nil {
			return
		}
		if n := v.t.Node(ID(child)); ordered && n.Start < last {
			v.fail("%s %d is out of order in %s %d", n.Kind, child, kind, id)
		} else {
			last = n.Start
		}
	}
}
