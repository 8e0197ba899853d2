package sarif

import (
	gs "github.com/owenrumney/go-sarif/v2/sarif"
)

// go-sarif v2 has no `relationships` on rules, which tie them to a taxonomy. The
// types here are the chain from the document down to a rule; each embeds the type
// of the library and replaces the one field that leads further down. encoding/json
// prefers the field that is nested less deeply, so ours wins.

type document struct {
	Schema  string    `json:"$schema"`
	Version string    `json:"version"`
	Runs    []*runDoc `json:"runs"`
}

type runDoc struct {
	*gs.Run
	Tool toolDoc `json:"tool"`
}

type toolDoc struct {
	Driver *componentDoc `json:"driver"`
}

type componentDoc struct {
	*gs.ToolComponent
	Rules []*ruleDoc `json:"rules"`
}

type ruleDoc struct {
	*gs.ReportingDescriptor
	Relationships []*relationship `json:"relationships,omitempty"`
}

// relationship says that a rule is a case of a weakness.
type relationship struct {
	Target *gs.ReportingDescriptorReference `json:"target"`
	Kinds  []string                         `json:"kinds"`
}
