package ir

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/racehunt/racehunt/frontend/source"
)

// String returns the module as stable text: its index, then its functions.
func (m *Module) String() string { return m.text(false) }

// SpanString is String with the byte span of every op and declaration.
func (m *Module) SpanString() string { return m.text(true) }

// FuncString returns one function as stable text.
func (m *Module) FuncString(f FuncID) string {
	p := printer{m: m}
	p.function(f)
	return p.String()
}

func (m *Module) text(spans bool) string {
	p := printer{m: m, spans: spans}
	for i := range m.Imports {
		p.line(m.Imports[i].Span, "%s", p.imported(&m.Imports[i]))
	}
	for _, n := range m.Notes {
		p.line(n.Span, "note %s", m.Str(n.Text))
	}
	for _, x := range m.Problems {
		p.line(x.Span, "problem %s", x.Message)
	}
	for i := range m.Classes[1:] {
		p.class(ClassID(i + 1))
	}
	for f := range m.Funcs {
		if p.Len() > 0 {
			p.WriteByte('\n')
		}
		p.function(FuncID(f))
	}
	return p.String()
}

// PathString returns a path as Python would write it, with [*] for a subscript that
// is not a constant, and "()" for the result of an op.
func (m *Module) PathString(p PathID) string { return string(m.appendPath(nil, p)) }

func (m *Module) appendPath(dst []byte, id PathID) []byte {
	if id == 0 {
		return append(dst, '?')
	}
	p := m.Paths[id]
	switch p.Sel {
	case RootValue:
		return append(dst, "()"...)
	case Attr:
		dst = append(m.appendPath(dst, p.Base), '.')
	case Item:
		dst = append(m.appendPath(dst, p.Base), '[')
		return append(append(dst, m.Str(p.Name)...), ']')
	case AnyItem:
		return append(m.appendPath(dst, p.Base), "[*]"...)
	}
	return append(dst, m.Str(p.Name)...)
}

// TypeString returns a type as Python would write it, "?" if it is unknown.
func (m *Module) TypeString(t TypeID) string {
	x := m.Types[t]
	args := make([]string, len(x.Args))
	for i, a := range x.Args {
		args[i] = m.TypeString(a)
	}
	switch {
	case x.Kind == TypeNone:
		return "None"
	case x.Kind == TypeUnion:
		return strings.Join(args, " | ")
	case x.Kind == TypeUnknown:
		return "?"
	case len(args) == 0:
		return m.PathString(x.Path)
	}
	return m.PathString(x.Path) + "[" + strings.Join(args, ", ") + "]"
}

// printer writes a module as text.
type printer struct {
	strings.Builder
	m     *Module
	spans bool
}

// line writes a line that is not an op.
func (p *printer) line(span source.Span, format string, args ...any) {
	fmt.Fprintf(p, format, args...)
	if p.spans {
		fmt.Fprintf(p, "  @%d:%d", span.Start, span.End)
	}
	p.WriteByte('\n')
}

func (p *printer) imported(i *Import) string {
	m := p.m
	text := "import " + m.Str(i.Module)
	if i.Name != 0 || i.Level > 0 {
		text = "from " + strings.Repeat(".", int(i.Level)) + m.Str(i.Module) + " import " + m.Str(i.Name)
	}
	if i.As != 0 {
		text += " as " + m.Str(i.As)
	}
	if i.Func != 0 {
		text += " in " + m.Str(m.Funcs[i.Func].Qual)
	}
	if i.TypeChecking {
		text += " for types"
	}
	return text
}

func (p *printer) class(id ClassID) {
	m, c := p.m, &p.m.Classes[id]
	bases := make([]string, len(c.Bases))
	for i, b := range c.Bases {
		bases[i] = m.TypeString(b)
	}
	if c.Meta != 0 {
		bases = append(bases, "metaclass="+m.PathString(c.Meta))
	}
	p.decorators(c.Decorators)
	text := "class " + m.Str(c.Qual)
	if len(bases) > 0 {
		text += "(" + strings.Join(bases, ", ") + ")"
	}
	p.line(c.Span, "%s", text)
}

func (p *printer) decorators(list []Decorator) {
	for _, d := range list {
		call := ""
		if d.Call {
			call = "(...)"
		}
		p.line(d.Span, "@%s%s", p.m.PathString(d.Path), call)
	}
}

var kindNames = [...]string{"module", "class", "func", "lambda", "genexpr"}

var paramMarks = [...]string{VarPos: "*", VarKw: "**"}

// function writes the head of a function, its index and its body.
func (p *printer) function(id FuncID) {
	m, f := p.m, &p.m.Funcs[id]
	p.decorators(f.Decorators)
	text := kindNames[f.Kind] + " " + m.Str(f.Qual)
	if f.Flags&Async != 0 {
		text = "async " + text
	}
	if f.Kind >= Function {
		text += "(" + p.params(f) + ")"
	}
	if f.Returns != 0 {
		text += " -> " + m.TypeString(f.Returns)
	}
	p.line(f.Span, "%s", text)
	p.names("cells", p.cells(f))
	p.names("free", p.strs(f.Free))
	for _, a := range f.Annots {
		bare := ""
		if a.Bare {
			bare = "  bare"
		}
		p.line(a.Span, "  annot %s: %s%s", m.PathString(a.Path), m.TypeString(a.Type), bare)
	}
	p.names("calls", p.paths(f.Calls))
	p.names("reads", p.paths(f.Reads))
	p.names("writes", p.paths(f.Writes))
	p.names("deletes", p.paths(f.Deletes))
	p.names("flags", flagNames(f.Flags))
	p.body(m.Body(id, nil))
}

func (p *printer) params(f *Func) string {
	list := make([]string, 0, len(f.Params))
	star := false
	for i, x := range f.Params {
		if i > 0 && f.Params[i-1].Kind == PosOnly && x.Kind != PosOnly {
			list = append(list, "/")
		}
		star = star || x.Kind == VarPos
		if x.Kind == KwOnly && !star {
			list, star = append(list, "*"), true
		}
		text := p.m.Str(x.Name)
		if x.Kind == VarPos || x.Kind == VarKw {
			text = paramMarks[x.Kind] + text
		}
		if x.Type != 0 {
			text += ": " + p.m.TypeString(x.Type)
		}
		if x.HasDefault {
			text += "=..."
		}
		list = append(list, text)
	}
	if n := len(f.Params); n > 0 && f.Params[n-1].Kind == PosOnly {
		list = append(list, "/")
	}
	return strings.Join(list, ", ")
}

// names writes a list of the index, if there is anything in it.
func (p *printer) names(what string, names []string) {
	if len(names) > 0 {
		fmt.Fprintf(p, "  %s %s\n", what, strings.Join(names, " "))
	}
}

func (p *printer) paths(ids []PathID) []string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = p.m.PathString(id)
	}
	return texts
}

func (p *printer) strs(ids []StrID) []string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = p.m.Str(id)
	}
	return texts
}

func (p *printer) cells(f *Func) []string {
	var texts []string
	for _, l := range f.Locals {
		if l.Cell {
			texts = append(texts, p.m.Str(l.Name))
		}
	}
	return texts
}

// flagNames leaves out Async, which the head shows.
func flagNames(f FuncFlags) []string {
	names := [...]string{"", "generator", "awaits", "iterates", "enters", "tries", "locals", "star"}
	var list []string
	for i, name := range names {
		if name != "" && f&(1<<i) != 0 {
			list = append(list, name)
		}
	}
	return list
}

// body writes the ops, those of a region indented.
func (p *printer) body(b *Body) {
	depth := 1
	for i := range b.Ops {
		op := &b.Ops[i]
		switch op.Code {
		case TryElse, Catch, Finally, EndTry, Exit:
			depth--
		}
		indent := strings.Repeat("    ", depth)
		if op.Code == Label {
			indent = indent[2:]
		}
		text := indent + p.m.OpString(b, int32(i))
		if notes := p.notes(op); notes != "" {
			text = fmt.Sprintf("%-40s  %s", text, notes)
		}
		p.WriteString(text)
		p.WriteByte('\n')
		switch op.Code {
		case Try, TryElse, Catch, Finally, Enter:
			depth++
		}
	}
}

// notes tells the flags of an op, and its span if wanted.
func (p *printer) notes(op *Op) string {
	var list []string
	add := func(yes bool, name string) {
		if yes {
			list = append(list, name)
		}
	}
	add(op.Flags&InPlace != 0, "in-place")
	add(op.MaySuspend(), "suspends")
	add(op.Flags&Assertion != 0, "assert")
	add(op.Flags&Implicit != 0, "implicit")
	add(op.Flags&IsComp != 0, "comprehension")
	add(op.Flags&InTarget != 0, "in-target")
	add(p.spans, "@"+strconv.Itoa(int(op.Span.Start))+":"+strconv.Itoa(int(op.Span.End)))
	return strings.Join(list, " ")
}
