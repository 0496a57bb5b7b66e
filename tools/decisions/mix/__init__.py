"""Which model for which part of the traffic, so that it costs least at a quality that is kept."""
