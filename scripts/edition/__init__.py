"""The engine of an annotated digital scholarly edition."""
