"""Understand the standard an office already has: file → blocks → drafts (pure, no database)."""
