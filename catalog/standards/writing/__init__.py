"""A standard being written: a document that may be unfinished, its sections and their forms (pure)."""
