// Asks CPython 3.14 (the npm package pyodide) for syntax trees.
//
//   node oracle.mjs dump FILE        print the tree of a file
//   node oracle.mjs crc < LIST       print a checksum for each file named on standard input
//   node oracle.mjs golden < LIST    write the tree of FILE.py to FILE.want
//   node oracle.mjs identifiers      print the tables behind frontend/lexer/xid_table.go
//   node oracle.mjs names            print the names behind frontend/ast/literal/names_table.go
//
// Install pyodide in the current folder first: npm install pyodide. Run node with
// --stack-size=30000 for deeply nested files.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const home = path.dirname(createRequire(path.join(process.cwd(), "x.js")).resolve("pyodide/package.json"));
const { loadPyodide } = await import(pathToFileURL(path.join(home, "pyodide.mjs")).href);
const py = await loadPyodide();
const script = path.join(path.dirname(fileURLToPath(import.meta.url)), "treedump.py");
py.FS.writeFile("/home/pyodide/treedump.py", readFileSync(script));
const treedump = py.pyimport("treedump");
const asBytes = py.runPython("lambda view: view.to_bytes()");

const read = (file) => asBytes(new Uint8Array(readFileSync(file)));
const listed = () => readFileSync(0, "utf8").split("\n").filter((line) => line !== "");

const [command, file] = process.argv.slice(2);
switch (command) {
  case "dump":
    process.stdout.write(treedump.dump(read(file)));
    break;
  case "crc":
    for (const name of listed()) console.log(`${treedump.crc(read(name))}\t${name}`);
    break;
  case "golden":
    for (const name of listed()) writeFileSync(name.replace(/\.py$/, ".want"), treedump.dump(read(name)));
    break;
  case "identifiers":
    process.stdout.write(treedump.identifier_ranges());
    break;
  case "names":
    process.stdout.write(treedump.character_names());
    break;
  default:
    console.error("usage: node oracle.mjs dump FILE | crc | golden | identifiers | names");
    process.exit(2);
}
