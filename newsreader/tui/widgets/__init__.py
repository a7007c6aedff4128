"""What the screens are made of: each draws the data it is given and says what the reader wants."""
