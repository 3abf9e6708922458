"""Problems as values: where they are, how grave they are, what to do about them."""
