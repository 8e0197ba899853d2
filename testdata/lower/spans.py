"""What each op points at; see spans.ops.want."""
@app.get("/x")
async def handler(self, n=1):
    self.total[n] += await self.db.fetch(n, key=None)
    async with self.lock as held, open(p):
        for i, j in self.items:
            x, y.z = i, j
    try:
        del self.cache["k"]
    except (KeyError, m.E) as e:
        raise Err("x") from e
    if a < b < c and not d:
        return [q for q in r if q]
    match a:
        case [1, P(k=v)]:
            pass


class C(Base):
    def m(self): return lambda v: (w for w in v)
