"""What helps when a query finds little: why that is, what would find more, how one article stands to it."""
