// Package frontend reads Python source: bytes in, a syntax tree out.
//
// What goes in: a path, for messages, and the bytes of one file. What comes out:
// the decoded file and its tree, whose Problems say what could not be understood
// and whose Comments hold the "# racehunt:" comments. Reading never fails.
//
//	var r frontend.Reader
//	file, tree := r.Read("a.py", data)
//
// Left out: what names mean, which is package scope's business.
package frontend

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/parser"
	"github.com/racehunt/racehunt/frontend/source"
)

// Reader reads one file after the other, reusing its memory; each worker has its own.
// The zero value is ready for use.
type Reader struct{ parser parser.Parser }

// Read returns a file and its tree. The tree is valid until the next call of a
// method; the file, which takes over data, and the names in the tree are for ever.
func (r *Reader) Read(path string, data []byte) (*source.File, *ast.Tree) {
	file, problems := source.Decode(path, data)
	tree := r.parser.Parse(file)
	if len(problems) > 0 {
		tree.Problems = append(problems, tree.Problems...)
	}
	return file, tree
}

// ReadExpression parses text as one expression, such as the annotation in a string.
// Root is 0 if it is none.
func (r *Reader) ReadExpression(text []byte) *ast.Tree { return r.parser.ParseExpression(text) }
