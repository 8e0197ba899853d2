// Package rule says what a rule is and what a finding is. It is a leaf: checks make
// findings, sarif and report draw them, and neither knows the other.
//
// What goes in: nothing. What comes out: the types. For example a check reports
//
//	rule.Finding{
//		Rule:    &lostUpdate.Info,
//		Level:   rule.Error,
//		Loc:     write,
//		Message: "self.total may have changed during the await; this write loses that update",
//		Witness: rule.Witness{Actors: …, Steps: …},
//	}
//
// Left out: lines and columns, colour and wording around the message; those belong
// to the presentation, which computes them once per reported place.
package rule

import "github.com/racehunt/racehunt/frontend/source"

// Level is how serious a finding is, as SARIF and GitHub name it.
type Level uint8

const (
	Note    Level = iota // worth knowing; shown by --pedantic where it is mere hygiene
	Warning              // intended for concurrent use, overlap not proved
	Error                // both strands and their overlap are found in the program
)

// String returns the SARIF name of the level.
func (l Level) String() string { return [...]string{"note", "warning", "error"}[l] }

// Precision is how often findings of a rule are right, as GitHub orders them.
type Precision uint8

const (
	Low Precision = iota
	Medium
	High
	VeryHigh
)

// String returns GitHub's name of the precision.
func (p Precision) String() string {
	return [...]string{"low", "medium", "high", "very-high"}[p]
}

// Info is everything that is said about a rule, and the only place where it is said.
type Info struct {
	ID        string // RH102; public interface, never reused
	Name      string // read-modify-write; reads well after "allow"
	Level     Level  // of a proved finding
	Precision Precision
	CWE       []int  // related weaknesses, most specific first
	Security  string // security-severity 0.1 to 10.0 where the CWE is a security matter, else ""
	Since     string // racehunt version that introduced the rule
	Doc       Doc
}

// Doc is a rule's documentation. Prose is Markdown with code in backticks; samples
// are Python, and a test holds that Bad is reported and Good is not.
type Doc struct {
	Summary string // one sentence without a full stop: what is reported
	Why     string // what goes wrong at run time, with the interleaving
	Bad     string
	Good    string
	Fix     string // how to repair it, in a sentence or two
	Silent  string // when the rule stays silent
	Misses  string // accepted blind spots
}

// Loc is a place in a file. File is the index of the file in the run's file list.
type Loc struct {
	File int
	Span source.Span
}

// Finding is one bug with its proof.
type Finding struct {
	Rule     *Info
	Level    Level
	Pedantic bool   // shown only on request
	Loc      Loc    // the act: the place that a developer will change
	Symbol   string // qualified name of the function that holds Loc: pool.Pool.release
	Subject  string // what it is about, stable under edits elsewhere: self.total, task name, lock name
	Message  string // first sentence stands alone; may link related places as [text](1), 1 = first of Related
	Evidence string // why the actors overlap: "handle is started as a task at srv.py:40 in a loop"
	Witness  Witness
	Related  []Related
	Fix      string // advice for this very finding; "" to use the rule's own
}

// Related is a place worth opening beside the finding; messages link to it by its
// position, counted from 1.
type Related struct {
	Loc  Loc
	Text string
}

// Witness is one interleaving that shows the bug: steps in the order in which they run.
type Witness struct {
	Actors []string // Task A, Thread B, …; steps name them by index
	Steps  []Step
}

// Action is what a step does, for symbols and colours; Step.Text says it in words.
type Action uint8

const (
	Reads Action = iota
	Checks
	Writes
	Suspends
	Resumes
	Acquires
	Releases
	Waits
	Spawns
	Calls
	Iterates
	Ends
)

// String returns the action as a verb.
func (a Action) String() string {
	return [...]string{"reads", "checks", "writes", "suspends", "resumes", "acquires", "releases", "waits", "spawns", "calls", "iterates", "ends"}[a]
}

// Step is one step of a witness.
type Step struct {
	Actor  int // index into Witness.Actors
	Loc    Loc
	Action Action
	Text   string   // "reads self.total (old value)"
	Locks  []string // locks held here, outermost first
	Calls  []Frame  // how the actor got here, outermost first; empty in the actor's own function
}

// Frame is one call on the way to a step.
type Frame struct {
	Func string // qualified name of the caller
	Loc  Loc    // the call
}
