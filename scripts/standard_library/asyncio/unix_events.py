"""In place of asyncio's loops for Unix: Pyodide's policy has the page's loop."""

from asyncio import events

__all__ = ("DefaultEventLoopPolicy",)


class DefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    """A policy without a loop."""
