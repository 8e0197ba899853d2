package runtest

import (
	"strings"
	"time"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/report/run"
)

// Case is a report with a name for its golden files.
type Case struct {
	Name   string
	Report *run.Report
}

// Cases returns one report per situation.
func Cases() []Case {
	return []Case{
		{"clean", clean()},
		{"tasks", tasks()},
		{"oneline", oneLine()},
		{"sameline", sameLine()},
		{"deadlock", deadlock()},
		{"awkward", awkward()},
		{"notices", notices()},
	}
}

func clean() *run.Report {
	b := New()
	b.File("a.py", "x = 1\n")
	b.Report.Elapsed = 840 * time.Millisecond
	return b.Report
}

const pool = `import asyncio

class Pool:
    def __init__(self):
        self.total = 0

    async def bump(self, by):
        n = self.total
        await self.log(n)
        self.total = n + by

async def main(pool):
    for n in range(3):
        asyncio.create_task(pool.bump(n))
`

// tasks is a lost update between two tasks that run the same method.
func tasks() *run.Report {
	b := New()
	f := b.File("app/pool.py", pool)
	read, wait, write := b.At(f, "self.total", 2), b.At(f, "await self.log(n)", 1), b.At(f, "self.total = n + by", 1)
	b.Add(rule.Finding{
		Rule: b.Rule("RH102"), Level: rule.Error, Loc: write, Symbol: "Pool.bump", Subject: "self.total",
		Message:  "self.total may have changed during the await; this write loses that update. The value was [read here](1).",
		Evidence: "Pool.bump is started as a task at app/pool.py:14, in a loop, so that several run at once",
		Related:  []rule.Related{{Loc: read, Text: "the value that is written back"}},
		Witness: rule.Witness{Actors: []string{"Task A", "Task B"}, Steps: []rule.Step{
			{Actor: 0, Loc: read, Action: rule.Reads, Text: "reads self.total (old value)"},
			{Actor: 0, Loc: wait, Action: rule.Suspends, Text: "suspends here"},
			{Actor: 1, Loc: read, Action: rule.Reads, Text: "reads self.total"},
			{Actor: 1, Loc: write, Action: rule.Writes, Text: "writes self.total"},
			{Actor: 0, Loc: write, Action: rule.Writes, Text: "writes self.total from the old value: the update of Task B is lost"},
		}},
	})
	return b.Report
}

// oneLine is a finding with a single step, and one without any.
func oneLine() *run.Report {
	b := New()
	f := b.File("srv.py", "import time\n\nasync def handle(request):\n    time.sleep(1)\n    time.sleep(2)\n")
	g := b.File("zz.py", "x = 1\n")
	at := b.At(f, "time.sleep(1)", 1)
	b.Add(rule.Finding{
		Rule: b.Rule("RH310"), Level: rule.Warning, Loc: at, Symbol: "handle", Subject: "time.sleep",
		Message: "time.sleep blocks the event loop",
		Witness: rule.Witness{Actors: []string{"Task A"}, Steps: []rule.Step{{Loc: at, Action: rule.Waits, Text: "blocks the loop for as long as it sleeps"}}},
		Fix:     "await asyncio.sleep(1)",
	})
	b.Add(rule.Finding{
		Rule: b.Rule("RH310"), Level: rule.Note, Loc: b.At(f, "time.sleep(2)", 1), Symbol: "handle", Subject: "time.sleep",
		Message: "time.sleep blocks the event loop",
	})
	b.Add(rule.Finding{Rule: b.Rule("RH310"), Level: rule.Note, Loc: b.At(g, "x", 1), Message: "nothing more is known"})
	b.Report.Suppressed = 2
	return b.Report
}

// sameLine has several steps on one line: an augmented assignment around an await.
func sameLine() *run.Report {
	b := New()
	f := b.File("counter.py", "class Counter:\n    async def add(self):\n        self.total += await self.fetch()\n\n    def reset(self):\n        self.total = 0\n")
	read, wait := b.At(f, "self.total", 1), b.At(f, "await self.fetch()", 1)
	whole := b.At(f, "self.total += await self.fetch()", 1)
	b.Add(rule.Finding{
		Rule: b.Rule("RH102"), Level: rule.Warning, Loc: whole, Symbol: "Counter.add", Subject: "self.total",
		Message: "self.total is read before the await and written after it",
		Witness: rule.Witness{Actors: []string{"Task A (Counter.add)", "Task B (Counter.reset)"}, Steps: []rule.Step{
			{Actor: 0, Loc: read, Action: rule.Reads, Text: "reads self.total"},
			{Actor: 0, Loc: wait, Action: rule.Suspends, Text: "suspends here"},
			{Actor: 1, Loc: b.At(f, "self.total = 0", 1), Action: rule.Writes, Text: "sets self.total to 0"},
			{Actor: 0, Loc: whole, Action: rule.Writes, Text: "writes the sum with the old value", Locks: []string{"self.other"}},
		}},
	})
	return b.Report
}

// deadlock has two files, locks and call chains.
func deadlock() *run.Report {
	b := New()
	bank := b.File("bank/account.py", "import threading\n\nclass Account:\n    def transfer(self, other, amount):\n        with self.lock:\n            self.audit.record(self, other)\n            other.deposit(amount)\n\n    def deposit(self, amount):\n        with self.lock:\n            self.balance += amount\n")
	audit := b.File("bank/audit.py", strings.Repeat("# history\n", 118)+"class Audit:\n    def sweep(self):\n        with self.lock:\n            for account in self.accounts:\n                account.deposit(0)\n\n    def record(self, source, target):\n        with self.lock:\n            self.rows.append((source, target))\n")
	outer, inner := b.At(bank, "self.lock", 1), b.At(audit, "self.lock", 2)
	other, last := b.At(audit, "self.lock", 1), b.At(bank, "self.lock", 2)
	b.Add(rule.Finding{
		Rule: b.Rule("RH201"), Level: rule.Error, Loc: inner, Symbol: "Audit.record", Subject: "Account.lock, Audit.lock",
		Message:  "Account.lock and Audit.lock are acquired in opposite orders; the two threads can wait for each other for ever",
		Evidence: "Account.transfer runs in the pool of bank/srv.py:40; Audit.sweep is the target of a Timer at bank/srv.py:52",
		Witness: rule.Witness{Actors: []string{"Thread A", "Thread B"}, Steps: []rule.Step{
			{Actor: 0, Loc: outer, Action: rule.Acquires, Text: "acquires Account.lock"},
			{Actor: 1, Loc: other, Action: rule.Acquires, Text: "acquires Audit.lock"},
			{Actor: 0, Loc: inner, Action: rule.Waits, Text: "waits for Audit.lock", Locks: []string{"Account.lock"},
				Calls: []rule.Frame{{Func: "Account.transfer", Loc: b.At(bank, "self.audit.record(self, other)", 1)}}},
			{Actor: 1, Loc: last, Action: rule.Waits, Text: "waits for Account.lock", Locks: []string{"Audit.lock"},
				Calls: []rule.Frame{{Func: "Audit.sweep", Loc: b.At(audit, "account.deposit(0)", 1)}}},
		}},
	})
	return b.Report
}

// awkward has all that goes wrong in drawing: tabs, wide and reordering characters,
// very long lines, spans over several lines, spans outside the file.
func awkward() *run.Report {
	b := New()
	long := "    rows = [" + strings.Repeat("'padding', ", 30) + "self.total, " + strings.Repeat("'padding', ", 30) + "]"
	text := "if 表 == '日本語': \tself.total = 表\n\tif x:\tself.total = 1\n" + long + "\nnote = '\u202e gnitset \x1b[31m' + self.total\ncall(\n    self.total,\n)\nemoji = '😀', self.total\n"
	f := b.File("dir with space/naïve #1.py", text)
	at := func(n int) rule.Loc { return b.At(f, "self.total", n) }
	multi := b.At(f, "call(\n    self.total,\n)", 1)
	outside := rule.Loc{File: f, Span: source.Span{Start: 1 << 20, End: 1 << 21}}
	var steps []rule.Step
	for n := 1; n <= 6; n++ {
		steps = append(steps, rule.Step{Actor: n % 2, Loc: at(n), Action: rule.Reads, Text: "reads self.total"})
	}
	steps = append(steps,
		rule.Step{Actor: 0, Loc: multi, Action: rule.Calls, Text: "calls with all of it, and says so at such length that the label has no room beside the carets of a narrow line", Locks: []string{"self.lock", "module_lock"}},
		rule.Step{Actor: 0, Loc: outside, Action: rule.Ends},
	)
	b.Add(rule.Finding{
		Rule: b.Rule("RH102"), Level: rule.Error, Loc: multi, Subject: "self.total", Symbol: "f",
		Message: "awkward \x1b[31m text", Witness: rule.Witness{Actors: []string{"Task A", ""}, Steps: steps},
	})
	b.Add(rule.Finding{Rule: b.Rule("RH102"), Level: rule.Note, Loc: outside, Message: "outside of the file"})
	return b.Report
}

// notices has problems of every kind and an own failure.
func notices() *run.Report {
	b := New()
	f := b.File("../other/old.py", "print 'x'\nx = (\n")
	b.Report.Files[f].Rel = "/srv/other/old.py"
	b.Report.Notices = []run.Notice{
		{Kind: run.Unreadable, Level: rule.Error, File: -1, Path: "secret.py", Message: "permission denied"},
		{Kind: run.Syntax, Level: rule.Warning, File: f, Span: b.At(f, "print 'x'", 1).Span, Message: "missing parentheses in call to print"},
		{Kind: run.Syntax, Level: rule.Warning, File: f, Span: b.At(f, "(", 1).Span, Message: "'(' was never closed"},
		{Kind: run.Crash, Level: rule.Error, File: f, Stage: "lower", Message: "index out of range (lower.go:12)"},
		{Kind: run.LimitReached, Level: rule.Warning, File: -1, Message: "3 findings left out"},
	}
	b.Report.ExitCode = 3
	return b.Report
}
