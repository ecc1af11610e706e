"""The workspace: one file, one assembly."""

from dsupport.workspace.store import Workspace

__all__ = ["Workspace"]
