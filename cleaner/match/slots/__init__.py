"""What slots take: `takes` decides, and the other modules know names, days, places and so on."""

from .brands import brands_of
from .takes import takes

__all__ = ["brands_of", "takes"]
