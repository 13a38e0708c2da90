"""The pages of figures: the province's dashboard and a commune's record."""
