"""`python -m trichxuat`."""

from trichxuat.cli import main

if __name__ == "__main__":
    main()
