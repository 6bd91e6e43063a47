"""What people fill in. Words of errors say what to do; rules that several ways share live in services and the database."""
