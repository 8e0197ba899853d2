"""Collects readings from sensors, keeps them for a while and raises alarms."""
