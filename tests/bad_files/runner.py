"""Runs bad files in a worker process with a limit of time; a worker that is stuck is ended."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any

REPOSITORY = Path(__file__).parents[2]
START_SECONDS = 120.0


class Runner:
    """Hands files to a worker, which is started when first needed and after it died."""

    def __init__(self, good: Path, folder: Path) -> None:
        self._good = good
        self._noise = folder / "noise.txt"
        self._temporary = folder / "temporary"
        self._temporary.mkdir()
        self._process: subprocess.Popen[str] | None = None
        self._waiting = ThreadPoolExecutor(1)

    def __enter__(self) -> Runner:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()
        self._waiting.shutdown()

    def run(
        self,
        role: str,
        source: str,
        options: Mapping[str, Any] | None = None,
        seconds: float = 15.0,
        inspect: bool = True,
    ) -> dict[str, Any]:
        """What came of the file: see `worker.answer`; or ``{"fault": why}``."""
        process = self._process or self._start()
        job = {"role": role, "source": source, "options": dict(options or {}), "inspect": inspect}
        said_before = self._noise.stat().st_size
        assert process.stdin
        process.stdin.write(json.dumps(job) + "\n")
        process.stdin.flush()
        found = self._answer(process, seconds)
        noise = self._noise.read_bytes()[said_before:].decode("utf-8", "replace")
        return {**found, "noise": noise, "left": self._clear()}

    def _clear(self) -> list[str]:
        """What was left in the folder of temporary files, which is emptied for the next file."""
        left = sorted(self._temporary.iterdir())
        for path in left:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return [path.name for path in left]

    def _start(self) -> subprocess.Popen[str]:
        with self._noise.open("a") as noise:
            process = subprocess.Popen(
                [sys.executable, "-W", "error", "-m", "tests.bad_files.worker", str(self._good)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=noise,
                text=True,
                encoding="utf-8",
                cwd=REPOSITORY,
                env={**os.environ, "TMPDIR": str(self._temporary), "TEMP": str(self._temporary)},
            )
        self._process = process
        ready = self._answer(process, START_SECONDS)
        assert "ready" in ready, self._noise.read_text(errors="replace")[-3000:]
        return process

    def _answer(self, process: subprocess.Popen[str], seconds: float) -> dict[str, Any]:
        assert process.stdout
        line = self._waiting.submit(process.stdout.readline)
        try:
            text = line.result(timeout=seconds)
        except TimeoutError:
            self._end()
            return {"fault": f"no answer in {seconds:.0f} s"}
        if text:
            return json.loads(text)
        code = process.wait()
        self._end()
        return {"fault": f"the process ended with code {code}"}

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()
