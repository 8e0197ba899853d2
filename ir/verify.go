package ir

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/frontend/source"
)

// Verify reports the first thing about m that breaks the promises of this package:
// those that Decode relies on, and those that later stages rely on. It is on in all
// tests.
func Verify(m *Module) error {
	if len(m.starts) != len(m.Funcs)+1 {
		return fmt.Errorf("module is not finished")
	}
	if err := m.check(); err != nil {
		return err
	}
	seen := map[Path]PathID{}
	for i, p := range m.Paths[1:] {
		if old := seen[p]; old != 0 {
			return fmt.Errorf("paths %d and %d are equal", old, i+1)
		}
		seen[p] = PathID(i + 1)
		if nameless := p.Sel == RootValue || p.Sel == AnyItem; nameless != (p.Name == 0) && p.Sel != Item {
			return fmt.Errorf("path %d: a name where none belongs, or none where one does", i+1)
		}
	}
	if err := m.verifyClasses(); err != nil {
		return err
	}
	var body Body
	for f := range m.Funcs {
		if err := m.verifyFunc(FuncID(f), m.Body(FuncID(f), &body)); err != nil {
			return fmt.Errorf("function %d %s: %w", f, m.Str(m.Funcs[f].Qual), err)
		}
	}
	return nil
}

func (m *Module) verifyClasses() error {
	for i := range m.Classes[1:] {
		id := ClassID(i + 1)
		c := &m.Classes[id]
		body := &m.Funcs[c.Body]
		switch {
		case body.Kind != ClassBody || body.Class != id:
			return fmt.Errorf("class %d: its body is function %d, which is not", id, c.Body)
		case body.Parent != c.Func:
			return fmt.Errorf("class %d: its body has another parent", id)
		case !ordered(c.Span) || !inside(c.NameSpan, c.Span):
			return fmt.Errorf("class %d: spans out of order", id)
		}
	}
	return nil
}

func (m *Module) verifyFunc(id FuncID, b *Body) error {
	f := &m.Funcs[id]
	if (f.Kind == ModuleBody) != (id == 0) {
		return fmt.Errorf("the module body is function 0")
	}
	if !ordered(f.Span) || id != 0 && !inside(f.NameSpan, f.Span) {
		return fmt.Errorf("spans out of order")
	}
	if !slices.IsSortedFunc(f.Locals, func(a, b Local) int { return m.compareNames(a.Name, b.Name) }) {
		return fmt.Errorf("locals are not sorted")
	}
	for _, p := range f.Params {
		if l := m.LocalOf(f, p.Name); l == nil || !l.Param {
			return fmt.Errorf("parameter %s is not among the locals", m.Str(p.Name))
		}
	}
	for i := range b.Ops {
		if err := m.verifyOp(f, &b.Ops[i]); err != nil {
			return fmt.Errorf("op %d (%s): %w", i, b.Ops[i].Code, err)
		}
	}
	derived := Func{Flags: f.Flags &^ summaryFlags}
	new(summary).summarize(m, &derived, b)
	if derived.Flags&^f.Flags != 0 {
		return fmt.Errorf("flags do not say what the body does")
	}
	if !slices.Equal(f.Calls, derived.Calls) || !slices.Equal(f.Reads, derived.Reads) ||
		!slices.Equal(f.Writes, derived.Writes) || !slices.Equal(f.Deletes, derived.Deletes) {
		return fmt.Errorf("index does not match the body")
	}
	return nil
}

// verifyOp checks that names belong to whom their paths say.
func (m *Module) verifyOp(f *Func, op *Op) error {
	if !ordered(op.Span) {
		return fmt.Errorf("span ends before it starts")
	}
	path := op.Path()
	if path == 0 {
		return nil
	}
	root := m.Paths[m.Root(path)]
	switch root.Sel {
	case RootLocal:
		if m.LocalOf(f, root.Name) == nil {
			return fmt.Errorf("%s is not a local", m.Str(root.Name))
		}
	case RootFree:
		if !slices.Contains(f.Free, root.Name) {
			return fmt.Errorf("%s is not a free variable", m.Str(root.Name))
		}
	}
	return nil
}

// LocalOf returns the local of that name, or nil.
func (m *Module) LocalOf(f *Func, name StrID) *Local {
	i, ok := slices.BinarySearchFunc(f.Locals, name, func(l Local, name StrID) int {
		return m.compareNames(l.Name, name)
	})
	if !ok {
		return nil
	}
	return &f.Locals[i]
}

// compareNames orders names by their text.
func (m *Module) compareNames(a, b StrID) int {
	switch x, y := m.Strings[a], m.Strings[b]; {
	case a == b || x == y:
		return 0
	case x < y:
		return -1
	}
	return 1
}

func ordered(s source.Span) bool { return s.Start <= s.End }

func inside(a, b source.Span) bool { return ordered(a) && b.Start <= a.Start && a.End <= b.End }
