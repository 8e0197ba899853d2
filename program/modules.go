package program

import (
	"path"
	"slices"
	"strings"
)

// nameModules gives every file its dotted name: the chain of packages above it
// (folders with an __init__.py), or, outside any package, its path below the
// folders that hold sources. Two files of one name keep their own; imports then
// find the nearest, see named.
func (p *Program) nameModules() {
	packages := map[string]bool{}
	for i := range p.Modules {
		if path.Base(p.Modules[i].Path) == "__init__.py" {
			packages[path.Dir(p.Modules[i].Path)] = true
		}
	}
	p.byName = make(map[string][]ModRef, 2*len(p.Modules))
	for i := range p.Modules {
		m := &p.Modules[i]
		m.Name, m.Package = moduleName(m.Path, packages)
		m.trial = trialPath(m.Path)
		m.threads = importsThreads(m.IR)
		p.byName[m.Name] = append(p.byName[m.Name], ModRef(i))
	}
	// Namespace packages and folders of scripts: a file also answers to every
	// longer name that its folders would give it, unless another file has that name.
	proper := make(map[string]bool, len(p.byName))
	for name := range p.byName {
		proper[name] = true
	}
	for i := range p.Modules {
		m := &p.Modules[i]
		for _, name := range longerNames(m.Path, m.Name) {
			if !proper[name] {
				p.byName[name] = append(p.byName[name], ModRef(i))
			}
		}
	}
}

// named finds the module that a name means in another one: of several with that name,
// as the packages of a repository with many projects have them, the one whose path has
// the most folders in common with the importer's, the first of equals.
func (p *Program) named(from ModRef, name string) (ModRef, bool) {
	list := p.byName[name]
	if len(list) == 0 {
		return NoMod, false
	}
	best := list[0]
	if len(list) > 1 {
		most := -1
		for _, m := range list {
			if n := commonFolders(p.Modules[from].Path, p.Modules[m].Path); n > most {
				best, most = m, n
			}
		}
	}
	return best, true
}

// commonFolders counts the leading folders that two paths share.
func commonFolders(a, b string) (n int) {
	for i := 0; i < len(a) && i < len(b) && a[i] == b[i]; i++ {
		if a[i] == '/' {
			n++
		}
	}
	return n
}

// moduleName returns the dotted name of a file and whether it is a package.
func moduleName(file string, packages map[string]bool) (name string, pkg bool) {
	dir, base := path.Split(file)
	dir = strings.TrimSuffix(dir, "/")
	stem := strings.TrimSuffix(strings.TrimSuffix(base, ".py"), ".pyi")
	var parts []string
	if base == "__init__.py" {
		pkg = true
	} else {
		parts = append(parts, stem)
	}
	for dir != "" && dir != "." && packages[dir] {
		parts = append(parts, path.Base(dir))
		dir = path.Dir(dir)
	}
	if len(parts) == 0 {
		parts = append(parts, stem)
	}
	slices.Reverse(parts)
	return strings.Join(parts, "."), pkg
}

// longerNames lists the names that a file has if up to four more of its folders
// are namespace packages.
func longerNames(file, name string) []string {
	dir := path.Dir(file)
	for range strings.Count(name, ".") {
		dir = path.Dir(dir)
	}
	if path.Base(file) == "__init__.py" {
		dir = path.Dir(dir)
	}
	var names []string
	for range 4 {
		base := path.Base(dir)
		if base == "." || base == "/" || base == ".." || strings.ContainsAny(base, ".-") {
			break
		}
		name = base + "." + name
		names = append(names, name)
		dir = path.Dir(dir)
	}
	return names
}

// absolute returns the absolute name of a module imported from m with the given
// number of leading dots.
func (p *Program) absolute(m ModRef, name string, level int) string {
	if level == 0 {
		return name
	}
	base := p.Modules[m].Name
	if !p.Modules[m].Package {
		level++
	}
	for range level - 1 {
		if i := strings.LastIndexByte(base, '.'); i >= 0 {
			base = base[:i]
		} else {
			base = ""
		}
	}
	switch {
	case base == "":
		return name
	case name == "":
		return base
	}
	return base + "." + name
}

// moduleFor finds a module by absolute name as seen from another: a sibling script
// is found by its bare name when no package of that name exists.
func (p *Program) moduleFor(from ModRef, name string) (ModRef, bool) {
	if m, ok := p.named(from, name); ok {
		return m, true
	}
	if pkg := p.Modules[from].Name; !p.Modules[from].Package {
		if i := strings.LastIndexByte(pkg, '.'); i >= 0 {
			m, ok := p.named(from, pkg[:i]+"."+name)
			if ok && !p.Modules[m].Package && !p.hasInit(from) {
				return m, true
			}
		}
	}
	return NoMod, false
}

// hasInit says whether the folder of a module is a package.
func (p *Program) hasInit(m ModRef) bool {
	i := strings.LastIndexByte(p.Modules[m].Name, '.')
	if i < 0 {
		return false
	}
	pkg, ok := p.named(m, p.Modules[m].Name[:i])
	return ok && p.Modules[pkg].Package
}
