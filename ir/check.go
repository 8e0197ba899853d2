package ir

import "fmt"

// check reports the first ID, operand, label or region of the module that would lead
// a reader astray. It is what Decode asks of bytes that anybody may have written;
// Verify asks more.
func (m *Module) check() error {
	if len(m.Strings) == 0 || len(m.Paths) == 0 || len(m.Types) == 0 || len(m.Classes) == 0 || len(m.Funcs) == 0 {
		return fmt.Errorf("a table lacks its first entry")
	}
	if m.Strings[0] != "" || m.Paths[0] != (Path{}) {
		return fmt.Errorf("entry 0 of a table is in use")
	}
	if err := m.checkPaths(); err != nil {
		return err
	}
	if err := m.checkIndex(); err != nil {
		return err
	}
	var body Body
	var c checker
	for f := range m.Funcs {
		if !decodeBody(m.bodies[m.starts[f]:m.starts[f+1]], &body) {
			return fmt.Errorf("function %d: body is cut off or malformed", f)
		}
		if err := c.body(m, &body); err != nil {
			return fmt.Errorf("function %d: %w", f, err)
		}
	}
	return nil
}

func (m *Module) checkPaths() error {
	depth := make([]uint8, len(m.Paths))
	for i, p := range m.Paths[1:] {
		i++
		root := p.Sel >= RootLocal && p.Sel <= RootValue
		switch {
		case p.Sel == NoSelector || p.Sel > AnyItem || int(p.Name) >= len(m.Strings):
			return fmt.Errorf("path %d: selector or name out of range", i)
		case root != (p.Base == 0) || int(p.Base) >= i:
			return fmt.Errorf("path %d: bad base", i)
		case !root:
			depth[i] = depth[p.Base] + 1
		}
		if depth[i] > MaxPathDepth {
			return fmt.Errorf("path %d is too deep", i)
		}
	}
	return nil
}

// limits answers whether IDs are in range.
type limits struct{ m *Module }

func (l limits) str(ids ...StrID) bool {
	for _, id := range ids {
		if int(id) >= len(l.m.Strings) {
			return false
		}
	}
	return true
}
func (l limits) path(p PathID) bool { return int(p) < len(l.m.Paths) }
func (l limits) typ(t TypeID) bool  { return int(t) < len(l.m.Types) }
func (l limits) fn(f FuncID) bool   { return int(f) < len(l.m.Funcs) }
func (l limits) paths(lists ...[]PathID) bool {
	for _, list := range lists {
		for _, p := range list {
			if !l.path(p) {
				return false
			}
		}
	}
	return true
}
func (l limits) decorators(list []Decorator) bool {
	for _, d := range list {
		if !l.path(d.Path) {
			return false
		}
	}
	return true
}

func (m *Module) checkIndex() error {
	in := limits{m}
	for i, t := range m.Types {
		ok := in.path(t.Path) && t.Kind <= TypeNone
		for _, a := range t.Args {
			ok = ok && int(a) < i
		}
		if !ok {
			return fmt.Errorf("type %d is damaged", i)
		}
	}
	for i, x := range m.Imports {
		if !in.fn(x.Func) || !in.str(x.Module, x.Name, x.As) {
			return fmt.Errorf("import %d is damaged", i)
		}
	}
	for i, c := range m.Classes {
		ok := in.str(c.Name, c.Qual) && in.fn(c.Func) && in.fn(c.Body) && in.path(c.Meta) && in.decorators(c.Decorators)
		for _, b := range c.Bases {
			ok = ok && in.typ(b)
		}
		if !ok {
			return fmt.Errorf("class %d is damaged", i)
		}
	}
	for i := range m.Funcs {
		if !in.function(FuncID(i), &m.Funcs[i]) {
			return fmt.Errorf("function %d is damaged", i)
		}
	}
	for i, n := range m.Notes {
		if !in.str(n.Text) {
			return fmt.Errorf("note %d is damaged", i)
		}
	}
	return nil
}

func (l limits) function(id FuncID, f *Func) bool {
	ok := l.str(f.Name, f.Qual) && l.str(f.Free...) && f.Kind <= GenExpr && l.typ(f.Returns) &&
		(f.Parent < id || id == 0 && f.Parent == 0) && int(f.Class) < len(l.m.Classes) &&
		l.decorators(f.Decorators) && l.paths(f.Calls, f.Reads, f.Writes, f.Deletes)
	for _, p := range f.Params {
		ok = ok && l.str(p.Name) && l.typ(p.Type) && p.Kind <= VarKw
	}
	for _, x := range f.Locals {
		ok = ok && l.str(x.Name)
	}
	for _, a := range f.Annots {
		ok = ok && l.path(a.Path) && l.typ(a.Type)
	}
	return ok
}

// checker checks bodies; it keeps its memory from one to the next.
type checker struct {
	m        *Module
	b        *Body
	sections []section
	stack    []open
	labels   []int32 // section in which a label stands; -1 before it is seen
	regions  []bool  // seen
	handlers []bool  // seen
	jumps    []jump
}

// section is a stretch of a body that control may leave but not enter by a jump.
type section struct{ parent int32 }

// open is a region that has begun and not ended.
type open struct {
	region uint32
	stage  Code  // Try, TryElse, Catch, Finally or Enter: what began the section at hand
	outer  int32 // section around the region
}

type jump struct {
	op, section int32
	label       uint32
}

// body reports the first op that is malformed.
func (c *checker) body(m *Module, b *Body) error {
	c.m, c.b = m, b
	c.sections = append(c.sections[:0], section{-1})
	c.stack, c.jumps = c.stack[:0], c.jumps[:0]
	c.labels = resize(c.labels, int(b.Labels))
	for i := range c.labels {
		c.labels[i] = -1
	}
	c.regions = resize(c.regions, int(b.Regions))
	clear(c.regions)
	c.handlers = resize(c.handlers, len(b.Handlers))
	clear(c.handlers)
	at := int32(0)
	for i := range b.Ops {
		op := &b.Ops[i]
		why := c.op(i, op)
		if why == "" && codeInfo[op.Code].x == xLabel {
			why = c.label(i, op, at)
		} else if why == "" && op.Code >= Try {
			at, why = c.region(op, at)
		}
		if why != "" {
			return fmt.Errorf("op %d (%s): %s", i, op.Code, why)
		}
	}
	return c.end()
}

// end checks what only the whole body shows.
func (c *checker) end() error {
	if len(c.stack) > 0 {
		return fmt.Errorf("region %d is not closed", c.stack[len(c.stack)-1].region)
	}
	for l, at := range c.labels {
		if at < 0 {
			return fmt.Errorf("label L%d is not defined", l)
		}
	}
	for r, seen := range c.regions {
		if !seen {
			return fmt.Errorf("region %d does not occur", r)
		}
	}
	for h, seen := range c.handlers {
		if !seen {
			return fmt.Errorf("handler %d has no catch", h)
		}
		if !(limits{c.m}).paths(c.b.Handlers[h].Types) {
			return fmt.Errorf("handler %d: type out of range", h)
		}
	}
	for _, j := range c.jumps {
		from := j.section
		for from >= 0 && from != c.labels[j.label] {
			from = c.sections[from].parent
		}
		if from < 0 {
			return fmt.Errorf("op %d jumps into a region, to L%d", j.op, j.label)
		}
	}
	return nil
}

// op checks X and the operands of op i; it returns what is wrong.
func (c *checker) op(i int, op *Op) string {
	if op.Code == Nop || op.Code >= CodeCount {
		return "does not belong into a body"
	}
	info := &codeInfo[op.Code]
	if op.X >= c.limit(info.x) {
		return "X out of range"
	}
	n := int(op.N)
	if n < int(info.minN) || info.maxN >= 0 && n > int(info.maxN) {
		return "wrong number of operands"
	}
	args := c.b.Args(op)
	switch op.Code {
	case Call:
		return c.call(i, args)
	case Read, Write, Delete:
		return c.access(i, op, args)
	case Build:
		if op.Aux == BuildDict && n%2 != 0 {
			return "wrong number of operands"
		}
		for _, v := range args {
			if v != NoValue && !c.earlier(i, v) {
				return "operand is not an earlier result"
			}
		}
		return ""
	}
	for _, v := range args {
		if !c.earlier(i, v) {
			return "operand is not an earlier result"
		}
	}
	return ""
}

// access checks the operands of a read, write or delete. They come in two shapes, by
// whether the path is a bare name.
func (c *checker) access(i int, op *Op, args []Value) string {
	p := &c.m.Paths[op.X]
	stored := 0
	if op.Code == Write {
		stored = 1
	}
	want := stored
	if p.Base != 0 {
		want += 2
	}
	if op.X == 0 || len(args) != want {
		return "wrong number of operands for its path"
	}
	for n, v := range args {
		if p.Base != 0 && n == 1 && v == NoValue {
			continue
		}
		if !c.earlier(i, v) {
			return "operand is not an earlier result"
		}
	}
	return ""
}

func (c *checker) call(i int, args []Value) string {
	if len(args)%2 == 0 {
		return "wrong number of operands"
	}
	for n, v := range args {
		if n > 0 && n%2 == 0 {
			if v < 0 || v >= TagKeyword && int(v-TagKeyword) >= len(c.m.Strings) {
				return "tag of an argument out of range"
			}
		} else if !c.earlier(i, v) {
			return "operand is not an earlier result"
		}
	}
	return ""
}

func (c *checker) earlier(i int, v Value) bool {
	return v >= 0 && int(v) < i && codeInfo[c.b.Ops[v].Code].result
}

// limit returns the bound of X.
func (c *checker) limit(kind xKind) uint32 {
	switch kind {
	case xStr:
		return uint32(len(c.m.Strings))
	case xPath:
		return uint32(len(c.m.Paths))
	case xLabel:
		return c.b.Labels
	case xFunc:
		return uint32(len(c.m.Funcs))
	case xClass:
		return uint32(len(c.m.Classes))
	case xImport:
		return uint32(len(c.m.Imports))
	case xRegion:
		return c.b.Regions
	case xHandler:
		return uint32(len(c.b.Handlers))
	case xIndex:
		return 1<<32 - 1
	}
	return 1 // xNone
}

// label notes a label or a jump in section at.
func (c *checker) label(i int, op *Op, at int32) string {
	if op.Code != Label {
		c.jumps = append(c.jumps, jump{int32(i), at, op.X})
		return ""
	}
	if c.labels[op.X] >= 0 {
		return "label is defined twice"
	}
	c.labels[op.X] = at
	return ""
}

// region enters the section that op begins, in section at, and returns it.
func (c *checker) region(op *Op, at int32) (int32, string) {
	if op.Code == Try || op.Code == Enter {
		if c.regions[op.X] {
			return at, "region is opened twice"
		}
		c.regions[op.X] = true
		c.stack = append(c.stack, open{op.X, op.Code, at})
		return c.begin(at), ""
	}
	region := op.X
	if op.Code == Catch {
		if c.handlers[op.X] {
			return at, "handler is used twice"
		}
		c.handlers[op.X] = true
		region = c.b.Handlers[op.X].Region
	}
	if len(c.stack) == 0 || c.stack[len(c.stack)-1].region != region {
		return at, "region is not the innermost open one"
	}
	top := &c.stack[len(c.stack)-1]
	if !follows(top.stage, op.Code) {
		return at, "out of order after " + top.stage.String()
	}
	outer := top.outer
	if op.Code == Exit || op.Code == EndTry {
		c.stack = c.stack[:len(c.stack)-1]
		return outer, ""
	}
	top.stage = op.Code
	return c.begin(outer), ""
}

func (c *checker) begin(parent int32) int32 {
	c.sections = append(c.sections, section{parent})
	return int32(len(c.sections) - 1)
}

// follows reports whether code may come after stage within one region.
func follows(stage, code Code) bool {
	switch code {
	case TryElse:
		return stage == Try
	case Catch, Finally:
		return stage == TryElse || stage == Catch
	case EndTry:
		return stage == TryElse || stage == Catch || stage == Finally
	case Exit:
		return stage == Enter
	}
	return false
}
