package source

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Decode turns the bytes of a file into text. It always returns a file; what
// could not be decoded is replaced so that the rest can still be analysed.
// The file takes over data, which must not be changed afterwards.
func Decode(path string, data []byte) (*File, []Problem) {
	f, problems := decode(path, data)
	for i := range problems {
		// Offsets are those of the bytes; what was not text has left none.
		span := &problems[i].Span
		span.End = min(span.End, uint32(len(f.Text)))
		span.Start = min(span.Start, span.End)
	}
	return f, problems
}

func decode(path string, data []byte) (*File, []Problem) {
	if uint64(len(data)) > math.MaxUint32-64 {
		return NewFile(path, nil), problem(0, 0, "the file is larger than 4 GiB")
	}
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return NewFile(path, nil), problem(0, 0, "the file is UTF-16, which Python does not read; save it as UTF-8")
	}
	bom := bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF})
	if bom {
		data = data[3:]
	}
	if at := bytes.IndexByte(data, 0); at >= 0 {
		return withoutNUL(path, data, at)
	}
	name, span := cookie(data)
	// With a byte-order mark CPython knows no alias of utf-8 any more.
	if bom && name != "" && (name != "utf-8" || !bytes.ContainsAny(data[span.Start:span.End], "-_")) {
		text, _ := validUTF8(data)
		return NewFile(path, text), []Problem{{span, "the file has a UTF-8 byte-order mark but declares the encoding " + name}}
	}
	switch name {
	case "", "utf-8":
		text, problems := validUTF8(data)
		return NewFile(path, text), problems
	}
	if name == "ascii" || name == "us-ascii" {
		if at := firstNonASCII(data); at >= 0 {
			text, _ := validUTF8(data)
			return NewFile(path, text), problem(at, at+1, "the file declares the encoding ascii but has other bytes")
		}
		return NewFile(path, data), nil
	}
	enc := encodings[name]
	if enc == nil {
		text, _ := validUTF8(data)
		return NewFile(path, text), []Problem{{span, "unknown encoding " + name}}
	}
	if firstNonASCII(data) < 0 {
		return NewFile(path, data), nil
	}
	text, err := decodeWith(enc, name, data)
	if err != nil || len(text) > math.MaxUint32-64 {
		text, _ = validUTF8(data)
		return NewFile(path, text), []Problem{{span, "the file cannot be decoded as " + name}}
	}
	if at := bytes.Index(text, []byte("\uFFFD")); at >= 0 {
		return NewFile(path, text), problem(at, at+3, "the file has bytes that the encoding "+name+" does not define")
	}
	return NewFile(path, text), nil
}

// decodeWith decodes data. The single-byte tables of x/text are those of browsers,
// which differ from Python's in the range 0x80 to 0x9F: ISO 8859 has control
// characters there, and what Windows leaves undefined is an error in Python.
func decodeWith(enc encoding.Encoding, name string, data []byte) ([]byte, error) {
	table, ok := enc.(*charmap.Charmap)
	if !ok {
		return enc.NewDecoder().Bytes(data)
	}
	iso, windows := strings.HasPrefix(name, "iso-8859"), strings.HasPrefix(name, "cp125")
	text := make([]byte, 0, len(data)+len(data)/8)
	for _, b := range data {
		r := table.DecodeByte(b)
		control := 0x80 <= b && b < 0xA0
		if iso && control {
			r = rune(b)
		} else if windows && control && r == rune(b) {
			r = utf8.RuneError
		}
		text = utf8.AppendRune(text, r)
	}
	return text, nil
}

func problem(start, end int, message string) []Problem {
	return []Problem{{Span{uint32(start), uint32(end)}, message}}
}

// withoutNUL deals with NUL bytes. A stray one is blanked so that the rest of the
// file can be read; a file with many is not text at all and is left empty, so that
// it costs one problem and not one a line.
func withoutNUL(path string, data []byte, at int) (*File, []Problem) {
	if bytes.Count(data, []byte{0}) > 1+len(data)/256 {
		return NewFile(path, nil), problem(0, 0, "this is a binary file, not Python source")
	}
	text, more := validUTF8(bytes.ReplaceAll(data, []byte{0}, []byte{' '}))
	if text == nil {
		return NewFile(path, nil), more
	}
	return NewFile(path, text), problem(at, at+1, fmt.Sprintf("NUL byte at offset %d", at))
}

// validUTF8 returns data if it is valid UTF-8. Otherwise each wrong byte becomes
// a question mark, which keeps offsets and columns right.
func validUTF8(data []byte) ([]byte, []Problem) {
	if utf8.Valid(data) {
		return data, nil
	}
	text := bytes.Clone(data)
	first, wrong := -1, 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			if first < 0 {
				first = i
			}
			wrong++
			text[i] = '?'
		}
		i += size
	}
	if wrong > 16 && wrong > len(text)/8 {
		return nil, problem(0, 0, "this is a binary file, not Python source")
	}
	return text, problem(first, first+1, fmt.Sprintf(
		"invalid UTF-8 at offset %d (byte 0x%02x); declare the encoding in a comment on the first line", first, data[first]))
}

func firstNonASCII(data []byte) int {
	for i, c := range data {
		if c >= utf8.RuneSelf {
			return i
		}
	}
	return -1
}

// cookie finds a PEP 263 encoding declaration in the first two lines and returns
// the normalised name, "" if there is none. The second line counts only if the
// first holds nothing but a comment.
func cookie(data []byte) (string, Span) {
	start := 0
	for range 2 {
		end := start
		for end < len(data) && data[end] != '\n' && data[end] != '\r' {
			end++
		}
		line := data[start:end]
		rest := bytes.TrimLeft(line, " \t\f")
		if len(rest) > 0 && rest[0] != '#' {
			break
		}
		if name, at := declared(line); name != "" {
			return normal(name), Span{uint32(start + at), uint32(start + at + len(name))}
		}
		start = end
		if start < len(data) && data[start] == '\r' {
			start++
		}
		if start < len(data) && data[start] == '\n' {
			start++
		}
	}
	return "", Span{}
}

// declared returns the name after "coding:" or "coding=" and where it stands.
func declared(line []byte) (string, int) {
	for at := 0; ; {
		i := bytes.Index(line[at:], []byte("coding"))
		if i < 0 {
			return "", 0
		}
		at += i + len("coding")
		if at >= len(line) || line[at] != ':' && line[at] != '=' {
			continue
		}
		j := at + 1
		for j < len(line) && (line[j] == ' ' || line[j] == '\t') {
			j++
		}
		k := j
		for k < len(line) && (isAlnum(line[k]) || line[k] == '-' || line[k] == '_' || line[k] == '.') {
			k++
		}
		if k > j {
			return string(line[j:k]), j
		}
	}
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// normal folds the spellings that Python's codec registry treats alike.
func normal(name string) string {
	name = strings.ReplaceAll(strings.ToLower(name), "_", "-")
	switch {
	case name == "utf-8" || name == "utf8" || name == "u8" || strings.HasPrefix(name, "utf-8-"):
		return "utf-8"
	case name == "latin-1" || strings.HasPrefix(name, "latin-1-"), name == "iso-8859-1",
		strings.HasPrefix(name, "iso-8859-1-"), name == "iso-latin-1", strings.HasPrefix(name, "iso-latin-1-"),
		name == "latin1", name == "l1", name == "iso8859-1", name == "8859", name == "cp819":
		return "iso-8859-1"
	}
	name = strings.Replace(name, "iso8859", "iso-8859", 1)
	name = strings.Replace(name, "windows-", "cp", 1)
	return name
}

// encodings lists the codecs of Python that x/text can decode, by normalised name.
var encodings = map[string]encoding.Encoding{
	"iso-8859-1": charmap.ISO8859_1, "iso-8859-2": charmap.ISO8859_2, "latin2": charmap.ISO8859_2,
	"latin-2": charmap.ISO8859_2, "iso-8859-3": charmap.ISO8859_3, "iso-8859-4": charmap.ISO8859_4,
	"iso-8859-5": charmap.ISO8859_5, "cyrillic": charmap.ISO8859_5, "iso-8859-6": charmap.ISO8859_6,
	"iso-8859-7": charmap.ISO8859_7, "greek": charmap.ISO8859_7, "iso-8859-8": charmap.ISO8859_8,
	"iso-8859-9": charmap.ISO8859_9, "latin5": charmap.ISO8859_9, "iso-8859-10": charmap.ISO8859_10,
	"iso-8859-13": charmap.ISO8859_13, "iso-8859-14": charmap.ISO8859_14, "iso-8859-15": charmap.ISO8859_15,
	"latin9": charmap.ISO8859_15, "latin-9": charmap.ISO8859_15, "iso-8859-16": charmap.ISO8859_16,
	"cp1250": charmap.Windows1250, "cp1251": charmap.Windows1251, "cp1252": charmap.Windows1252,
	"cp1253": charmap.Windows1253, "cp1254": charmap.Windows1254, "cp1255": charmap.Windows1255,
	"cp1256": charmap.Windows1256, "cp1257": charmap.Windows1257, "cp1258": charmap.Windows1258,
	"cp437": charmap.CodePage437, "cp850": charmap.CodePage850, "cp852": charmap.CodePage852,
	"cp855": charmap.CodePage855, "cp858": charmap.CodePage858, "cp860": charmap.CodePage860,
	"cp862": charmap.CodePage862, "cp863": charmap.CodePage863, "cp865": charmap.CodePage865,
	"cp866": charmap.CodePage866, "cp874": charmap.Windows874, "koi8-r": charmap.KOI8R, "koi8-u": charmap.KOI8U,
	"mac-roman": charmap.Macintosh, "macroman": charmap.Macintosh, "mac-cyrillic": charmap.MacintoshCyrillic,
	"shift-jis": japanese.ShiftJIS, "sjis": japanese.ShiftJIS, "s-jis": japanese.ShiftJIS, "cp932": japanese.ShiftJIS,
	"euc-jp": japanese.EUCJP, "eucjp": japanese.EUCJP, "ujis": japanese.EUCJP, "iso-2022-jp": japanese.ISO2022JP,
	"euc-kr": korean.EUCKR, "euckr": korean.EUCKR, "cp949": korean.EUCKR, "uhc": korean.EUCKR,
	"gbk": simplifiedchinese.GBK, "cp936": simplifiedchinese.GBK, "gb2312": simplifiedchinese.GBK,
	"euc-cn": simplifiedchinese.GBK, "gb18030": simplifiedchinese.GB18030, "hz": simplifiedchinese.HZGB2312,
	"big5": traditionalchinese.Big5, "cp950": traditionalchinese.Big5,
}
