"""The stream under a real uvicorn, with a real Valkey."""
