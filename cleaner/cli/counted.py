"""Numbers of things, in words."""


def counted(number: int, noun: str) -> str:
    """
    A number and its noun, in the plural unless it is one.

    >>> counted(1, "document"), counted(0, "document"), counted(1200, "golden")
    ('1 document', '0 documents', '1,200 goldens')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
