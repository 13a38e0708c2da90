"""What every question passes on its way: reading, limits, rights, cost, execution, masking."""
