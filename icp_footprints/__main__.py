"""``python -m icp_footprints`` is the command line."""

from icp_footprints.cli import main

if __name__ == "__main__":
    main()
