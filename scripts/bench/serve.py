"""How long it takes from saving a section to its page: the server of ``edition serve`` is asked until it shows it."""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE = 300.0


def save_to_page(project: Path, uri: str, runs: int) -> float:
    """Wall seconds from saving a change to the page that shows it, the median of several."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    slug = uri.removeprefix("essay/").removesuffix(".html")
    (file,) = (project / "docs/essay").glob(f"*-{slug}.md")
    source = file.read_text("utf-8")
    program = [str(Path(sys.executable).with_name("edition")), "serve", "--project", str(project), "--address", address]
    server = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://{address}/{uri}", "</html>")
        taken = []
        for run in range(runs):
            at = source.index("\n{: #p", len(source) // 3)
            file.write_text(f"{source[:at]} novum{run}{source[at:]}", "utf-8")
            start = time.perf_counter()
            _wait_for(f"http://{address}/{uri}", f"novum{run}")
            taken.append(time.perf_counter() - start)
        return statistics.median(taken)
    finally:
        server.terminate()
        server.wait()
        file.write_text(source, "utf-8")


def _wait_for(address: str, words: str) -> None:
    start = time.perf_counter()
    while time.perf_counter() - start < PATIENCE:
        try:
            with urlopen(address, timeout=PATIENCE) as answer:
                if words in answer.read().decode("utf-8"):
                    return
        except (URLError, ConnectionError):
            pass
        time.sleep(0.01)
    raise TimeoutError(f"{address} did not show “{words}”.")
