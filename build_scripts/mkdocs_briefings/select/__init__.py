"""The choice of what an audience may see at a moment; later stages know nothing of the rest."""
