"""What the commands print for people: tables that fit a terminal, and the words behind every cell."""
