"""What can be said of several figures: how they rank, which fulfil conditions, how far apart they are."""
