package ir

import (
	"encoding/binary"
	"slices"

	"github.com/racehunt/racehunt/frontend/source"
)

// A body is encoded as its five counts, its handlers, and its ops. Small numbers
// make most fields one byte: spans are told relative to the op before, and operands
// as the distance back to the op they name.

// The first byte of an op is its code and what else follows.
const (
	hasAux  = 1 << 6 // flags (a byte) and Aux follow
	hasX    = 1 << 7 // X follows
	minOp   = 4      // least bytes of an op: code, start, length, operand count
	codeMax = hasAux - 1
)

// appendUint appends x in base 128, low bits first.
func appendUint(dst []byte, x uint64) []byte { return binary.AppendUvarint(dst, x) }

// appendInt appends x so that small magnitudes are short.
func appendInt(dst []byte, x int32) []byte { return appendUint(dst, uint64(zigzag(x))) }

func zigzag(x int32) uint32   { return uint32(x)<<1 ^ uint32(x>>31) }
func unzigzag(x uint32) int32 { return int32(x>>1) ^ -int32(x&1) }

// appendBody appends the encoding of b to dst.
func appendBody(dst []byte, b *Body) []byte {
	operands := 0
	for i := range b.Ops {
		operands += int(b.Ops[i].N)
	}
	for _, n := range [...]int{len(b.Ops), operands, len(b.Handlers), int(b.Labels), int(b.Regions)} {
		dst = appendUint(dst, uint64(n))
	}
	for _, h := range b.Handlers {
		dst = appendUint(dst, uint64(h.Region))
		dst = append(dst, boolBits(h.Star))
		dst = appendIDs(dst, h.Types)
	}
	last := uint32(0)
	for i := range b.Ops {
		dst = appendOp(dst, b, i, last)
		last = b.Ops[i].Span.Start
	}
	return dst
}

// appendOp appends op i, whose predecessor starts at byte last of the file.
func appendOp(dst []byte, b *Body, i int, last uint32) []byte {
	op := &b.Ops[i]
	head := byte(op.Code) & codeMax
	if op.Flags != 0 || op.Aux != 0 {
		head |= hasAux
	}
	if op.X != 0 {
		head |= hasX
	}
	dst = append(dst, head)
	if head&hasAux != 0 {
		dst = append(dst, byte(op.Flags))
		dst = appendUint(dst, uint64(op.Aux))
	}
	if head&hasX != 0 {
		dst = appendUint(dst, uint64(op.X))
	}
	dst = appendInt(dst, int32(op.Span.Start-last))
	dst = appendUint(dst, uint64(op.Span.End-op.Span.Start))
	dst = appendUint(dst, uint64(op.N))
	for n, v := range b.Args(op) {
		switch {
		case op.Code == Call && n > 0 && n&1 == 0: // a tag, not a value
			dst = appendUint(dst, uint64(uint32(v)))
		case v == NoValue:
			dst = append(dst, 0)
		default:
			dst = appendUint(dst, uint64(zigzag(int32(i)-int32(v)))+1)
		}
	}
	return dst
}

// decodeBody fills b, reusing its memory, from the whole of data. It reports false
// if data is not the encoding of a body; what b holds then has no meaning. IDs are
// not checked: see Module.checkBody.
func decodeBody(data []byte, b *Body) bool {
	r := reader{data: data}
	ops := r.count(minOp)
	operands := r.count(1)
	handlers := r.count(3)
	b.Labels, b.Regions = r.u32(), r.u32()
	if r.bad || uint64(b.Labels) > uint64(ops) || uint64(b.Regions) > uint64(ops) {
		return false
	}
	b.Ops = resize(b.Ops, ops)
	b.Operands = resize(b.Operands, operands)
	b.Handlers = resize(b.Handlers, handlers)
	for i := range b.Handlers {
		h := &b.Handlers[i]
		h.Region, h.Star = r.u32(), r.bit()
		h.Types = readIDs(&r, h.Types[:0])
	}
	return !r.bad && decodeOps(data, r.at, b)
}

// decodeOps reads the ops from data[at:]. This is the hot loop of every analysis that
// looks into bodies. A number that runs off the end moves at beyond the data, which the
// next bound catches, so that not every field needs a test of its own.
func decodeOps(data []byte, at int, b *Body) bool {
	operands := b.Operands
	used, last := 0, uint32(0)
	for i := range b.Ops {
		if len(data)-at < minOp {
			return false
		}
		op := &b.Ops[i]
		head := data[at]
		at++
		*op = Op{Code: Code(head & codeMax), Arg: uint32(used)}
		if head&hasAux != 0 {
			op.Flags = OpFlags(data[at])
			var aux uint32
			if aux, at = uvarint(data, at+1); aux > 1<<16-1 {
				return false
			}
			op.Aux = uint16(aux)
		}
		if head&hasX != 0 {
			op.X, at = uvarint(data, at)
		}
		var x uint32
		x, at = uvarint(data, at)
		last += uint32(unzigzag(x))
		x, at = uvarint(data, at)
		op.Span = source.Span{Start: last, End: last + x}
		op.N, at = uvarint(data, at)
		n := int(op.N)
		if n > len(operands)-used || n > len(data)-at || op.Code >= CodeCount {
			return false
		}
		for k := range n {
			x, at = uvarint(data, at)
			v := Value(int32(i) - unzigzag(x-1))
			if x == 0 {
				v = NoValue
			}
			if k > 0 && k&1 == 0 && op.Code == Call {
				v = Value(x)
			}
			operands[used+k] = v
		}
		used += n
	}
	return at == len(data) && used == len(operands)
}

// uvarint reads a number of at most 32 bits from data[at:] and returns where it
// ends; an end beyond len(data) says that there was none.
func uvarint(data []byte, at int) (uint32, int) {
	if uint(at) >= uint(len(data)) || data[at] >= 0x80 {
		return uvarintSlow(data, at)
	}
	return uint32(data[at]), at + 1
}

//go:noinline
func uvarintSlow(data []byte, at int) (uint32, int) {
	if at < len(data) {
		x, n := binary.Uvarint(data[at:])
		if n > 0 && x <= 1<<32-1 {
			return uint32(x), at + n
		}
	}
	return 0, len(data) + 1
}

// resize returns a slice of length n, of s's memory if that is large enough.
func resize[T any](s []T, n int) []T {
	if n <= cap(s) {
		return s[:n]
	}
	return slices.Grow(s[:0], n)[:n]
}
