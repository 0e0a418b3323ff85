"""What slots take: `takes` decides, and the other modules know names, days, places and so on."""

from .takes import takes

__all__ = ["takes"]
