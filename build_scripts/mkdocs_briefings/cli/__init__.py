"""The command `briefings`: thin skins over the pipeline and the plugin."""
