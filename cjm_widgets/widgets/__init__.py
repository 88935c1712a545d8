"""The widgets: the editor and the live chart."""
