// Command parsebench checks and measures the parser against others.
//
// With a directory it compares speed: ours, CPython's ast.parse (python3) and
// gpython's, each on one thread over the same files read into memory beforehand.
//
//	go run ./cmd/internal/parsebench DIR
//
// With -crc it prints the checksum of the syntax tree of each file named on
// standard input, which `make conformance` compares with CPython's.
//
//	find DIR -name '*.py' | go run ./cmd/internal/parsebench -crc
//
// Left out: anything but parsing.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/racehunt/racehunt/frontend"
	"github.com/racehunt/racehunt/frontend/ast"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("parsebench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	crc := flags.Bool("crc", false, "print checksums of the files named on standard input")
	gpython := flags.Bool("gpython", false, "time gpython on the files named on standard input (used by the comparison)")
	dump := flags.Bool("dump", false, "print the trees of the files named as arguments")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	var err error
	switch {
	case *crc:
		err = checksums(stdin, stdout)
	case *dump:
		err = dumps(flags.Args(), stdout)
	case *gpython:
		err = gpythonLoop(stdin, stdout)
	case flags.NArg() == 1:
		err = compare(flags.Arg(0), stdout)
	default:
		err = errors.New("usage: parsebench DIR")
	}
	if err != nil {
		fmt.Fprintln(stderr, "parsebench:", err)
		return 2
	}
	return 0
}

func checksums(paths io.Reader, w io.Writer) error {
	var r frontend.Reader
	out := bufio.NewWriter(w)
	for lines := bufio.NewScanner(paths); lines.Scan(); {
		data, err := os.ReadFile(lines.Text())
		if err != nil {
			return err
		}
		file, tree := r.Read(lines.Text(), data)
		fmt.Fprintf(out, "%s\t%s\n", ast.CRC(tree, file), lines.Text())
	}
	return out.Flush()
}

func dumps(paths []string, w io.Writer) error {
	var r frontend.Reader
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, tree := r.Read(path, data)
		for _, p := range tree.Problems {
			line, col := file.Position(p.Span.Start)
			fmt.Fprintf(w, "%d:%d: %s\n", line, col+1, p.Message)
		}
		if err := ast.Dump(w, tree, file); err != nil {
			return err
		}
	}
	return nil
}
