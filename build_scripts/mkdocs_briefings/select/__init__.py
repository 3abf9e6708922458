"""Choose what this audience may see at this moment; what is not chosen does not exist further on."""
