"""The pages: each answers one question, each has a `render`."""
