"""What people decided over what a run suggests: the log, its actions, and the state that follows.

Pure: no clock, no file. `replay.replay` makes the state from a log and runs; the same log and runs
give the same state, whoever asks and whenever.
"""
