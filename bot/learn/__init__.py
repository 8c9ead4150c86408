"""What is learnt of content and catalogue when either changes, so that asking only looks it up."""
