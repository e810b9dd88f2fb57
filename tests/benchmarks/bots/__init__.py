"""The bots that ours is measured against, each as its library's own examples write it; each runs as a process."""
