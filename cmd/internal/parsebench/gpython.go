package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/go-python/gpython/parser"
	"github.com/go-python/gpython/py"
)

// gpythonLoop reads the files named on stdin and prints for each how many
// nanoseconds gpython took, or 0 if it rejects the file.
func gpythonLoop(stdin io.Reader, w io.Writer) error {
	runtime.GOMAXPROCS(1)
	var data [][]byte
	for s := bufio.NewScanner(stdin); s.Scan(); {
		d, err := os.ReadFile(s.Text())
		if err != nil {
			return err
		}
		data = append(data, d)
	}
	for _, d := range data {
		fmt.Fprintln(w, gpythonTime(d))
	}
	return nil
}

// gpythonTime parses one file. gpython panics on some files that it cannot read.
func gpythonTime(data []byte) (ns int64) {
	defer func() {
		if recover() != nil {
			ns = 0
		}
	}()
	start := cpuTime()
	if _, err := parser.Parse(bytes.NewReader(data), "<input>", py.ExecMode); err != nil {
		return 0
	}
	return max(1, (cpuTime() - start).Nanoseconds())
}
