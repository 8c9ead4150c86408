"""Slack's limits on what a message, a modal and App Home may hold; all lengths are in Unicode characters."""

BLOCKS = {"message": 50, "modal": 100, "home": 100}
SECTION = 3_000
FIELD = 2_000
CONTEXT_ELEMENTS = 10
CONTEXT_TEXT = 3_000
HEADER = 150
ACTIONS = 25
BUTTON = 75
VALUE = 2_000
OPTION = 75
OPTION_VALUE = 150
OPTIONS = 100
ID = 255
TABLE_ROWS = 100
TABLE_COLUMNS = 20
TABLE_TEXT = 10_000
TEXT = 40_000
"""Of the text beside the blocks: what is longer Slack cuts off."""
CHART_TITLE = 50
CHART_LABEL = 20
CHART_SERIES = 6
CHART_POINTS = 20
VIEW_TITLE = 24
PLACEHOLDER = 150
LABEL = 2_000
METADATA = 3_000
