"""What clusters are made of: what cases share, how they grow, whom they hit, which to show."""
