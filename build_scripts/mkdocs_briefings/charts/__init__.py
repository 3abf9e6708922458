"""Charts in texts: Vega-Lite in a fenced block, with data from the desk's own files, drawn while a site is built."""
