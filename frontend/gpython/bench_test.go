package gpython

import (
	"bytes"
	"testing"

	gparser "github.com/go-python/gpython/parser"
	"github.com/go-python/gpython/py"

	"github.com/racehunt/racehunt/frontend/parser"
	"github.com/racehunt/racehunt/frontend/source"
)

// BenchmarkParse reads the same files three ways: with gpython's parser alone, with
// its tree turned into ours, and with our own parser. The files are those of the
// standard library that gpython reads.
func BenchmarkParse(b *testing.B) {
	var files []*source.File
	var size int64
	for _, path := range pythonFiles(b) {
		f, ok := load(b, path)
		if ok && len(Parse(f).Problems) == 0 {
			files = append(files, f)
			size += int64(len(f.Text))
		}
	}
	var native parser.Parser
	for _, way := range []struct {
		name string
		read func(f *source.File)
	}{
		{"gpython", func(f *source.File) { _, _ = gparser.Parse(bytes.NewReader(f.Text), f.Path, py.ExecMode) }},
		{"adapter", func(f *source.File) { Parse(f) }},
		{"native", func(f *source.File) { native.Parse(f) }},
	} {
		b.Run(way.name, func(b *testing.B) {
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				for _, f := range files {
					way.read(f)
				}
			}
		})
	}
}
