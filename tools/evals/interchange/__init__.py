"""Sets and runs from and for other tools. Pure: files in, records out, and records into files."""
