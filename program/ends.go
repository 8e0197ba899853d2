package program

// EndsMeanwhile says whether a method ends the life of the object on which f works, so that
// whoever has the object may call it while f is at work.
func (p *Program) EndsMeanwhile(f, closer FuncRef) (why string, ok bool) {
	if p.Trial(f) || p.Trial(closer) || p.Funcs[f].Class == NoClass || !p.relatedClasses(p.Funcs[f].Class, p.Funcs[closer].Class) {
		return "", false
	}
	ours := p.roots(f)
	for _, root := range p.roots(closer) {
		if !p.ends(root) && p.Module(root).Str(p.IR(root).Name) != "__aexit__" || !p.relatedClasses(p.Funcs[f].Class, p.classAround(root)) {
			continue
		}
		for _, mine := range ours {
			if mine != root && !p.ends(mine) && !p.comesFrom(mine, root) {
				return p.Name(root) + " may be called at any time, and " + p.Name(f) + " looks whether it has been", true
			}
		}
	}
	return "", false
}

// ThreadAware says whether the class of f has to do with threads: it is one, owns a lock for
// them, or is an executor, to which any thread may submit.
func (p *Program) ThreadAware(f FuncRef) bool {
	c := p.Funcs[f].Class
	return c != NoClass && (p.threadAware(c) || p.Derives(c, "concurrent.futures.Executor"))
}
