"""From a Chinese message to a request, a question back, or nothing; pure."""
