package literal

import "testing"

func expectValue(t *testing.T, content string, mode Mode, want, problem string) {
	t.Helper()
	got, p, _ := Decode(nil, []byte(content), mode)
	if p != problem || problem == "" && string(got) != want {
		t.Errorf("%q\n got %q, %q\nwant %q, %q", content, got, p, want, problem)
	}
}

func TestDecode(t *testing.T) {
	expectValue(t, "", Text, "", "")
	expectValue(t, "abc", Text, "abc", "")
	expectValue(t, `\a\b\f\n\r\t\v\\\'\"`, Text, "\a\b\f\n\r\t\v\\'\"", "")
	expectValue(t, `\0\12\3777\8`, Text, "\x00\n\u00ff7\\8", "")
	expectValue(t, `\x41\u00e9\U0001F600`, Text, "Aé😀", "")
	expectValue(t, `\x41\u00e9\377\N{X}`, Bytes, "A\\u00e9\xff\\N{X}", "")
	expectValue(t, `\q\ `, Text, `\q\ `, "")
	expectValue(t, "a\\\nb\\\r\nc\r\nd\re", Text, "abc\nd\ne", "")
	expectValue(t, `\n\x4`, Raw, `\n\x4`, "")
	expectValue(t, `\ud800`, Text, "\xed\xa0\x80", "")
	expectValue(t, `\N{BULLET}\N{bullet}\N{Latin Small Letter A}`, Text, "••a", "")
	expectValue(t, `\N{LINE FEED}\N{HANGUL SYLLABLE GAG}\N{CJK UNIFIED IDEOGRAPH-4E2D}`, Text, "\n각中", "")
	expectValue(t, `\N{EGYPTIAN HIEROGLYPH-13460}`, Text, "\U00013460", "")
	expectValue(t, `\x4`, Text, "", `truncated \x escape in a string`)
	expectValue(t, `\U00110000`, Text, "", `illegal character in a \U escape`)
	expectValue(t, `\N{NO SUCH}`, Text, "", `unknown Unicode character name in a \N escape`)
	expectValue(t, `\N`, Text, "", `malformed \N escape in a string`)
	expectValue(t, `\`, Text, `\`, "")
}

func TestLookup(t *testing.T) {
	for name, want := range map[string]rune{
		"HANGUL SYLLABLE GA": 0xAC00, "HANGUL SYLLABLE HIH": 0xD7A3, "HANGUL SYLLABLE": -1, "HANGUL SYLLABLE GAZ": -1,
		"CJK UNIFIED IDEOGRAPH-3400": 0x3400, "CJK UNIFIED IDEOGRAPH-0041": -1, "CJK UNIFIED IDEOGRAPH-04E2D": -1,
		"SPACE": ' ', "BEL": 7, "": -1,
	} {
		if got, ok := Lookup(name); ok != (want >= 0) || ok && got != want {
			t.Errorf("%s: got %U, %v, want %U", name, got, ok, want)
		}
	}
}
