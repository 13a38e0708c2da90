"""The pages between councils."""
