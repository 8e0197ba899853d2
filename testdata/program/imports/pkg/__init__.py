"""Re-exports, relative and star imports."""
from .core import Engine, run as start
from .names import *
