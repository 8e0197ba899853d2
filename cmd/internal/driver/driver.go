// Package driver runs the analysis: it finds the files, reads them in parallel,
// hands them to the checks and makes one report of all that comes back.
//
// What goes in: paths and options, and an Engine that knows how to analyse. What
// comes out: a run.Report and statistics. For example
//
//	out, err := driver.Analyze(driver.New(), driver.Options{Paths: []string{"src"}, Dir: "."})
//	report.Text(os.Stdout, out.Report, report.Options{})
//
// A file that cannot be read and a panic in our own code are part of the report, not
// errors: the rest of the run goes on. Errors are for what makes a run pointless,
// such as an unknown rule. The report is the same whatever the number of workers.
//
// Left out: what is analysed (Engine), and how a report looks (report, sarif).
package driver

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/cmd/internal/left"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/report/run"
)

// Version of racehunt.
const Version = "0.1.0"

// What the process exits with; the greatest that applies.
const (
	ExitClean    = 0
	ExitFindings = 1
	ExitUsage    = 2 // the command line or the environment is at fault
	ExitBug      = 3 // racehunt itself is
)

// DefaultMaxFile is the size in bytes from which on a file is skipped. Nobody writes
// such a file by hand, and analysing it would hold up everything else.
const DefaultMaxFile = 32 << 20

// Engine is the analysis proper, as far as the driver knows it.
type Engine struct {
	Rules     []*rule.Info                          // every rule, by ID
	NewWorker func(frontend string) (Worker, error) // for one goroutine
	Check     func([]Source, CheckOptions) Result   // links all modules and runs the checks
}

// Worker reads one file after the other.
type Worker interface {
	// Read decodes and parses a file.
	Read(path string, data []byte) *source.File
	// Lower lowers the file that was read last.
	Lower() *ir.Module
}

// Source is a module with its path. rule.Loc.File indexes the slice given to Check.
type Source struct {
	Path   string
	Module *ir.Module
}

// CheckOptions is what the checks need to know.
type CheckOptions struct {
	Rules    []string // IDs of the rules to run, sorted
	Pedantic bool
	Jobs     int
	Library  model.Library // rows that the project adds

	FreeThreaded bool // the program runs without the global interpreter lock
}

// Result is what the checks found, and where they failed.
type Result struct {
	Findings []rule.Finding
	Crashes  []Crash
	Stages   []Stage
}

// Crash is a failure of our own code.
type Crash struct {
	Stage   string // parse, lower, link, RH102, …
	Path    string // file at hand; "" if it was no single one
	Message string
}

// Options says what to analyse and how.
type Options struct {
	Paths        []string // files and folders; "-" is standard input; none means Dir
	Dir          string   // what relative paths are relative to
	Root         string   // project root for SARIF; "" to look for the repository
	Stdin        io.Reader
	StdinName    string // path that standard input is said to have
	Select       []string
	Ignore       []string
	Pedantic     bool
	Jobs         int // 0: one per processor
	Frontend     string
	FailOn       rule.Level
	Library      model.Library         // rows that the project adds to the built-in ones
	FreeThreaded bool                  // the program runs without the global interpreter lock
	MaxFile      int64                 // 0: DefaultMaxFile
	Progress     func(done, total int) // may be nil; called by one goroutine at a time
}

// Outcome is a finished run.
type Outcome struct {
	Report *run.Report
	Stats  *Stats
}

// Analyze runs the analysis.
func Analyze(e *Engine, opt Options) (*Outcome, error) {
	begin := time.Now()
	rules, err := selectRules(e.Rules, opt.Select, opt.Ignore)
	if err != nil {
		return nil, err
	}
	if opt, err = complete(e, opt); err != nil {
		return nil, err
	}
	stats := &Stats{}
	inputs, notices, err := discover(opt)
	if err != nil {
		return nil, err
	}
	stats.add("discover", time.Since(begin), fmt.Sprintf("%d files", len(inputs)))
	units := readAll(e, opt, inputs, stats)
	r := &run.Report{Version: Version, Rules: e.Rules, Notices: notices}
	done := arrange(r, units)
	res := check(e, opt, rules, done, stats)
	for _, c := range res.Crashes {
		r.Notices = append(r.Notices, crashNotice(r, c))
	}
	s := &silencer{rules: e.Rules, active: rules, crashed: len(res.Crashes) > 0}
	r.Findings = visible(s.apply(res.Findings, done), opt.Pedantic)
	r.Suppressed = s.silenced
	r.Notices = append(r.Notices, s.notices...)
	run.Sort(r.Findings)
	newLoader(r, units).verify()
	run.SortNotices(r.Notices)
	r.ExitCode = exitCode(r, opt.FailOn)
	r.Elapsed = time.Since(begin)
	stats.finish(r, units)
	return &Outcome{Report: r, Stats: stats}, nil
}

// complete fills in defaults.
func complete(e *Engine, opt Options) (Options, error) {
	if opt.Jobs <= 0 {
		opt.Jobs = runtime.GOMAXPROCS(0)
	}
	if opt.MaxFile <= 0 {
		opt.MaxFile = DefaultMaxFile
	}
	if opt.StdinName == "" {
		opt.StdinName = "<stdin>"
	}
	if len(opt.Paths) == 0 {
		opt.Paths = []string{"."}
	}
	if opt.Frontend == "" {
		opt.Frontend = left.Frontends()[0]
	}
	if _, err := e.NewWorker(opt.Frontend); err != nil {
		return opt, err
	}
	if opt.Dir == "" {
		dir, err := os.Getwd()
		if err != nil {
			return opt, fmt.Errorf("working directory: %w", err)
		}
		opt.Dir = dir
	}
	return opt, nil
}

// arrange enters the files into the report: first those that reach the checks, so
// that their indices are those of the sources, then those on which we failed.
func arrange(r *run.Report, units []*unit) []*unit {
	var done, failed []*unit
	for _, u := range units {
		switch {
		case u.module != nil:
			done = append(done, u)
		case u.crash != nil:
			failed = append(failed, u)
		default:
			r.Notices = append(r.Notices, run.Notice{
				Kind: run.Unreadable, Level: rule.Error, File: -1, Path: u.in.path, Message: reason(u.err),
			})
		}
	}
	r.Analysed = len(done)
	for _, u := range append(slices.Clone(done), failed...) {
		u.file = len(r.Files)
		r.Files = append(r.Files, run.File{Path: u.in.path, Rel: u.in.rel})
		if u.crash != nil {
			r.Notices = append(r.Notices, crashNotice(r, *u.crash))
			continue
		}
		for _, p := range u.module.Problems {
			r.Notices = append(r.Notices, run.Notice{
				Kind: run.Syntax, Level: rule.Warning, File: u.file, Span: p.Span, Message: p.Message,
			})
		}
	}
	return done
}

// reason says what went wrong without repeating the path, which stands before it.
func reason(err error) string {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

func crashNotice(r *run.Report, c Crash) run.Notice {
	n := run.Notice{Kind: run.Crash, Level: rule.Error, File: -1, Path: c.Path, Stage: c.Stage, Message: c.Message}
	i := slices.IndexFunc(r.Files, func(f run.File) bool { return f.Path == c.Path })
	if c.Path != "" && i >= 0 {
		n.File, n.Path = i, ""
	}
	return n
}

// visible drops what is shown only on request.
func visible(findings []rule.Finding, pedantic bool) []rule.Finding {
	return slices.DeleteFunc(findings, func(f rule.Finding) bool { return f.Pedantic && !pedantic })
}

func exitCode(r *run.Report, failOn rule.Level) int {
	code := ExitClean
	for i := range r.Findings {
		if r.Findings[i].Level >= failOn {
			code = ExitFindings
		}
	}
	for i := range r.Notices {
		switch r.Notices[i].Kind {
		case run.Crash:
			code = max(code, ExitBug)
		case run.Unreadable:
			code = max(code, ExitUsage)
		}
	}
	return code
}
