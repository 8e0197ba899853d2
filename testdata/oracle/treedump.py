"""Print CPython's syntax tree of a file in the line format of `racehunt dump ast`.

Each node is one line, indented by two spaces a level:

    field[index]: Type @line:col-line:col name=value ...

Lines count from 1, columns are byte offsets from 0. Operators, contexts, strings and
numbers stand on the line of their node, child nodes below it in the order of _fields.
Absent children are left out, except in lists, where they print as None. The values of
strings and bytes are given as length and CRC-32, those of floats by their type only.
"""

import ast
import warnings
import zlib

WORDS = (ast.expr_context, ast.boolop, ast.operator, ast.unaryop, ast.cmpop)

warnings.simplefilter("ignore")


def checksum(kind, value, raw):
    return f"{kind}:{len(value)}:{zlib.crc32(raw):08x}"


def literal(value):
    """The printed form of a Constant's value."""
    match value:
        case None | bool():
            return repr(value)
        case str():
            return checksum("str", value, value.encode("utf-8", "surrogatepass"))
        case bytes():
            return checksum("bytes", value, value)
        case int():
            return f"int:{value}" if value.bit_length() <= 10000 else "int:big"
    return "Ellipsis" if value is ... else type(value).__name__


def word(value):
    return type(value).__name__ if isinstance(value, WORDS) else value


def lines(node, label="tree", indent=""):
    """Yield the lines of a node and of what lies below it."""
    head = f"{indent}{label}: {type(node).__name__}"
    if hasattr(node, "end_col_offset"):
        head += f" @{node.lineno}:{node.col_offset}-{node.end_lineno}:{node.end_col_offset}"
    below = []
    for field in node._fields:
        value = getattr(node, field, None)
        if field == "value" and isinstance(node, ast.Constant) or field == "str":
            head += f" {field}={literal(value)}"
        elif isinstance(value, ast.AST) and not isinstance(value, WORDS):
            below.append((field, value))
        elif isinstance(value, list):
            if value and isinstance(value[0], (str, *WORDS)):
                head += f" {field}=[{','.join(map(word, value))}]"
            else:
                below += [(f"{field}[{i}]", child) for i, child in enumerate(value)]
        elif value is not None:
            head += f" {field}={word(value)}"
    yield head
    for field, child in below:
        if child is None:
            yield f"{indent}  {field}: None"
        else:
            yield from lines(child, field, indent + "  ")


def dump(data):
    """The dump of source bytes, or "error LINE" if CPython's parser rejects them."""
    try:
        tree = ast.parse(data)
    except SyntaxError as problem:
        return f"error {problem.lineno}\n"
    except (ValueError, MemoryError, RecursionError) as problem:
        return f"error {type(problem).__name__}\n"
    return "\n".join(lines(tree)) + "\n"


def crc(data):
    result = dump(data)
    return result.strip() if result.startswith("error") else f"{zlib.crc32(result.encode()):08x}"


def identifier_ranges():
    """The code points above ASCII that may begin, or only continue, an identifier."""

    def ranges(test):
        found = []
        for c in range(128, 0x110000):
            if test(chr(c)):
                if found and found[-1][1] == c - 1:
                    found[-1][1] = c
                else:
                    found.append([c, c])
        return "".join(f"\t{{{lo:#x}, {hi:#x}}},\n" for lo, hi in found)

    start = ranges(str.isidentifier)
    only = ranges(lambda c: not c.isidentifier() and ("a" + c).isidentifier())
    return f"startSpans\n{start}\ncontinueSpans\n{only}"


def character_names():
    """Every character that has a name, for the table of package literal."""
    import unicodedata

    named = ((c, unicodedata.name(chr(c), "")) for c in range(0x110000))
    return "".join(f"{c:04X}\t{name}\n" for c, name in named if name)
