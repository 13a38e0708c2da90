"""The pages behind the bell."""
