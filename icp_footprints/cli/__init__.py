"""The command line ``icp-footprints``: parse, call the library, print. One command a module."""

from icp_footprints.cli.run import main

__all__ = ["main"]
