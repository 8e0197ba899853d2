package driver

import (
	"errors"

	"github.com/racehunt/racehunt/report/run"
)

// Load reads and lowers the files that the options name, for commands that look at a
// program without checking it. The report says where things are and what went wrong.
func Load(e *Engine, opt Options) ([]Source, *run.Report, error) {
	opt, err := complete(e, opt)
	if err != nil {
		return nil, nil, err
	}
	inputs, notices, err := discover(opt)
	if err != nil {
		return nil, nil, err
	}
	stats := &Stats{}
	units := readAll(e, opt, inputs, stats)
	r := &run.Report{Version: Version, Rules: e.Rules, Notices: notices}
	done := arrange(r, units)
	if len(done) == 0 {
		return nil, nil, errors.New("no Python file to read")
	}
	newLoader(r, units)
	run.SortNotices(r.Notices)
	sources := make([]Source, len(done))
	for i, u := range done {
		sources[i] = Source{Path: u.in.path, Module: u.module}
	}
	return sources, r, nil
}
