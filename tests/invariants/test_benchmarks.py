"""What the benchmarks measure is all that a build takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
_ORPHAN = """
import subprocess, sys
busy = "import time\\nwhile time.process_time() < 0.3: pass"
subprocess.Popen([sys.executable, "-c", busy])
"""
_MEASURE = """
import sys
from pathlib import Path
import measure
print(measure.run([[sys.executable, "-c", sys.argv[1]]], Path(sys.argv[2])).processor)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands orphans to a process")
def test_processor_time_of_processes_that_nobody_waits_for_counts(tmp_path) -> None:
    """The workers of a fork server are such: a bench that left them out made our builds look twice as cheap."""
    command = [sys.executable, "-c", _MEASURE, _ORPHAN, str(tmp_path)]
    printed = subprocess.run(command, cwd=BENCHMARKS, check=True, capture_output=True, text=True).stdout
    assert float(printed) > 0.25
