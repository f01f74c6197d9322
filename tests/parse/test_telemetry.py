"""Nothing leaves the machine: the network's runtime keeps and sends no record of its use."""

import os
import subprocess
import sys
from pathlib import Path

LOAD = "from ascribe.parse.network import Network; import time; Network(); time.sleep(0.5)"


def test_loading_the_network_leaves_no_record_of_use(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    environment |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", LOAD], env=environment, check=True, timeout=60)
    assert [str(path) for path in tmp_path.rglob("*") if path.is_file()] == []


def test_who_wants_to_send_it_may(tmp_path: Path) -> None:
    told = "import ascribe.parse, os; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    environment = {**os.environ, "ORT_DISABLE_TELEMETRY": "0"}
    done = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, timeout=60)
    assert done.stdout == b"0\n"
