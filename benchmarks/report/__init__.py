"""The report on the measured figures; no figure is typed by hand."""
