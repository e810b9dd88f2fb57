"""The demo office: a fictional city, its people and chats, a week of history, and colleagues who go on working."""
