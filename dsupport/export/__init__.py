"""Documents that leave a workspace."""
