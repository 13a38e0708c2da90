"""Tools that know no council word: they work in any place, a council's or the operators'."""
