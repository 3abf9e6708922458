"""Values to what a print template reads: a tree of plain data, in which content can only be text."""
