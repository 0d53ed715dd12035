"""The parts of the main window. A panel never imports a panel."""
