package parser

import (
	"bytes"
	"fmt"
	"os"
	"testing"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/lexer"
	"github.com/racehunt/racehunt/frontend/source"
)

// benchInputs are the texts that every benchmark of the front end runs over. The
// huge one is made here, because it would only be the typical one many times over.
func benchInputs(b *testing.B) []benchInput {
	var inputs []benchInput
	for _, name := range []string{"tiny", "typical", "comments", "nested"} {
		data, err := os.ReadFile("../../testdata/bench/" + name + ".py")
		if err != nil {
			b.Fatal(err)
		}
		inputs = append(inputs, benchInput{name, data})
	}
	var huge bytes.Buffer
	for i := range 1000 {
		huge.Write(bytes.ReplaceAll(inputs[1].data, []byte("Pool"), fmt.Appendf(nil, "Pool%d", i)))
		huge.WriteByte('\n')
	}
	return append(inputs, benchInput{"huge", bytes.ReplaceAll(huge.Bytes(), []byte("from __future__ import annotations\n"), nil)})
}

type benchInput struct {
	name string
	data []byte
}

func BenchmarkLex(b *testing.B) {
	for _, in := range benchInputs(b) {
		b.Run(in.name, func(b *testing.B) {
			b.SetBytes(int64(len(in.data)))
			b.ReportAllocs()
			var l lexer.Lexer
			var syms ast.Symbols
			for b.Loop() {
				syms.Reset()
				l.Lex(in.data, &syms)
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	for _, in := range benchInputs(b) {
		b.Run(in.name, func(b *testing.B) {
			b.SetBytes(int64(len(in.data)))
			b.ReportAllocs()
			var p Parser
			f := source.NewFile(in.name, in.data)
			for b.Loop() {
				if tree := p.Parse(f); len(tree.Problems) > 0 {
					b.Fatal(tree.Problems)
				}
			}
		})
	}
}

func BenchmarkCRC(b *testing.B) {
	in := benchInputs(b)[1]
	b.SetBytes(int64(len(in.data)))
	b.ReportAllocs()
	var p Parser
	f := source.NewFile(in.name, in.data)
	tree := p.Parse(f)
	for b.Loop() {
		ast.CRC(tree, f)
	}
}
