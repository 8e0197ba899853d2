#!/usr/bin/env bash
# Checks SARIF files with Microsoft's multitool, GitHub's own rules included.
#
#   sarif/validate/validate.sh FILE...
#
# Needs Node.js. The tool is installed once beside the user's other caches. Exits 1 if a
# rule reports an error. GH1001 to GH1018 are off unless a configuration turns them on,
# and a run without them looks clean whatever the file says; so one is written here.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: $0 FILE..." >&2; exit 2; }
version=5.7.0
home=${XDG_CACHE_HOME:-$HOME/.cache}/racehunt-sarif-multitool-$version
dir=$home/node_modules/@microsoft/sarif-multitool-linux
tool=$dir/Sarif.Multitool
if [ ! -e "$tool" ]; then
	npm install --silent --no-audit --no-fund --prefix "$home" "@microsoft/sarif-multitool@$version" >&2
fi
[ -x "$tool" ] || chmod u+x "$tool"
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 # the machine may have no ICU
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$tool" export-validation-config "$work/config.xml" >/dev/null
awk '/Key="GH1[0-9]+\./ { gh = 1 }
     /<\/Properties>/ { gh = 0 }
     gh && /RuleEnabled/ { sub(/Value="[A-Za-z]*"/, "Value=\"Error\"") }
     { print }' "$work/config.xml" >"$work/github.xml"
status=0
for file in "$@"; do
	rm -f "$work/report.sarif"
	"$tool" validate "$file" --rule-kind "Sarif;Ghas" --level "Error;Warning;Note" \
		--config "$work/github.xml" --output "$work/report.sarif" --log ForceOverwrite >"$work/log" 2>&1 || true
	# The tool's own exit code says nothing; its report does.
	node - "$work/report.sarif" "$file" "$work/log" <<'JS' || status=1
const fs = require('fs');
const [report, file, log] = process.argv.slice(2);
if (!fs.existsSync(report)) { console.log(file + ': no report\n' + fs.readFileSync(log, 'utf8')); process.exit(1); }
const run = JSON.parse(fs.readFileSync(report, 'utf8')).runs[0];
const rules = run.tool.driver.rules || [];
const fill = r => {
  if (r.message.text) return r.message.text;
  const def = rules[r.ruleIndex] || {};
  let text = ((def.messageStrings || {})[r.message.id] || {}).text || r.message.id;
  (r.message.arguments || []).forEach((a, i) => { text = text.split('{' + i + '}').join(a); });
  return text;
};
const count = {}, shown = {};
const most = 5; // of one rule
for (const r of run.results || []) {
  const level = r.level || 'warning';
  count[level] = (count[level] || 0) + 1;
  shown[r.ruleId] = (shown[r.ruleId] || 0) + 1;
  if (shown[r.ruleId] > most) continue;
  if (level !== 'note') console.log(`${file}: ${level} ${r.ruleId}: ${fill(r)}`);
  else if (process.env.NOTES) console.log(`${file}: note ${r.ruleId}: ${fill(r)}`);
}
console.log(`${file}: ${count.error || 0} errors, ${count.warning || 0} warnings, ${count.note || 0} notes`);
process.exit(count.error ? 1 : 0);
JS
done
exit $status
