import registry


def discover():
    for name in ("a", "b"):
        registry.add(name)
