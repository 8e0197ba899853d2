package driver

import (
	"fmt"
	"hash/maphash"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/racehunt/racehunt/ir"
)

// unit is one file on its way through the run.
type unit struct {
	in     input
	file   int // index in run.Report.Files
	module *ir.Module
	marks  []mark // "# racehunt:" comments
	crash  *Crash
	err    error // the file could not be read
	size   int
	hash   uint64 // of the bytes, to notice a file that changes under us
	raw    []byte // kept only where it cannot be read again
}

// hashSeed differs between processes, and hashes never leave one.
var hashSeed = maphash.MakeSeed()

// readAll reads and lowers every input. Results stand in the order of the inputs,
// whoever finishes first.
func readAll(e *Engine, opt Options, inputs []input, stats *Stats) []*unit {
	units := make([]*unit, len(inputs))
	for i, in := range inputs {
		units[i] = &unit{in: in}
	}
	var next, read, parse, lower atomic.Int64
	var done int
	var wait sync.WaitGroup
	var progress sync.Mutex
	for range min(opt.Jobs, len(inputs)) {
		wait.Go(func() {
			w := &worker{engine: e, opt: &opt}
			for i := next.Add(1) - 1; i < int64(len(units)); i = next.Add(1) - 1 {
				w.process(units[i])
				if opt.Progress != nil {
					progress.Lock()
					done++
					opt.Progress(done, len(units))
					progress.Unlock()
				}
			}
			read.Add(int64(w.read))
			parse.Add(int64(w.parse))
			lower.Add(int64(w.lower))
		})
	}
	wait.Wait()
	stats.add("read", time.Duration(read.Load()), "all workers")
	stats.add("parse", time.Duration(parse.Load()), "all workers")
	stats.add("lower", time.Duration(lower.Load()), "all workers")
	return units
}

// worker is one goroutine's share of readAll.
type worker struct {
	engine *Engine
	opt    *Options
	inner  Worker // nil until needed, and again after a panic

	read, parse, lower time.Duration
}

func (w *worker) process(u *unit) {
	begin := time.Now()
	data, err := w.load(u)
	if err != nil {
		u.err = err
		return
	}
	u.size, u.hash = len(data), maphash.Bytes(hashSeed, data)
	w.read += time.Since(begin)
	stage := "parse"
	defer func() {
		if p := recover(); p != nil {
			u.module, u.marks = nil, nil
			u.crash = &Crash{Stage: stage, Path: u.in.path, Message: panicMessage(p)}
			// Its buffers may be in any state now.
			w.inner = nil
		}
	}()
	if w.inner == nil {
		w.inner, u.err = w.engine.NewWorker(w.opt.Frontend)
		if u.err != nil {
			return
		}
	}
	begin = time.Now()
	file := w.inner.Read(u.in.path, data)
	parsed := time.Now()
	w.parse += parsed.Sub(begin)
	stage = "lower"
	m := w.inner.Lower()
	w.lower += time.Since(parsed)
	u.marks = readMarks(file, m)
	u.module = m
}

// load returns the bytes of a file.
func (w *worker) load(u *unit) ([]byte, error) {
	switch {
	case u.in.stdin:
		data, err := readLimited(w.opt.Stdin, w.opt.MaxFile)
		u.raw = data
		return data, err
	case !u.in.regular:
		f, err := os.Open(u.in.abs)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		data, err := readLimited(f, w.opt.MaxFile)
		u.raw = data // a pipe gives its bytes only once
		return data, err
	case u.in.size > w.opt.MaxFile:
		return nil, tooLarge(w.opt.MaxFile)
	}
	return os.ReadFile(u.in.abs)
}

func readLimited(r io.Reader, limit int64) ([]byte, error) {
	if r == nil {
		return nil, nil
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = tooLarge(limit)
	}
	return data, err
}

func tooLarge(limit int64) error {
	return fmt.Errorf("larger than %d MiB; not analysed", limit>>20)
}

// panicMessage says what happened and in which function of ours; it is called while
// the panic unwinds. Addresses and goroutine numbers are left out, so that the same
// bug always reads the same.
func panicMessage(p any) string {
	msg := strings.Join(strings.Fields(fmt.Sprint(p)), " ")
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	unwinding := false
	for {
		f, more := frames.Next()
		unwinding = unwinding || f.Function == "runtime.gopanic"
		if name, ours := strings.CutPrefix(f.Function, "github.com/racehunt/racehunt/"); ours && unwinding {
			return fmt.Sprintf("%s (in %s, line %d)", msg, name, f.Line)
		}
		if !more {
			return msg
		}
	}
}

// check links everything and runs the checks. Whatever panics in there is a crash
// of its own stage, and what was read remains in the report.
func check(e *Engine, opt Options, rules []string, done []*unit, stats *Stats) (res Result) {
	begin := time.Now()
	defer func() {
		if p := recover(); p != nil {
			res = Result{Crashes: []Crash{{Stage: "analysis", Message: panicMessage(p)}}}
		}
		for _, s := range res.Stages {
			stats.add(s.Name, s.Time, s.Detail)
		}
		if len(res.Stages) == 0 {
			stats.add("check", time.Since(begin), "")
		}
	}()
	sources := make([]Source, len(done))
	for i, u := range done {
		sources[i] = Source{Path: u.in.path, Module: u.module}
	}
	// Pedantic findings are always asked for and dropped later: a comment that
	// silences one is not unused just because nobody asked for it today.
	return e.Check(sources, CheckOptions{Rules: rules, Pedantic: true, Jobs: opt.Jobs, Library: opt.Library, FreeThreaded: opt.FreeThreaded})
}
