"""The Slack channel; nothing but the `slack` command imports it."""
