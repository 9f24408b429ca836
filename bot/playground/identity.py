"""The one workspace and the one app that live here, and the tokens that open them."""

TEAM_ID = "T0PLAYGROUND"
TEAM_DOMAIN = "playground"
APP_ID = "A0SCIENCEGUIDE"
BOT_ID = "B0SCIENCEGUIDE"
BOT_USER = "U0SCIENCEGUIDE"
BOT_TOKEN = "xoxb-playground"  # noqa: S105 - opens nothing but this local workspace
APP_TOKEN = "xapp-playground"  # noqa: S105 - the same
VERIFICATION_TOKEN = "playground"  # noqa: S105 - a field that old apps read
