"""Why did it fail: query, intent, retrieval or generation? Pure: records in, records out."""
