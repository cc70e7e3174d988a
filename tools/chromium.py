"""Where Debian's Chromium is. Its headless shell does the same with half of the work, so it comes first."""

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
HOW_TO_GET = "apt-get install chromium-headless-shell (or chromium)"


def chromium() -> str | None:
    """Its path, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
