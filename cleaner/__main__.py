"""`python -m cleaner`."""

from .cli import main

if __name__ == "__main__":
    main()
