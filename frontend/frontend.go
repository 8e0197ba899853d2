// Package frontend reads Python source: bytes in, a syntax tree out.
//
// What goes in: a path, for messages, and the bytes of one file. What comes out:
// the decoded file and its tree, whose Problems say what could not be understood
// and whose Comments hold the "# racehunt:" and "# guarded-by:" comments. Reading never fails.
//
//	var r frontend.Reader
//	file, tree := r.Read("a.py", data)
//
// A Reader may be told to use the second front end, which knows Python 3.4 only and
// serves to cross-check the first:
//
//	r := frontend.Reader{Frontend: frontend.GPython}
//
// Left out: what names mean, which is package scope's business.
package frontend

import (
	"fmt"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/gpython"
	"github.com/racehunt/racehunt/frontend/parser"
	"github.com/racehunt/racehunt/frontend/source"
)

// Frontend names a lexer and parser.
type Frontend uint8

// The front ends, under the names that users write.
const (
	Native  Frontend = iota // "native": our own, Python 3.14
	GPython                 // "gpython": github.com/go-python/gpython, Python 3.4
)

var frontendNames = [...]string{Native: "native", GPython: "gpython"}

// String returns the name that users write.
func (f Frontend) String() string { return frontendNames[f] }

// ParseFrontend returns the front end of a name; "" is Native.
func ParseFrontend(name string) (Frontend, error) {
	for f, n := range frontendNames {
		if name == n || name == "" {
			return Frontend(f), nil
		}
	}
	return Native, fmt.Errorf("unknown front end %q: native and gpython are known", name)
}

// Reader reads one file after the other, reusing its memory; each worker has its own.
// The zero value is ready for use.
type Reader struct {
	Frontend Frontend // reads files; expressions are always read by Native

	parser parser.Parser
}

// Read returns a file and its tree. The tree is valid until the next call of a
// method; the file, which takes over data, and the names in the tree are for ever.
func (r *Reader) Read(path string, data []byte) (*source.File, *ast.Tree) {
	file, problems := source.Decode(path, data)
	var tree *ast.Tree
	if r.Frontend == GPython {
		tree = gpython.Parse(file)
	} else {
		tree = r.parser.Parse(file)
	}
	if len(problems) > 0 {
		tree.Problems = append(problems, tree.Problems...)
	}
	return file, tree
}

// ReadExpression parses text as one expression, such as the annotation in a string.
// Root is 0 if it is none.
func (r *Reader) ReadExpression(text []byte) *ast.Tree { return r.parser.ParseExpression(text) }
