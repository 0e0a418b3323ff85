"""Spans of time, in words."""


def duration(seconds: float) -> str:
    """
    A span of time in its two largest units.

    >>> duration(0.84), duration(42), duration(200.4), duration(7_500), duration(300_000)
    ('0.8 s', '42 s', '3 min 20 s', '2 h 5 min', '3 d 11 h')
    """
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{days} d {hours} h"
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def rate(per_second: float) -> str:
    """
    A number of documents a second.

    >>> rate(1234.5), rate(2.44), rate(0)
    ('1,234/s', '2.4/s', '0.0/s')
    """
    return f"{per_second:,.0f}/s" if per_second >= 10 else f"{per_second:.1f}/s"
