#!/bin/sh
# Compares our syntax trees with CPython 3.14's.
#
#   conformance.sh            every .py file of the machine's Python, by checksum
#   conformance.sh DIR        every .py file below DIR
#   conformance.sh --goldens  rewrite testdata/parser/syntax/*.want from CPython
#
# CPython comes as the npm package pyodide, installed into a temporary folder.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
npm install --silent --no-audit --no-fund pyodide >/dev/null

if [ "${1:-}" = --goldens ]; then
	find "$root/testdata/parser/syntax" -name '*.py' | LC_ALL=C sort >list
	node --stack-size=30000 "$here/oracle.mjs" golden <list
	echo "$(wc -l <list) goldens written"
	exit
fi

dir=${1:-$(python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')}
find "$dir" -name '*.py' -type f | LC_ALL=C sort >list
node --stack-size=30000 "$here/oracle.mjs" crc <list >theirs
(cd "$root" && go run ./cmd/internal/parsebench -crc) <list >ours
# The line of an error is a matter of taste; that there is one is not.
sed 's/^error [^	]*/error/' theirs >theirs.plain
sed 's/^error [^	]*/error/' ours >ours.plain
if diff theirs.plain ours.plain >differences; then
	echo "$(wc -l <list) files agree, $(grep -c '^error' ours.plain || true) of them rejected by both"
else
	cat differences
	echo "$(grep -c '^>' differences) of $(wc -l <list) files differ"
	exit 1
fi
