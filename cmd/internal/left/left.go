// Package left binds what lies left of the seam, from bytes to IR, for the commands.
//
// What goes in: the name of a front end, then one file after the other. What comes
// out: the tree, and the module that it lowers to. For example
//
//	r, _ := left.New("native")
//	file, tree := r.Read("a.py", data)
//	module := r.Lower(file, tree)
//
// Left out: everything that needs a second file.
package left

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/frontend"
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/gpython"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/lower"
)

// Frontends returns the names of the front ends, the default first.
func Frontends() []string { return []string{"native", "gpython"} }

// Reader reads with one front end. It is for one goroutine.
type Reader struct {
	gpython     bool
	native      frontend.Reader
	annotations frontend.Reader // parses string annotations while a tree of native is in use
	lowerer     lower.Lowerer
}

// New returns a reader that uses the front end of the given name.
func New(name string) (*Reader, error) {
	r := &Reader{}
	switch name {
	case "native":
	case "gpython":
		r.gpython = true
	default:
		return nil, fmt.Errorf("unknown front end %q; choose %s", name, strings.Join(Frontends(), " or "))
	}
	r.lowerer.ParseExpression = r.annotations.ReadExpression
	return r, nil
}

// Read decodes and parses a file. The tree is valid until the next call.
func (r *Reader) Read(path string, data []byte) (*source.File, *ast.Tree) {
	if !r.gpython {
		return r.native.Read(path, data)
	}
	file, problems := source.Decode(path, data)
	tree := gpython.Parse(file)
	tree.Problems = append(problems, tree.Problems...)
	return file, tree
}

// Lower lowers what Read returned last.
func (r *Reader) Lower(file *source.File, tree *ast.Tree) *ir.Module {
	return r.lowerer.Lower(file, tree)
}
