"""What tests stand on: servers, databases and a browser."""
