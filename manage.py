#!/usr/bin/env python
"""The only script at the root."""

from config.cli import main

if __name__ == "__main__":
    main()
