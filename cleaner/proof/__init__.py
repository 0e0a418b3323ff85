"""What proves packs: their examples, goldens and mutations, and what `lint` finds."""
