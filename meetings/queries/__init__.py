"""What the pages about meetings show."""
