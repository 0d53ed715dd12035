"""Recognising what a published file holds from its column names and codes."""
