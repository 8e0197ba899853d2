"""RH301: the spawning method stands in a base class."""
from .jobs import Reporter

__all__ = ["Reporter"]
