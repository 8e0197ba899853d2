"""Values that travel through the service. They are never changed once made."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    sensor: str
    at: float
    value: float


@dataclass(frozen=True)
class Alarm:
    sensor: str
    text: str
