"""The kernel: everything that knows nothing of agreements, meetings or surveys."""
