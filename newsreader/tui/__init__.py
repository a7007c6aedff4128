"""The reader on the screen: lists, reading pane, search, and the keys that drive them."""
