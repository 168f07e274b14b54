"""What is done to doctrees: notes become messages, blocks become rows."""
