"""Pure: PRDs drafted from evidence, checked against it, changed, exported."""
