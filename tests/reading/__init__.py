"""Reading: what people type, and what it means."""
