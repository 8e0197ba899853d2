package driver

import (
	"hash/maphash"
	"os"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/report/run"
)

// loader loads texts again for reports. It keeps a few: reports go through files in
// order, and the steps of one finding lie in few of them.
type loader struct {
	r     *run.Report
	units map[int]*unit // by file
	cache map[int]*run.Source
}

// maxCached bounds the texts in memory.
const maxCached = 128

func newLoader(r *run.Report, units []*unit) *loader {
	l := &loader{r: r, units: map[int]*unit{}, cache: map[int]*run.Source{}}
	for _, u := range units {
		if u.module != nil || u.crash != nil {
			l.units[u.file] = u
		}
	}
	r.Load = l.load
	return l
}

func (l *loader) load(file int) *run.Source {
	if s, ok := l.cache[file]; ok {
		return s
	}
	if len(l.cache) >= maxCached {
		clear(l.cache)
	}
	s := &run.Source{}
	if u := l.units[file]; u != nil {
		s.Raw = u.raw
		if u.raw == nil && !u.in.stdin {
			s.Raw, _ = os.ReadFile(u.in.abs) // verify has told people if it is gone
		}
		s.Text, _ = source.Decode(u.in.path, s.Raw)
	}
	l.cache[file] = s
	return s
}

// verify notices files that changed after they were analysed, as an editor may do
// meanwhile: places in them would be off.
func (l *loader) verify() {
	last := -1
	for i := range l.r.Findings {
		file := l.r.Findings[i].Loc.File
		if file == last {
			continue
		}
		last = file
		u := l.units[file]
		if u == nil || maphash.Bytes(hashSeed, l.load(file).Raw) == u.hash {
			continue
		}
		l.r.Notices = append(l.r.Notices, run.Notice{
			Kind: run.Changed, Level: rule.Warning, File: file, Message: "changed during the analysis; lines in it may be off",
		})
	}
}
