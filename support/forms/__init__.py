"""What people fill in about events, forums and coaching."""
