"""From role pages and role files to the tables of data.db."""
