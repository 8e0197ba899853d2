package report

import (
	"bufio"
	"fmt"
	"io"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/report/run"
)

// maxShown is how many notices of one kind are written out; a tree full of Python 2
// would otherwise bury what matters. JSON and SARIF always list all.
const maxShown = 10

// Notices writes what people should know about the run itself, one line each.
func Notices(w io.Writer, r *run.Report, opt Options) error {
	b := bufio.NewWriter(w)
	s := style{opt.Color}
	for _, kind := range run.Kinds() {
		shown, total := 0, 0
		for i := range r.Notices {
			n := &r.Notices[i]
			if n.Kind != kind.Kind {
				continue
			}
			total++
			// Our own bugs are always all shown: each is worth a report.
			if shown < maxShown || n.Kind == run.Crash {
				shown++
				fmt.Fprintln(b, noticeLine(r, n, s))
			}
		}
		if total > shown {
			fmt.Fprintf(b, "%s … and %d more of kind %s; --format json lists all\n", s.level(rule.Note, "note:"), total-shown, kind.Kind)
		}
	}
	return b.Flush()
}

func noticeLine(r *run.Report, n *run.Notice, s style) string {
	where := n.Path
	if n.File >= 0 {
		where = r.Path(n.File)
		if n.HasPlace() {
			p := r.Place(rule.Loc{File: n.File, Span: n.Span})
			where = fmt.Sprintf("%s:%d:%d", where, p.Line, p.Column)
		}
	}
	if where != "" {
		where = plain(where) + ": "
	}
	what := plain(n.Message)
	if n.Kind == run.Crash {
		what = fmt.Sprintf("internal error in %s: %s", plain(n.Stage), what)
	}
	return fmt.Sprintf("%s %s%s", s.level(n.Level, n.Level.String()+":"), where, what)
}
