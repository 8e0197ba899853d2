// Package runtest makes reports by hand, for the tests of everything that draws one.
//
// What goes in: small Python texts. What comes out: reports that no analysis was
// needed for, one per situation that is hard to draw. For example
//
//	b := runtest.New()
//	a := b.File("a.py", "x = 1\n")
//	b.Add(rule.Finding{Rule: runtest.ReadModifyWrite, Loc: b.At(a, "x", 1)})
//
// Left out: tests; this package is imported by them.
package runtest

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/report/run"
)

// Builder collects a report.
type Builder struct {
	Report *run.Report
	texts  []string
}

// New returns a builder of an empty report that knows Rules.
func New() *Builder {
	b := &Builder{Report: &run.Report{Version: "0.1.0", Rules: Rules()}}
	b.Report.Load = func(file int) *run.Source {
		text := []byte(b.texts[file])
		return &run.Source{Raw: text, Text: source.NewFile(b.Report.Files[file].Path, text)}
	}
	return b
}

// File adds a file and returns its index.
func (b *Builder) File(path, text string) int {
	b.Report.Files = append(b.Report.Files, run.File{Path: path, Rel: path})
	b.texts = append(b.texts, text)
	b.Report.Analysed++
	return len(b.texts) - 1
}

// At returns the place of the n-th occurrence (from 1) of piece in a file.
func (b *Builder) At(file int, piece string, n int) rule.Loc {
	text, at := b.texts[file], -len(piece)
	for range n {
		next := strings.Index(text[at+len(piece):], piece)
		if next < 0 {
			panic(fmt.Sprintf("%s has no %d. %q", b.Report.Files[file].Path, n, piece))
		}
		at += len(piece) + next
	}
	return rule.Loc{File: file, Span: source.Span{Start: uint32(at), End: uint32(at + len(piece))}}
}

// Add adds a finding; a missing level is the rule's.
func (b *Builder) Add(f rule.Finding) {
	b.Report.Findings = append(b.Report.Findings, f)
}

// Rules returns rules of every sort: with and without CWE, security severity, code.
func Rules() []*rule.Info {
	return []*rule.Info{
		{
			ID: "RH102", Name: "read-modify-write", Level: rule.Error, Precision: rule.High,
			CWE: []int{362, 366, 667}, Security: "5.9", Since: "0.1.0",
			Doc: rule.Doc{
				Summary: "shared state is read before an `await` and written back after it",
				Why: "Other tasks run during an `await`. If one of them changes the value, the write that follows " +
					"restores a stale copy and their update is lost.",
				Bad:    "\nasync def bump(self):\n    n = self.count\n    await self.log(n)\n    self.count = n + 1\n",
				Good:   "\nasync def bump(self):\n    async with self.lock:\n        n = self.count\n        await self.log(n)\n        self.count = n + 1\n",
				Fix:    "Hold one `asyncio.Lock` over the read and the write, or read again after the `await`.",
				Silent: "A lock is held over both accesses.",
				Misses: "State that is reached only through `getattr`.",
			},
		},
		{
			ID: "RH201", Name: "lock-order-cycle", Level: rule.Error, Precision: rule.VeryHigh,
			CWE: []int{833}, Security: "4.8", Since: "0.1.0",
			Doc: rule.Doc{
				Summary: "locks are acquired in opposite orders by strands that can run at once",
				Why:     "Each strand holds the lock that the other one waits for, and neither goes on.",
				Bad:     "with a:\n    with b: ...\n", Good: "with a:\n    with b: ...\n",
				Fix: "Acquire the locks in one order everywhere.",
			},
		},
		{
			ID: "RH310", Name: "blocking-call-in-coroutine", Level: rule.Warning, Precision: rule.Medium, Since: "0.1.0",
			Doc: rule.Doc{
				Summary: "a call that blocks the event loop is made in a coroutine",
				Why:     "Nothing else runs on the loop until the call returns.",
				Bad:     "async def f():\n    time.sleep(1)\n", Good: "async def f():\n    await asyncio.sleep(1)\n",
				Fix: "Await an asynchronous equivalent or hand the call to `asyncio.to_thread`.",
			},
		},
	}
}

// Rule returns the rule of Rules with the given ID.
func (b *Builder) Rule(id string) *rule.Info {
	for _, r := range b.Report.Rules {
		if r.ID == id {
			return r
		}
	}
	panic("no rule " + id)
}
