"""The editor in a page of its own: what Chromium alone decides."""
