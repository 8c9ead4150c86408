"""What `slack run` starts: the bot in Socket Mode, with the tokens that the Slack CLI sets."""

import sys

from bot.__main__ import main

if __name__ == "__main__":
    sys.argv = ["rolecall", "slack"]
    main()
