"""The document of a journey map: records, changes, store. No widget, no pandas, no I/O."""
