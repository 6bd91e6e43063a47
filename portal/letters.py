"""The kernel's own letters."""

from portal.notifications import letter


@letter("portal-accessibility")
def accessibility_message(row):
    """A visitor's message about accessibility, to those who run the portal; text and address are in its context."""
    return {}
