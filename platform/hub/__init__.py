"""The control plane, in the public schema: what the installation knows of all councils together."""
