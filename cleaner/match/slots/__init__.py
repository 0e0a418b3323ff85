"""What slots take: `takes` decides, and the other modules know names, days and places."""

from .takes import takes

__all__ = ["takes"]
