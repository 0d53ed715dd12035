"""An optional background of map tiles from a server of the user's choice. Off until asked for."""
