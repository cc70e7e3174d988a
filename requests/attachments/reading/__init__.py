"""Open what strangers made, in a process of its own: pictures shrunk and made anew, PDFs looked through."""
