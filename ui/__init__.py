"""The desktop app: Qt only here, and nothing the library needs."""
