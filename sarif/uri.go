package sarif

import (
	"net/url"
	"path"
	"strings"

	gs "github.com/owenrumney/go-sarif/v2/sarif"
)

// rootID is the name that stands for the project's root in every relative URI. What
// it resolves to is left open: it is another folder on each machine, and GitHub
// takes relative URIs as relative to the repository.
const rootID = "SRCROOT"

// uri turns a run.File.Rel into a valid URI reference. Absolute paths become file
// URIs; relative says which of both it is.
func uri(rel string) (ref string, relative bool) {
	if strings.HasPrefix(rel, "/") {
		return "file://" + escape(rel), false
	}
	if len(rel) > 2 && rel[1] == ':' && rel[2] == '/' { // C:/…
		return "file:///" + rel[:2] + escape(rel[2:]), false
	}
	return escape(path.Clean(rel)), true
}

// escape percent-encodes each segment of a path. A colon is legal in most places but
// would make the first segment look like a scheme.
func escape(p string) string {
	segments := strings.Split(p, "/")
	for i, s := range segments {
		segments[i] = strings.ReplaceAll(url.PathEscape(s), ":", "%3A")
	}
	return strings.Join(segments, "/")
}

// artifactLocation names a file, and its entry in run.artifacts.
func artifactLocation(rel string, index int) *gs.ArtifactLocation {
	ref, relative := uri(rel)
	loc := &gs.ArtifactLocation{URI: &ref}
	if relative {
		loc.URIBaseId = ptr(rootID)
	}
	if index >= 0 {
		loc.Index = ptr(uint(index))
	}
	return loc
}

func ptr[T any](v T) *T { return &v }
