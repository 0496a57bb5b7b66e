"""What a product's log holds, whatever wrote it: a trace or an event a line, as JSON."""
