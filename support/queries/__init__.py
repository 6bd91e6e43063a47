"""What the pages of support show. Each function says how many SQL statements it costs."""
