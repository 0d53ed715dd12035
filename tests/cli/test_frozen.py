"""A program frozen into one file: its workers start it again, and must not run the command."""

import multiprocessing
import runpy
import sys

import pytest

from icp_footprints import cli


def test_a_worker_does_its_part_before_any_command_is_run(monkeypatch):
    order = []
    monkeypatch.setattr(multiprocessing, "freeze_support", lambda: order.append("freeze"))
    monkeypatch.setattr(cli, "main", lambda: order.append("main"))
    monkeypatch.setattr(sys, "argv", ["icp-footprints"])
    runpy.run_module("icp_footprints", run_name="__main__")
    assert order == ["freeze", "main"]


def test_imported_it_runs_nothing(monkeypatch):
    monkeypatch.setattr(cli, "main", lambda: pytest.fail("ran"))
    runpy.run_module("icp_footprints.__main__", run_name="elsewhere")
