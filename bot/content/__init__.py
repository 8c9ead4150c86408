"""What HR edits: fact kinds, intents and words, read strictly."""
