"""Articles in the forms in which they leave the library; pure functions, one module per form."""
