package lower

import (
	"bytes"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/scope"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
)

// begin starts a function inside the one at hand and makes it the one at hand.
// Parent, Class, Qual (unless given), Locals and Free are filled in here.
func (l *Lowerer) begin(s scope.ID, fn ir.Func) ir.FuncID {
	id := l.b.NewFunc()
	if l.f != nil {
		l.nest(&fn)
	}
	l.variables(s, &fn)
	fn.Flags |= scopeFlags(l.names.Scopes[s].Flags)
	l.b.M.Funcs[id] = fn
	if l.level == len(l.frames) {
		l.frames = append(l.frames, &frame{})
	}
	f := l.frames[l.level]
	l.level++
	f.fn, f.scope, f.dead, f.driven = id, s, false, false
	f.body = ir.Body{Ops: f.body.Ops[:0], Operands: f.body.Operands[:0], Handlers: f.body.Handlers[:0]}
	f.labels, f.loops, f.annots = f.labels[:0], f.loops[:0], f.annots[:0]
	l.f = f
	l.private = l.names.Scopes[s].Private
	return id
}

// end closes the function at hand with a return, if control may get there.
func (l *Lowerer) end(id ir.FuncID, at source.Span) {
	f := l.f
	if n := len(f.body.Ops); n == 0 || !f.dead || !f.body.Ops[n-1].Code.Ends() {
		l.op(ir.Op{Code: ir.Return, Flags: ir.Implicit, Span: at})
	}
	l.b.M.Funcs[id].Annots = l.annotSlab.clone(f.annots)
	l.b.SetBody(id, &f.body)
	l.level--
	l.f = nil
	if l.level > 0 {
		l.f = l.frames[l.level-1]
		l.private = l.names.Scopes[l.f.scope].Private
	}
}

// nest gives a function its place under the one at hand.
func (l *Lowerer) nest(fn *ir.Func) {
	fn.Parent = l.f.fn
	parent := &l.b.M.Funcs[l.f.fn]
	if parent.Kind == ir.ClassBody && fn.Kind != ir.ClassBody {
		fn.Class = parent.Class
	}
	if fn.Qual != 0 {
		return
	}
	l.buf = l.buf[:0]
	switch parent.Kind {
	case ir.ModuleBody:
		fn.Qual = fn.Name
		return
	case ir.ClassBody:
		l.buf = append(append(l.buf, l.b.M.Str(parent.Qual)...), '.')
	default:
		l.buf = append(append(l.buf, l.b.M.Str(parent.Qual)...), ".<locals>."...)
	}
	l.buf = append(l.buf, l.b.M.Str(fn.Name)...)
	fn.Qual = l.b.StrBytes(l.buf)
}

func scopeFlags(s scope.Flags) ir.FuncFlags {
	var f ir.FuncFlags
	for _, pair := range [...]struct {
		from scope.Flags
		to   ir.FuncFlags
	}{
		{scope.Async, ir.Async}, {scope.Generator, ir.Generator},
		{scope.UsesLocals, ir.UsesLocals}, {scope.StarImport, ir.StarImport},
	} {
		if s&pair.from != 0 {
			f |= pair.to
		}
	}
	return f
}

// variables lists what the function owns and what it takes from outer functions.
func (l *Lowerer) variables(s scope.ID, fn *ir.Func) {
	l.locals = l.locals[:0]
	for v := range l.names.Vars(s) {
		n := &l.names.Names[v]
		l.locals = append(l.locals, ir.Local{Name: l.variable(v), Param: n.Param(), Cell: n.Cell()})
	}
	if fn.Kind == ir.GenExpr {
		l.locals = append(l.locals, ir.Local{Name: fn.Params[0].Name, Param: true})
	}
	if len(l.locals) > 0 {
		strs := l.b.M.Strings
		slices.SortFunc(l.locals, func(a, b ir.Local) int { return strings.Compare(strs[a.Name], strs[b.Name]) })
		fn.Locals = l.localSlab.clone(l.locals)
	}
	l.free = l.free[:0]
	for v := range l.names.Frees(s) {
		l.free = append(l.free, l.variable(v))
	}
	if len(l.free) > 0 {
		strs := l.b.M.Strings
		slices.SortFunc(l.free, func(a, b ir.StrID) int { return strings.Compare(strs[a], strs[b]) })
		fn.Free = l.freeSlab.clone(l.free)
	}
}

func (l *Lowerer) functionDef(id ast.ID, n *ast.Node) {
	rec := ast.Rec(n.B)
	args := l.t.Field(rec, ast.FuncArgs)
	name := l.nameSpan(n)
	mark := len(l.stack)
	decorators := ast.List(l.t.Field(rec, ast.FuncDecorators))
	decs := l.decorators(decorators)
	afterDecs := len(l.stack)
	l.defaults(args)
	l.typeParams(ast.List(l.t.Field(rec, ast.FuncTypeParams)))
	s := l.names.Opened(id)
	fn := ir.Func{
		Name:       l.sym(ast.Sym(n.A)),
		Kind:       ir.Function,
		Decorators: decs,
		Span:       n.Span(),
		NameSpan:   name,
	}
	if l.definesGlobal(s) {
		fn.Qual = fn.Name
	}
	outer := l.f.scope
	l.f.scope = l.names.Scopes[s].Parent
	fn.Params = l.parameters(args)
	fn.Returns = l.annotation(l.t.Field(rec, ast.FuncReturns))
	l.f.scope = outer
	fid := l.begin(s, fn)
	if l.drivenByAsyncio(decs) {
		l.f.driven = true
		flags := &l.b.M.Funcs[fid].Flags
		*flags = *flags&^ir.Generator | ir.Async
	}
	l.stmts(ast.List(l.t.Field(rec, ast.FuncBody)))
	l.end(fid, source.Span{Start: n.End, End: n.End})
	v := l.opFrom(ir.Op{Code: ir.MakeFunc, X: uint32(fid), Span: name}, afterDecs)
	v = l.decorate(decorators, mark, v)
	l.op(ir.Op{Code: ir.Write, X: uint32(l.root(l.names.Scopes[s].Def)), Span: name}, v)
}

// drivenByAsyncio reports whether a decorator makes a plain function a coroutine function:
// @asyncio.coroutine, which was the way to write one before there was async def.
func (l *Lowerer) drivenByAsyncio(decs []ir.Decorator) bool {
	return slices.ContainsFunc(decs, func(d ir.Decorator) bool {
		return d.Path != 0 && !d.Call && l.b.M.PathString(d.Path) == "asyncio.coroutine"
	})
}

// definesGlobal reports whether a definition binds a module variable, be it by a
// global statement; it is then called by its bare name.
func (l *Lowerer) definesGlobal(s scope.ID) bool {
	return l.names.Names[l.names.Scopes[s].Def].Where == scope.Global
}

// decorators evaluates decorators onto the stack and describes them.
func (l *Lowerer) decorators(list ast.List) []ir.Decorator {
	ids := l.t.List(list)
	if len(ids) == 0 {
		return nil
	}
	decs := make([]ir.Decorator, 0, len(ids))
	for _, id := range ids {
		n := &l.t.Nodes[id]
		d := ir.Decorator{Span: n.Span()}
		v := l.value(id)
		l.push(v)
		if op := &l.f.body.Ops[v]; n.Kind == ast.Call {
			d.Call, d.Path = true, ir.PathID(op.X)
		} else {
			d.Path = l.pathOf(v)
		}
		decs = append(decs, d)
	}
	return decs
}

// decorate applies the decorators that stand on the stack from mark on, the last
// one first, and pops them.
func (l *Lowerer) decorate(list ast.List, mark int, v ir.Value) ir.Value {
	ids := l.t.List(list)
	for i := len(ids) - 1; i >= 0; i-- {
		dec := l.stack[mark+i]
		op := ir.Op{Code: ir.Call, Flags: ir.Implicit, X: uint32(l.pathOf(dec)), Span: l.t.Nodes[ids[i]].Span()}
		v = l.op(op, dec, v, ir.TagPositional)
	}
	l.stack = l.stack[:mark]
	return v
}

// defaults evaluates default values onto the stack.
func (l *Lowerer) defaults(args uint32) {
	if args == 0 {
		return
	}
	rec := ast.Rec(l.t.Nodes[args].A)
	for _, d := range l.t.List(ast.List(l.t.Field(rec, ast.ArgsDefaults))) {
		l.push(l.value(d))
	}
	for _, d := range l.t.List(ast.List(l.t.Field(rec, ast.ArgsKwDefaults))) {
		if d != 0 {
			l.push(l.value(d))
		}
	}
}

// typeParams binds PEP 695 type parameters to values that nobody looks into.
func (l *Lowerer) typeParams(list ast.List) {
	for _, id := range l.t.List(list) {
		n := &l.t.Nodes[id]
		v := l.op(ir.Op{Code: ir.Build, Aux: ir.BuildType, Span: n.Span()})
		l.writeName(ast.ID(id), n, v)
	}
}

// parameters describes parameters. Their annotations are seen from the code at hand.
func (l *Lowerer) parameters(args uint32) []ir.Param {
	if args == 0 {
		return nil
	}
	rec := ast.Rec(l.t.Nodes[args].A)
	field := func(i int) []uint32 { return l.t.List(ast.List(l.t.Field(rec, i))) }
	posOnly, plain, kwOnly := field(ast.ArgsPosOnly), field(ast.ArgsArgs), field(ast.ArgsKwOnly)
	kwDefaults := field(ast.ArgsKwDefaults)
	firstDefault := len(posOnly) + len(plain) - len(field(ast.ArgsDefaults))
	l.params = l.params[:0]
	for i, id := range posOnly {
		l.parameter(id, ir.PosOnly, i >= firstDefault)
	}
	for i, id := range plain {
		l.parameter(id, ir.PosOrKw, len(posOnly)+i >= firstDefault)
	}
	l.parameter(l.t.Field(rec, ast.ArgsVarArg), ir.VarPos, false)
	for i, id := range kwOnly {
		l.parameter(id, ir.KwOnly, i < len(kwDefaults) && kwDefaults[i] != 0)
	}
	l.parameter(l.t.Field(rec, ast.ArgsKwArg), ir.VarKw, false)
	return l.paramSlab.clone(l.params)
}

func (l *Lowerer) parameter(id uint32, kind ir.ParamKind, hasDefault bool) {
	ref := l.names.Ref(ast.ID(id))
	if id == 0 || ref == 0 {
		return
	}
	l.params = append(l.params, ir.Param{
		Name:       l.variable(l.names.Names[ref].Var),
		Kind:       kind,
		Type:       l.annotation(l.t.Nodes[id].B),
		HasDefault: hasDefault,
	})
}

func (l *Lowerer) lambda(id ast.ID, n *ast.Node) ir.Value {
	mark := len(l.stack)
	l.defaults(n.A)
	start := n.Start
	fid := l.begin(l.names.Opened(id), ir.Func{
		Name:     l.b.Str("<lambda>"),
		Kind:     ir.Lambda,
		Params:   l.parameters(n.A),
		Span:     n.Span(),
		NameSpan: source.Span{Start: start, End: min(n.End, start+uint32(len("lambda")))},
	})
	l.op(ir.Op{Code: ir.Return, Span: l.span(n.B, n)}, l.value(n.B))
	l.f.dead = true
	l.end(fid, source.Span{Start: n.End, End: n.End})
	return l.opFrom(ir.Op{Code: ir.MakeFunc, X: uint32(fid), Span: n.Span()}, mark)
}

func (l *Lowerer) classDef(id ast.ID, n *ast.Node) {
	rec := ast.Rec(n.B)
	name := l.nameSpan(n)
	mark := len(l.stack)
	decorators := ast.List(l.t.Field(rec, ast.ClassDecorators))
	decs := l.decorators(decorators)
	l.typeParams(ast.List(l.t.Field(rec, ast.ClassTypeParams)))
	s := l.names.Opened(id)
	cid := l.b.NewClass()
	class := ir.Class{
		Name:       l.sym(ast.Sym(n.A)),
		Func:       l.f.fn,
		Decorators: decs,
		Span:       n.Span(),
		NameSpan:   name,
	}
	afterDecs := len(l.stack)
	l.bases(rec, &class)
	if l.definesGlobal(s) {
		class.Qual = class.Name
	}
	class.Body = l.begin(s, ir.Func{
		Name:     class.Name,
		Qual:     class.Qual,
		Kind:     ir.ClassBody,
		Class:    cid,
		Span:     n.Span(),
		NameSpan: name,
	})
	class.Qual = l.b.M.Funcs[class.Body].Qual
	l.b.M.Classes[cid] = class
	l.stmts(ast.List(l.t.Field(rec, ast.ClassBody)))
	l.end(class.Body, source.Span{Start: n.End, End: n.End})
	v := l.opFrom(ir.Op{Code: ir.MakeClass, X: uint32(cid), Span: name}, afterDecs)
	v = l.decorate(decorators, mark, v)
	l.op(ir.Op{Code: ir.Write, X: uint32(l.root(l.names.Scopes[s].Def)), Span: name}, v)
}

// bases evaluates base classes and keyword arguments onto the stack.
func (l *Lowerer) bases(rec ast.Rec, class *ir.Class) {
	for _, id := range l.t.List(ast.List(l.t.Field(rec, ast.ClassBases))) {
		l.push(l.value(id))
		if l.t.Nodes[id].Kind != ast.Starred {
			class.Bases = append(class.Bases, l.annotation(id))
		}
	}
	for _, id := range l.t.List(ast.List(l.t.Field(rec, ast.ClassKeywords))) {
		k := &l.t.Nodes[id]
		v := l.value(k.B)
		l.push(v)
		if l.t.Name(ast.Sym(k.A)) == "metaclass" {
			class.Meta = l.pathOf(v)
		}
	}
}

// nameSpan finds the name in a def or class statement, which the tree does not
// locate: it is the first word after the keywords.
func (l *Lowerer) nameSpan(n *ast.Node) source.Span {
	at, end := int(n.Start), min(int(n.End), len(l.text))
	name := l.t.Name(ast.Sym(n.A))
	for range 3 { // async def f, def f, class C
		for at < end && isGap(l.text[at]) {
			at++
		}
		stop := at
		for stop < end && isWord(l.text[stop]) {
			stop++
		}
		if stop == at {
			break
		}
		word := l.text[at:stop]
		if string(word) == name || !isKeyword(word) {
			return source.Span{Start: uint32(at), End: uint32(stop)}
		}
		at = stop
	}
	return source.Span{Start: n.Start, End: n.Start}
}

func isKeyword(word []byte) bool {
	return bytes.Equal(word, []byte("def")) || bytes.Equal(word, []byte("async")) || bytes.Equal(word, []byte("class"))
}

func isGap(c byte) bool {
	return c == ' ' || c == '\t' || c == '\f' || c == '\\' || c == '\n' || c == '\r'
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
