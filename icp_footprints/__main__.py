"""``python -m icp_footprints`` is the command line, and so is the program made of this file."""

from multiprocessing import freeze_support

from icp_footprints.cli import main

if __name__ == "__main__":
    # In a program frozen into one file, a worker of generate-all starts here too, to do its part.
    freeze_support()
    main()
