"""What pages are built from: text, cards, headlines, certainty, pages of a list, tables, links."""
