"""How a council is reached, and where its notices stand; plain values without any page."""

from council.portal.law.contact import Contact, public_path

__all__ = ["Contact", "public_path"]
