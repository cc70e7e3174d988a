"""`python -m tools.day`: a whole day at Kecamatan Lumajang, on `make demo`, in Chromium.

Four screens at once: the kiosk, the TV, the counter, and the camat's phone (360 px). The camat leaves at
10.00 and is back at 14.00; in between somebody is appointed for one service. Then the provider of messages is
down, and the worker is killed while a message leaves. Beside it what people do wrong: the wrong role, an old
page, a file of another office, a double click. The demo's clock is moved (`moved/`).

Every page is looked at (axe, sideways scroll at 360 and 1280 px) and saved as a picture; what is wrong is
printed, and the exit code is 1.
"""

import argparse
import os
import sys
from pathlib import Path

from config.paths import default_var
from tools.day import acts
from tools.day.ground import demo, provider, say
from tools.day.people import people


def main() -> int:
    """1 when anything was wrong with a page or an act."""
    parser = argparse.ArgumentParser(prog="python -m tools.day", description=__doc__)
    parser.add_argument("--port", type=int, default=int(os.environ.get("LOKET_PORT") or 8000))
    parser.add_argument("--shots", type=Path, default=default_var() / "day", help="where pictures go")
    chosen = parser.parse_args()
    os.environ["LOKET_SHOTS"] = str(chosen.shots / "pages")
    with demo(chosen.port) as (site, clock, keeper), provider() as gateway:
        say("the demo runs")
        with people(site, clock, chosen.shots) as who:
            acts.play(acts.Day(who, clock, gateway, keeper))
        said = (Path(site.environment["LOKET_VAR"]) / "log" / "web.log").read_text()
    # A ticket of the stream lives an hour, and the clock jumps over hours: the page asks for another one.
    who.eye.faults[:] = [each for each in who.eye.faults if not ("/live?ticket=" in each and "401" in each)]
    faults = list(dict.fromkeys(who.eye.faults)) + (
        ["a traceback in the web log"] if "Traceback" in said else []
    )
    for fault in faults:
        say(f"WRONG {fault}")
    say(f"{len(faults)} things wrong; pictures in {chosen.shots}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
