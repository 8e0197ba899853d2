from typing import Optional
import threading, typing as t


class Box:
    lock: threading.Lock
    name: str = "x"
    items: t.Dict[str, "Box"] = {}
    count: t.ClassVar[int] = 0
    inner: "Node"

    class Node:
        pass

    def put(self, a: "Node", b: Node, c: "threading.Lock", d: Optional[Box],
            e: t.Union[int, None, "str"], f: int | None | str, *g: float,
            h: t.Annotated[Box, "meta"] = 1, i: "Optional['Box']" = None,
            j: "list[int] | None" = None, k: t.Literal["a"] = "a",
            l: t.Callable[[int], str] = f, m: t.Any = 0, n: "!broken" = 0,
            o: list[dict[str, int]] = 0, **p: t.Final) -> "Optional[Box]":
        self.x: int = 1
        self.y: "Box"
        z: list[int]
        w: Optional[t.Union[A, "B"]] = z
        (v): int = 2
        f().u: int
        d[0]: str = ""


def local():
    class Here: ...
    def g(x: "Here", y: Here) -> "Box.Node": ...
    return g
