package lower

// slab hands out copies of small slices cut from larger pieces of memory, because
// a module has thousands of lists with a handful of entries.
type slab[T any] struct{ rest []T }

const slabSize = 256

func (s *slab[T]) clone(list []T) []T {
	if len(list) == 0 {
		return nil
	}
	if len(s.rest) < len(list) {
		if len(list) > slabSize/4 {
			return append(make([]T, 0, len(list)), list...)
		}
		s.rest = make([]T, slabSize)
	}
	n := copy(s.rest, list)
	cut := s.rest[:n:n]
	s.rest = s.rest[n:]
	return cut
}
