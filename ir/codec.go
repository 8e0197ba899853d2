package ir

import (
	"errors"
	"fmt"

	"github.com/racehunt/racehunt/frontend/source"
)

// The encoding of a module starts with magic and ends with the bodies. Numbers are
// in base 128, lists are preceded by their length, 0 stands for no list.
const (
	magic = "rhir"

	// FormatVersion changes with every change of the encoding, or of what
	// package ir/lower writes into it, so that old cache entries are not read.
	FormatVersion = 4
)

var errFormat = errors.New("not an encoded module")

// Encode returns the module as bytes: the format of the cache and of shards.
func Encode(m *Module) []byte {
	dst := make([]byte, 0, 256+2*len(m.bodies))
	dst = append(dst, magic...)
	dst = appendUint(dst, FormatVersion)
	dst = appendUint(dst, uint64(m.Lines))
	dst = append(dst, boolBits(m.Doc))
	dst = appendStrings(dst, m.Strings)
	dst = appendUint(dst, uint64(len(m.Paths)))
	for _, p := range m.Paths {
		dst = append(appendUint(dst, uint64(p.Base)), byte(p.Sel))
		dst = appendUint(dst, uint64(p.Name))
	}
	dst = appendUint(dst, uint64(len(m.Types)))
	for _, t := range m.Types {
		dst = appendUint(append(dst, byte(t.Kind)), uint64(t.Path))
		dst = appendIDs(dst, t.Args)
	}
	dst = appendUint(dst, uint64(len(m.Imports)))
	for i := range m.Imports {
		dst = appendImport(dst, &m.Imports[i])
	}
	dst = appendUint(dst, uint64(len(m.Classes)))
	for i := range m.Classes {
		dst = appendClass(dst, &m.Classes[i])
	}
	dst = appendUint(dst, uint64(len(m.Funcs)))
	for i := range m.Funcs {
		dst = appendFunc(dst, &m.Funcs[i])
	}
	dst = appendUint(dst, uint64(len(m.Notes)))
	for _, n := range m.Notes {
		dst = appendSpan(appendUint(appendSpan(dst, n.Span), uint64(n.Text)), n.Line)
	}
	dst = appendUint(dst, uint64(len(m.Problems)))
	for _, p := range m.Problems {
		dst = appendSpan(dst, p.Span)
		dst = append(appendUint(dst, uint64(len(p.Message))), p.Message...)
	}
	for f := range m.Funcs {
		dst = appendUint(dst, uint64(m.starts[f+1]-m.starts[f]))
	}
	return append(dst, m.bodies...)
}

// Decode reads what Encode wrote. Any other bytes give an error or a module in
// which every ID and operand is in range, so that no reader of it can run astray.
// The module keeps data, which must not change.
func Decode(data []byte) (*Module, error) {
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return nil, errFormat
	}
	r := &reader{data: data, at: len(magic)}
	if v := r.u32(); v != FormatVersion {
		return nil, fmt.Errorf("encoded module has format %d, want %d", v, FormatVersion)
	}
	m := &Module{Lines: r.u32(), Doc: r.bit()}
	m.Strings = readStrings(r)
	m.Paths = readList(r, 3, func(p *Path) {
		p.Base, p.Sel, p.Name = PathID(r.u32()), Selector(r.byte()), StrID(r.u32())
	})
	m.Types = readList(r, 3, func(t *Type) {
		t.Kind, t.Path, t.Args = TypeKind(r.byte()), PathID(r.u32()), readIDs[TypeID](r, nil)
	})
	m.Imports = readList(r, 8, func(i *Import) { readImport(r, i) })
	m.Classes = readList(r, 11, func(c *Class) { readClass(r, c) })
	m.Funcs = readList(r, 20, func(f *Func) { readFunc(r, f) })
	m.Notes = readList(r, 5, func(n *Note) { n.Span, n.Text, n.Line = r.span(), StrID(r.u32()), r.span() })
	m.Problems = readList(r, 3, func(p *source.Problem) {
		p.Span = r.span()
		p.Message = string(r.bytes(r.count(1)))
	})
	m.readBodies(r)
	if r.bad {
		return nil, errFormat
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("encoded module is damaged: %w", err)
	}
	return m, nil
}

// readBodies notes where the bodies lie; they are the rest of the data.
func (m *Module) readBodies(r *reader) {
	m.starts = make([]uint32, len(m.Funcs)+1)
	total := uint64(0)
	for f := range m.Funcs {
		total += uint64(r.u32())
		m.starts[f+1] = uint32(total)
	}
	if total != uint64(len(r.data)-r.at) || total > 1<<32-1 {
		r.bad = true
		return
	}
	m.bodies = r.bytes(int(total))
}

// Body decodes the body of f. It fills into, reusing its memory, unless that is nil.
func (m *Module) Body(f FuncID, into *Body) *Body {
	if into == nil {
		into = new(Body)
	}
	if !decodeBody(m.bodies[m.starts[f]:m.starts[f+1]], into) {
		panic(fmt.Sprintf("ir: body of function %d is damaged", f)) // Decode has checked it
	}
	return into
}

// BodySize returns the number of bytes that the body of f takes when encoded, as a
// measure of how much work it will be.
func (m *Module) BodySize(f FuncID) int { return int(m.starts[f+1] - m.starts[f]) }

func appendImport(dst []byte, i *Import) []byte {
	for _, x := range [...]uint32{uint32(i.Func), uint32(i.Module), uint32(i.Name), uint32(i.As), uint32(i.Level)} {
		dst = appendUint(dst, uint64(x))
	}
	return appendSpan(append(dst, boolBits(i.TypeChecking)), i.Span)
}

func readImport(r *reader, i *Import) {
	i.Func, i.Module, i.Name, i.As = FuncID(r.u32()), StrID(r.u32()), StrID(r.u32()), StrID(r.u32())
	i.Level, i.TypeChecking, i.Span = r.u16(), r.bit(), r.span()
}

func appendClass(dst []byte, c *Class) []byte {
	for _, x := range [...]uint32{uint32(c.Name), uint32(c.Qual), uint32(c.Func), uint32(c.Body), uint32(c.Meta)} {
		dst = appendUint(dst, uint64(x))
	}
	dst = appendIDs(dst, c.Bases)
	dst = appendDecorators(dst, c.Decorators)
	return appendSpan(appendSpan(dst, c.Span), c.NameSpan)
}

func readClass(r *reader, c *Class) {
	c.Name, c.Qual, c.Func, c.Body, c.Meta = StrID(r.u32()), StrID(r.u32()), FuncID(r.u32()), FuncID(r.u32()), PathID(r.u32())
	c.Bases = readIDs[TypeID](r, nil)
	c.Decorators = readDecorators(r)
	c.Span, c.NameSpan = r.span(), r.span()
}

func appendFunc(dst []byte, f *Func) []byte {
	dst = append(dst, byte(f.Kind))
	for _, x := range [...]uint32{uint32(f.Name), uint32(f.Qual), uint32(f.Flags), uint32(f.Parent), uint32(f.Class), uint32(f.Returns)} {
		dst = appendUint(dst, uint64(x))
	}
	dst = appendUint(dst, uint64(len(f.Params)))
	for _, p := range f.Params {
		dst = append(appendUint(dst, uint64(p.Name)), byte(p.Kind))
		dst = append(appendUint(dst, uint64(p.Type)), boolBits(p.HasDefault))
	}
	dst = appendDecorators(dst, f.Decorators)
	dst = appendUint(dst, uint64(len(f.Locals)))
	for _, l := range f.Locals {
		dst = append(appendUint(dst, uint64(l.Name)), boolBits(l.Param, l.Cell))
	}
	dst = appendIDs(dst, f.Free)
	dst = appendUint(dst, uint64(len(f.Annots)))
	for _, a := range f.Annots {
		dst = appendUint(appendUint(dst, uint64(a.Path)), uint64(a.Type))
		dst = appendSpan(append(dst, boolBits(a.Bare)), a.Span)
	}
	dst = appendSpan(appendSpan(dst, f.Span), f.NameSpan)
	for _, paths := range [...][]PathID{f.Calls, f.Reads, f.Writes, f.Deletes} {
		dst = appendSorted(dst, paths)
	}
	return dst
}

func readFunc(r *reader, f *Func) {
	f.Kind = FuncKind(r.byte())
	f.Name, f.Qual, f.Flags = StrID(r.u32()), StrID(r.u32()), FuncFlags(r.u16())
	f.Parent, f.Class, f.Returns = FuncID(r.u32()), ClassID(r.u32()), TypeID(r.u32())
	f.Params = readList(r, 4, func(p *Param) {
		p.Name, p.Kind, p.Type, p.HasDefault = StrID(r.u32()), ParamKind(r.byte()), TypeID(r.u32()), r.bit()
	})
	f.Decorators = readDecorators(r)
	f.Locals = readList(r, 2, func(l *Local) {
		l.Name = StrID(r.u32())
		bits := r.bits(2)
		l.Param, l.Cell = bits&1 != 0, bits&2 != 0
	})
	f.Free = readIDs[StrID](r, nil)
	f.Annots = readList(r, 5, func(a *Annot) {
		a.Path, a.Type, a.Bare, a.Span = PathID(r.u32()), TypeID(r.u32()), r.bit(), r.span()
	})
	f.Span, f.NameSpan = r.span(), r.span()
	f.Calls, f.Reads, f.Writes, f.Deletes = readSorted(r), readSorted(r), readSorted(r), readSorted(r)
}

func appendDecorators(dst []byte, decorators []Decorator) []byte {
	dst = appendUint(dst, uint64(len(decorators)))
	for _, d := range decorators {
		dst = append(appendUint(dst, uint64(d.Path)), boolBits(d.Call))
		dst = appendSpan(dst, d.Span)
	}
	return dst
}

func readDecorators(r *reader) []Decorator {
	return readList(r, 4, func(d *Decorator) {
		d.Path, d.Call, d.Span = PathID(r.u32()), r.bit(), r.span()
	})
}
