"""The pages of support: events in one set of modules, forums and coaching in another."""
