"""Everything that changes events, forums and coaching: one transaction and one audit entry each."""
