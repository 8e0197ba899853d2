"""RH103: sys.modules grows with every import, also behind a lazy module's attribute."""
import sys
from sys import modules


def files():
    return [m.__file__ for m in sys.modules.values() if hasattr(m, "__file__")]  # want RH103 "sys.modules"


def by_name(wanted):
    for name, module in sys.modules.items():  # want RH103 "sys.modules"
        if getattr(module, "marker", None) == wanted:
            return name
    return None


def files_copy():
    return [m.__file__ for m in list(sys.modules.values()) if hasattr(m, "__file__")]


def names(prefix):
    return [name for name in sys.modules if name.startswith(prefix)]


def other(modules):
    return [m.__file__ for m in modules.values() if hasattr(m, "__file__")]


def drop(prefix):
    for name in sys.modules:
        if name.startswith(prefix):
            del sys.modules[name]  # want RH103 "sys.modules"


def by_prefix(prefixes):
    for name in (name for name in sys.modules if name.startswith(prefixes)):
        print(getattr(name, "upper", None))
