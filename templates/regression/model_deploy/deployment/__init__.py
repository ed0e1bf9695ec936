"""Brings an approved model to the real-time endpoint."""
