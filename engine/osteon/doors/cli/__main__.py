"""`python -m osteon.doors.cli` is `osteon`."""

import sys

from osteon.doors.cli import main

sys.exit(main())
