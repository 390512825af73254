"""How fast the answers come, beside the engines that other people use for the same work."""
