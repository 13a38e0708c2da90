"""Terms of office, delegates and their mandates, teams (tổ), committees (ban), posts."""
