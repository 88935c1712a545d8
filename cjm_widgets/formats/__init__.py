"""Other formats of journey maps, one module a format."""
