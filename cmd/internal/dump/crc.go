package dump

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/racehunt/racehunt/cmd/internal/left"
	"github.com/racehunt/racehunt/frontend/ast"
)

// ReadList reads paths, one a line.
func ReadList(r io.Reader) ([]string, error) {
	var paths []string
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if p := strings.TrimSpace(lines.Text()); p != "" {
			paths = append(paths, p)
		}
	}
	return paths, lines.Err()
}

// CRCs writes a line per file, in the order given: the checksum of its tree, or the
// line of its first problem. Files are read with so many workers.
func CRCs(w io.Writer, frontend string, paths []string, jobs int) error {
	if _, err := left.New(frontend); err != nil {
		return err
	}
	results := make([]string, len(paths))
	errs := make([]error, len(paths))
	var next atomic.Int64
	var wait sync.WaitGroup
	for range max(1, min(jobs, len(paths))) {
		wait.Go(func() {
			r, _ := left.New(frontend) // its name has just been accepted
			for i := next.Add(1) - 1; i < int64(len(paths)); i = next.Add(1) - 1 {
				var data []byte
				if data, errs[i] = os.ReadFile(paths[i]); errs[i] == nil {
					file, tree := r.Read(paths[i], data)
					results[i] = ast.CRC(tree, file)
				}
			}
		})
	}
	wait.Wait()
	b := bufio.NewWriter(w)
	var first error
	for i, path := range paths {
		if errs[i] != nil {
			first = cmp.Or(first, errs[i])
			continue
		}
		fmt.Fprintf(b, "%s\t%s\n", results[i], path)
	}
	return cmp.Or(b.Flush(), first)
}
