package gpython

import (
	"fmt"
	"strings"

	gast "github.com/go-python/gpython/ast"
	"github.com/go-python/gpython/py"

	"github.com/racehunt/racehunt/frontend/ast"
)

var binaryOps = [...]ast.Op{
	gast.Add: ast.Add, gast.Sub: ast.Sub, gast.Mult: ast.Mult, gast.Div: ast.Div,
	gast.Modulo: ast.Mod, gast.Pow: ast.Pow, gast.LShift: ast.LShift, gast.RShift: ast.RShift,
	gast.BitOr: ast.BitOr, gast.BitXor: ast.BitXor, gast.BitAnd: ast.BitAnd, gast.FloorDiv: ast.FloorDiv,
}

var unaryOps = [...]ast.Op{
	gast.Invert: ast.Invert, gast.Not: ast.Not, gast.UAdd: ast.UAdd, gast.USub: ast.USub,
}

var boolOps = [...]ast.Op{gast.And: ast.And, gast.Or: ast.Or}

var compareOps = [...]ast.Op{
	gast.Eq: ast.Eq, gast.NotEq: ast.NotEq, gast.Lt: ast.Lt, gast.LtE: ast.LtE, gast.Gt: ast.Gt,
	gast.GtE: ast.GtE, gast.Is: ast.Is, gast.IsNot: ast.IsNot, gast.In: ast.In, gast.NotIn: ast.NotIn,
}

// contexts leaves out AugLoad, AugStore and Param, which gpython's parser never sets.
var contexts = [...]ast.Op{gast.Load: ast.Load, gast.Store: ast.Store, gast.Del: ast.Del}

// exprs converts expressions in order.
func (c *converter) exprs(list []gast.Expr) []uint32 {
	ids := make([]uint32, len(list))
	for i, e := range list {
		ids[i] = uint32(c.expr(e))
	}
	return ids
}

// expr converts one expression. Its span is that of CPython: without parentheses of
// its own, but with those of its operands.
func (c *converter) expr(e gast.Expr) ast.ID {
	c.enter(e)
	defer func() { c.depth-- }()
	start := c.pos(e)
	switch e := e.(type) {
	case *gast.BoolOp:
		values := c.exprs(e.Values)
		return c.add(ast.Node{Kind: ast.BoolOp, Op: boolOps[e.Op], Start: start, End: c.outerEnd(last(values)), A: c.list(values)})
	case *gast.BinOp:
		left, right := c.expr(e.Left), c.expr(e.Right)
		return c.add(ast.Node{Kind: ast.BinOp, Op: binaryOps[e.Op], Start: start, End: c.outerEnd(right), A: uint32(left), B: uint32(right)})
	case *gast.UnaryOp:
		operand := c.expr(e.Operand)
		return c.add(ast.Node{Kind: ast.UnaryOp, Op: unaryOps[e.Op], Start: start, End: c.outerEnd(operand), A: uint32(operand)})
	case *gast.Lambda:
		args := c.arguments(e.Args)
		body := c.expr(e.Body)
		return c.add(ast.Node{Kind: ast.Lambda, Start: start, End: c.outerEnd(body), A: uint32(args), B: uint32(body)})
	case *gast.IfExp:
		body, test, orelse := c.expr(e.Body), c.expr(e.Test), c.expr(e.Orelse)
		return c.add(ast.Node{Kind: ast.IfExp, Start: start, End: c.outerEnd(orelse), A: uint32(test), B: uint32(body), C: uint32(orelse)})
	case *gast.Dict:
		// The position is that of the first key, if there is one.
		open := c.at(start)
		if len(e.Keys) > 0 {
			open--
		}
		keys, values := c.exprs(e.Keys), c.exprs(e.Values)
		return c.add(ast.Node{Kind: ast.Dict, Start: c.tokens[open].start, End: c.closing(open), A: c.list(keys), B: c.list(values)})
	case *gast.Set:
		open := c.at(start) - 1
		elts := c.exprs(e.Elts)
		return c.add(ast.Node{Kind: ast.Set, Start: c.tokens[open].start, End: c.closing(open), A: c.list(elts)})
	case *gast.ListComp:
		return c.comprehension(ast.ListComp, c.at(start), e.Elt, e.Generators)
	case *gast.SetComp:
		return c.comprehension(ast.SetComp, c.at(start)-1, e.Elt, e.Generators)
	case *gast.DictComp:
		open := c.at(start) - 1
		key, value := c.expr(e.Key), c.expr(e.Value)
		generators, _ := c.generators(e.Generators)
		return c.add(ast.Node{Kind: ast.DictComp, Start: c.tokens[open].start, End: c.closing(open), A: uint32(key), B: uint32(value), C: generators})
	case *gast.GeneratorExp:
		return c.generator(e, start)
	case *gast.Yield:
		return c.optional(ast.Yield, start, e.Value)
	case *gast.YieldFrom:
		return c.optional(ast.YieldFrom, start, e.Value)
	case *gast.Compare:
		left := c.expr(e.Left)
		ops := make([]uint32, len(e.Ops))
		for i, op := range e.Ops {
			ops[i] = uint32(compareOps[op])
		}
		rights := c.exprs(e.Comparators)
		return c.add(ast.Node{Kind: ast.Compare, Start: start, End: c.outerEnd(last(rights)), A: uint32(left), B: c.list(ops), C: c.list(rights)})
	case *gast.Call:
		fn := c.expr(e.Func)
		start, end := c.outer(fn)
		args, keywords := c.callArgs(e.Args, e.Keywords, e.Starargs, e.Kwargs)
		return c.add(ast.Node{Kind: ast.Call, Start: start, End: c.closing(c.at(end)), A: uint32(fn), B: args, C: keywords})
	case *gast.Num:
		return c.number(e, start)
	case *gast.Str:
		return c.str(ast.ConstStr, start)
	case *gast.Bytes:
		return c.str(ast.ConstBytes, start)
	case *gast.NameConstant:
		op := ast.ConstNone
		switch e.Value {
		case gast.Singleton(py.True):
			op = ast.ConstTrue
		case gast.Singleton(py.False):
			op = ast.ConstFalse
		}
		return c.constant(op, start)
	case *gast.Ellipsis:
		return c.constant(ast.ConstEllipsis, start)
	case *gast.Attribute:
		value := c.expr(e.Value)
		start, end := c.outer(value)
		name := &c.tokens[min(c.at(end)+1, len(c.tokens)-1)]
		return c.add(ast.Node{Kind: ast.Attribute, Op: contexts[e.Ctx], Start: start, End: name.end, A: uint32(value), B: c.sym(e.Attr, name.start)})
	case *gast.Subscript:
		value := c.expr(e.Value)
		start, end := c.outer(value)
		index := c.slice(e.Slice)
		return c.add(ast.Node{Kind: ast.Subscript, Op: contexts[e.Ctx], Start: start, End: c.closing(c.at(end)), A: uint32(value), B: uint32(index)})
	case *gast.Starred:
		value := c.expr(e.Value)
		return c.add(ast.Node{Kind: ast.Starred, Op: contexts[e.Ctx], Start: start, End: c.outerEnd(value), A: uint32(value)})
	case *gast.Name:
		return c.name(e, start)
	case *gast.List:
		elts := c.exprs(e.Elts)
		return c.add(ast.Node{Kind: ast.ListExpr, Op: contexts[e.Ctx], Start: start, End: c.closing(c.at(start)), A: c.list(elts)})
	case *gast.Tuple:
		return c.tuple(e, start)
	}
	panic(fmt.Sprintf("gpython expression %T", e))
}

// name converts a name, or a decorator, which gpython makes a single name "a.b.c" at
// the position of the "@".
func (c *converter) name(e *gast.Name, start uint32) ast.ID {
	k := c.at(start)
	if c.tokens[k].kind == '@' {
		k++
	}
	start = c.tokens[k].start
	id := ast.ID(0)
	rest := string(e.Id)
	for {
		part, after, more := strings.Cut(rest, ".")
		sym := c.sym(gast.Identifier(part), c.tokens[k].start)
		if id == 0 {
			id = c.add(ast.Node{Kind: ast.Name, Op: contexts[e.Ctx], Start: start, End: c.tokens[k].end, A: sym})
		} else {
			id = c.add(ast.Node{Kind: ast.Attribute, Op: ast.Load, Start: start, End: c.tokens[k].end, A: uint32(id), B: sym})
		}
		if !more {
			return id
		}
		rest = after
		k = min(k+2, len(c.tokens)-1)
	}
}

// tuple converts a tuple. Its position is that of its first token, which is its own
// parenthesis or belongs to its first element, or is the "for" before it.
func (c *converter) tuple(e *gast.Tuple, start uint32) ast.ID {
	n := ast.Node{Kind: ast.Tuple, Op: contexts[e.Ctx], Start: start}
	k := c.at(start)
	elts := c.exprs(e.Elts)
	n.A = c.list(elts)
	if len(elts) == 0 {
		n.End = c.closing(k)
		return c.add(n)
	}
	if mate := int(c.tokens[k].mate); c.tokens[k].kind == '(' && mate > k &&
		c.tree.Node(ast.ID(elts[0])).Start > start &&
		c.tree.Node(last(elts)).End <= c.tokens[mate].start &&
		(len(elts) > 1 || c.tokens[mate-1].kind == ',') {
		n.End = c.tokens[mate].end
		return c.add(n)
	}
	n.Start = c.outerStart(ast.ID(elts[0]))
	n.End = c.pastComma(c.outerEnd(last(elts)))
	return c.add(n)
}

// slice converts what stands in the brackets of a subscript.
func (c *converter) slice(s gast.Slicer) ast.ID {
	switch s := s.(type) {
	case *gast.Index:
		return c.expr(s.Value)
	case *gast.ExtSlice:
		elts := make([]uint32, len(s.Dims))
		for i, dim := range s.Dims {
			elts[i] = uint32(c.slice(dim))
		}
		start, end := c.outerStart(ast.ID(elts[0])), c.pastComma(c.outerEnd(last(elts)))
		return c.add(ast.Node{Kind: ast.Tuple, Op: ast.Load, Start: start, End: end, A: c.list(elts)})
	case *gast.Slice:
		n := ast.Node{Kind: ast.Slice, Start: c.pos(s)}
		n.End = n.Start
		for i, part := range []gast.Expr{s.Lower, s.Upper, s.Step} {
			if part == nil {
				continue
			}
			id := c.expr(part)
			n.End = c.outerEnd(id)
			switch i {
			case 0:
				n.A = uint32(id)
			case 1:
				n.B = uint32(id)
			case 2:
				n.C = uint32(id)
			}
		}
		for k := c.at(n.End); c.tokens[k].kind == ':'; k++ {
			n.End = c.tokens[k].end
		}
		return c.add(n)
	}
	panic(fmt.Sprintf("gpython slice %T", s))
}

// comprehension converts a list or set comprehension whose bracket is token open.
func (c *converter) comprehension(kind ast.Kind, open int, elt gast.Expr, gens []gast.Comprehension) ast.ID {
	id := c.expr(elt)
	generators, _ := c.generators(gens)
	return c.add(ast.Node{Kind: kind, Start: c.tokens[open].start, End: c.closing(open), A: uint32(id), B: generators})
}

// generator converts a generator expression. Its position is that of its own
// parenthesis, or of its element if it is the only argument of a call; then its span
// takes in the parentheses of the call.
func (c *converter) generator(e *gast.GeneratorExp, start uint32) ast.ID {
	id := c.expr(e.Elt)
	generators, end := c.generators(e.Generators)
	k := c.at(start)
	if mate := int(c.tokens[k].mate); c.tokens[k].kind != '(' || mate <= k ||
		c.tokens[mate].start < end || c.tree.Node(id).Start == start {
		k = c.at(c.outerStart(id)) - 1
	}
	return c.add(ast.Node{Kind: ast.GeneratorExp, Start: c.tokens[k].start, End: max(end, c.closing(k)), A: uint32(id), B: generators})
}

// generators converts the for clauses of a comprehension and returns their end.
func (c *converter) generators(gens []gast.Comprehension) (list, end uint32) {
	ids := make([]uint32, len(gens))
	for i, g := range gens {
		target := c.expr(g.Target)
		iter := c.expr(g.Iter)
		end = c.outerEnd(iter)
		ifs := c.exprs(g.Ifs)
		if len(ifs) > 0 {
			end = c.outerEnd(last(ifs))
		}
		ids[i] = uint32(c.add(ast.Node{Kind: ast.Comprehension, A: uint32(target), B: uint32(iter), C: c.list(ifs)}))
	}
	return c.list(ids), end
}

// callArgs converts the arguments of a call or class statement. Python 3.4 has at
// most one "*", which later versions count among the positional arguments, and at
// most one "**", a keyword without a name.
func (c *converter) callArgs(args []gast.Expr, keywords []*gast.Keyword, star, kwargs gast.Expr) (argList, keywordList uint32) {
	ids := c.exprs(args)
	if star != nil {
		value := c.expr(star)
		start, end := c.outer(value)
		op := c.tokens[c.at(start)-1]
		ids = append(ids, uint32(c.add(ast.Node{Kind: ast.Starred, Op: ast.Load, Start: op.start, End: end, A: uint32(value)})))
	}
	var named []uint32
	for _, k := range keywords {
		start := c.pos(k)
		value := c.expr(k.Value)
		named = append(named, uint32(c.add(ast.Node{Kind: ast.Keyword, Start: start, End: c.outerEnd(value), A: c.sym(k.Arg, start), B: uint32(value)})))
	}
	if kwargs != nil {
		value := c.expr(kwargs)
		start, end := c.outer(value)
		op := c.tokens[c.at(start)-1]
		named = append(named, uint32(c.add(ast.Node{Kind: ast.Keyword, Start: op.start, End: end, B: uint32(value)})))
	}
	return c.list(ids), c.list(named)
}

// arguments converts a parameter list.
func (c *converter) arguments(a *gast.Arguments) ast.ID {
	params := make([]uint32, len(a.Args))
	for i, p := range a.Args {
		params[i] = uint32(c.arg(p))
	}
	defaults := c.exprs(a.Defaults)
	vararg := c.arg(a.Vararg)
	kwonly := make([]uint32, len(a.Kwonlyargs))
	for i, p := range a.Kwonlyargs {
		kwonly[i] = uint32(c.arg(p))
	}
	kwdefaults := c.kwDefaults(kwonly, c.exprs(a.KwDefaults))
	kwarg := c.arg(a.Kwarg)
	rec := c.record(0, c.list(params), uint32(vararg), c.list(kwonly), c.list(kwdefaults), uint32(kwarg), c.list(defaults))
	return c.add(ast.Node{Kind: ast.Arguments, A: rec})
}

// kwDefaults gives each keyword-only parameter its default or 0. gpython only lists
// those that there are; where they stand tells whose they are.
func (c *converter) kwDefaults(kwonly, defaults []uint32) []uint32 {
	out := make([]uint32, len(kwonly))
	for i := range kwonly {
		if len(defaults) == 0 {
			break
		}
		start := c.tree.Node(ast.ID(defaults[0])).Start
		if i+1 == len(kwonly) || start < c.tree.Node(ast.ID(kwonly[i+1])).Start {
			out[i], defaults = defaults[0], defaults[1:]
		}
	}
	return out
}

// arg converts a parameter, nil to 0.
func (c *converter) arg(a *gast.Arg) ast.ID {
	if a == nil {
		return 0
	}
	start := c.pos(a)
	n := ast.Node{Kind: ast.Arg, Start: start, End: c.tokens[c.at(start)].end, A: c.sym(a.Arg, start)}
	if a.Annotation != nil {
		id := c.expr(a.Annotation)
		n.B, n.End = uint32(id), c.outerEnd(id)
	}
	return c.add(n)
}
