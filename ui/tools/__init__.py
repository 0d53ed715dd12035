"""What the mouse and keyboard do on the map: gather units, preview, hand over one intention."""
