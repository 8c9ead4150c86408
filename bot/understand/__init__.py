"""From an utterance to what was understood of it."""
