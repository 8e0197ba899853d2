package parser

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/token"
)

// target turns an expression into one that is assigned to or deleted, or reports
// that it cannot be.
func (p *Parser) target(id ast.ID, ctx ast.Op) {
	if p.bad {
		return
	}
	n := p.tree.Node(id)
	switch n.Kind {
	case ast.Name, ast.Attribute, ast.Subscript:
		n.Op = ctx
	case ast.Tuple, ast.ListExpr:
		n.Op = ctx
		for _, elt := range p.tree.List(ast.List(n.A)) {
			p.target(ast.ID(elt), ctx)
		}
	case ast.Starred:
		if ctx == ast.Del {
			p.notTarget(n, ctx)
			return
		}
		n.Op = ctx
		p.target(ast.ID(n.A), ctx)
	default:
		p.notTarget(n, ctx)
	}
}

func (p *Parser) notTarget(n *ast.Node, ctx ast.Op) {
	act := "assign to"
	if ctx == ast.Del {
		act = "delete"
	}
	p.failNode(n, "cannot %s %s", act, describe(n))
}

// failNode reports a problem with a node that was parsed completely.
func (p *Parser) failNode(n *ast.Node, format string, args ...any) {
	span := n.Span()
	reported := len(p.tree.Problems)
	p.failAt(max(p.pos-1, 0), format, args...)
	if p.errAt < len(p.toks) && len(p.tree.Problems) > reported {
		p.tree.Problems[reported].Span = span
	}
}

// singleTarget checks the target of an augmented or annotated assignment.
func (p *Parser) singleTarget(id ast.ID) {
	if p.bad {
		return
	}
	n := p.tree.Node(id)
	switch n.Kind {
	case ast.Name, ast.Attribute, ast.Subscript:
		n.Op = ast.Store
	default:
		if p.tok == token.Colon {
			p.failNode(n, "cannot annotate %s", describe(n))
		} else {
			p.failNode(n, "%s cannot be the target of %s", describe(n), p.tok)
		}
	}
}

// describe names an expression for a message.
func describe(n *ast.Node) string {
	switch n.Kind {
	case ast.Call:
		return "a function call"
	case ast.Constant, ast.JoinedStr, ast.TemplateStr:
		return "a literal"
	case ast.Tuple:
		return "a tuple"
	case ast.ListExpr:
		return "a list"
	case ast.Compare:
		return "a comparison"
	case ast.Lambda:
		return "a lambda"
	case ast.Yield, ast.YieldFrom:
		return "a yield expression"
	case ast.Await:
		return "an await expression"
	case ast.IfExp:
		return "a conditional expression"
	case ast.Dict, ast.Set:
		return "a display"
	case ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp:
		return "a comprehension"
	case ast.NamedExpr:
		return "a named expression"
	}
	return "an expression"
}

// starTargets parses the targets of for, where "in" ends them.
func (p *Parser) starTargets() ast.ID {
	start := p.start()
	x := p.starTarget()
	if p.tok != token.Comma {
		return x
	}
	mark := len(p.stack)
	p.push(x)
	for p.accept(token.Comma) && startsExpr[p.tok] {
		p.push(p.starTarget())
	}
	return p.node(ast.Tuple, ast.Store, start, uint32(p.list(mark)), 0, 0)
}

// starTarget parses one target, starred or not. A target is never more than a
// primary expression.
func (p *Parser) starTarget() ast.ID {
	start := p.start()
	if p.accept(token.Star) {
		x := p.primary()
		p.target(x, ast.Store)
		return p.node(ast.Starred, ast.Store, start, uint32(x), 0, 0)
	}
	x := p.primary()
	p.target(x, ast.Store)
	return x
}
