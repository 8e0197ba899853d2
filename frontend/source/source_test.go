package source

import (
	"strings"
	"testing"
)

func expectText(t *testing.T, data, text, problem string) {
	t.Helper()
	f, problems := Decode("x.py", []byte(data))
	got := ""
	if len(problems) > 0 {
		got = problems[0].Message
	}
	if string(f.Text) != text || got != problem || len(problems) > 1 {
		t.Errorf("%q\n got %q, %q\nwant %q, %q", data, f.Text, got, text, problem)
	}
}

func TestDecode(t *testing.T) {
	expectText(t, "", "", "")
	expectText(t, "x = 'é'", "x = 'é'", "")
	expectText(t, "\xef\xbb\xbfx", "x", "")
	expectText(t, "\xef\xbb\xbf# coding: utf-8\nx", "# coding: utf-8\nx", "")
	expectText(t, "\xef\xbb\xbf# coding: latin-1\nx", "# coding: latin-1\nx",
		"the file has a UTF-8 byte-order mark but declares the encoding iso-8859-1")
	expectText(t, "# -*- coding: latin-1 -*-\n\xe9", "# -*- coding: latin-1 -*-\né", "")
	expectText(t, "#!/x\n# vim: set fileencoding=cp1252 :\n\x80", "#!/x\n# vim: set fileencoding=cp1252 :\n€", "")
	expectText(t, "# coding=koi8-r\n\xc1", "# coding=koi8-r\nа", "")
	expectText(t, "# coding: shift_jis\n\x82\xa0", "# coding: shift_jis\nあ", "")
	expectText(t, "# coding: iso-8859-5\n\x85", "# coding: iso-8859-5\n\u0085", "")
	expectText(t, "x\n# coding: latin-1\n", "x\n# coding: latin-1\n", "")
	expectText(t, "\n\n# coding: klingon\n", "\n\n# coding: klingon\n", "")
	expectText(t, "# coding: klingon\n", "# coding: klingon\n", "unknown encoding klingon")
	expectText(t, "# coding: ascii\n\xe9", "# coding: ascii\n?", "the file declares the encoding ascii but has other bytes")
	expectText(t, "# coding: cp1252\n\x81", "# coding: cp1252\n\uFFFD", "the file has bytes that the encoding cp1252 does not define")
	expectText(t, "ab\xff", "ab?", "invalid UTF-8 at offset 2 (byte 0xff); declare the encoding in a comment on the first line")
	expectText(t, "a\x00b", "a b", "NUL byte at offset 1")
	expectText(t, "\x7fELF\x00\x00\x00", "", "this is a binary file, not Python source")
	expectText(t, strings.Repeat("\xff\xfd", 100)[1:], "", "this is a binary file, not Python source")
	expectText(t, "\xff\xfea\x00", "", "the file is UTF-16, which Python does not read; save it as UTF-8")
}

func TestPositions(t *testing.T) {
	f := NewFile("x.py", []byte("ab\ncd\r\nef\rg😀h\n"))
	for _, c := range []struct {
		offset                uint32
		line, col, utf16, len int
	}{
		{0, 1, 0, 0, 2}, {1, 1, 1, 1, 2}, {2, 1, 2, 2, 2}, {3, 2, 0, 0, 2}, {6, 2, 3, 3, 2}, {7, 3, 0, 0, 2},
		{10, 4, 0, 0, 6}, {11, 4, 1, 1, 6}, {15, 4, 5, 3, 6}, {16, 4, 6, 4, 6}, {17, 5, 0, 0, 0},
	} {
		line, col := f.Position(c.offset)
		if line != c.line || col != c.col || f.UTF16Column(c.offset) != c.utf16 || len(f.Line(line)) != c.len {
			t.Errorf("offset %d: line %d, column %d, UTF-16 column %d, %q", c.offset, line, col, f.UTF16Column(c.offset), f.Line(line))
		}
	}
	if f.LineCount() != 5 || f.Line(0) != nil || f.Line(6) != nil {
		t.Errorf("%d lines", f.LineCount())
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("# coding: latin-1\n\xe9"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, _ := Decode("x.py", data)
		for i := range file.Text {
			file.UTF16Column(uint32(i))
		}
	})
}
