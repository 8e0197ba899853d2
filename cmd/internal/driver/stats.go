package driver

import (
	"fmt"
	"io"
	"time"

	"github.com/racehunt/racehunt/report/run"
)

// Stage is one line of the statistics.
type Stage struct {
	Name   string
	Time   time.Duration
	Detail string
}

// Stats says what a run did and where its time went.
type Stats struct {
	Stages                    []Stage
	Files, Functions, Classes int
	Lines, Bytes              int64
	Findings                  int
	Elapsed                   time.Duration
}

func (s *Stats) add(name string, t time.Duration, detail string) {
	s.Stages = append(s.Stages, Stage{name, t, detail})
}

func (s *Stats) finish(r *run.Report, units []*unit) {
	for _, u := range units {
		if u.module == nil {
			continue
		}
		s.Files++
		s.Bytes += int64(u.size)
		s.Lines += int64(u.module.Lines)
		s.Functions += len(u.module.Funcs)
		s.Classes += max(0, len(u.module.Classes)-1) // the first is unused
	}
	s.Findings, s.Elapsed = len(r.Findings), r.Elapsed
}

// Write writes the statistics as a table.
func (s *Stats) Write(w io.Writer) {
	for _, st := range s.Stages {
		fmt.Fprintf(w, "%-10s %10s  %s\n", st.Name, millis(st.Time), st.Detail)
	}
	fmt.Fprintf(w, "%-10s %10s  %d files, %d lines, %.1f MB, %d functions, %d classes, %d findings\n",
		"total", millis(s.Elapsed), s.Files, s.Lines, float64(s.Bytes)/1e6, s.Functions, s.Classes, s.Findings)
	if sec := s.Elapsed.Seconds(); sec > 0 {
		fmt.Fprintf(w, "%-10s %10s  %.0f lines/s, %.1f MB/s\n", "speed", "", float64(s.Lines)/sec, float64(s.Bytes)/1e6/sec)
	}
}

func millis(t time.Duration) string { return fmt.Sprintf("%.1f ms", float64(t.Microseconds())/1000) }
