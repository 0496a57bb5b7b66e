"""Pure: proves a cause by putting one stage of a product right at a time and running the rest."""
