"""The demonstration county: real municipalities, invented people, and a year of work around today."""
