"""The trail that nobody may edit."""
