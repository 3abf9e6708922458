"""Choose what this audience may see at this moment; later stages know nothing of the rest."""
